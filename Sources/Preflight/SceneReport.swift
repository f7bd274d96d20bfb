import CardSpec
import Diagnostics
import Scene

/// Makes diagnostics that name the card, language, format and node.
struct SceneReport {
  private let scene: Scene

  init(_ scene: Scene) { self.scene = scene }

  /// - Parameter node: Index into `Scene.boxes`; `nil` for the card itself.
  func diagnostic(
    _ severity: Diagnostic.Severity, _ code: String, _ message: String, reason: String, help: String, node: Int?
  ) -> Diagnostic {
    let box = node.flatMap { scene.boxes.indices.contains($0) ? scene.boxes[$0] : nil }
    return Diagnostic(
      severity, code, message, reason: reason, help: help, at: box?.location ?? scene.boxes.first?.location,
      subject: Subject(card: scene.card, language: scene.language, format: scene.format.name, node: box?.path))
  }
}

/// Numbers as messages show them: at most so many decimals, and none that are zero.
enum Figure {
  static func plain(_ number: Double, decimals: Int = 1) -> String {
    var factor = 1.0
    for _ in 0..<decimals { factor *= 10 }
    let rounded = (number * factor).rounded() / factor
    return rounded == rounded.rounded() && abs(rounded) < 1e15 ? String(Int(rounded)) : String(rounded)
  }

  /// "12.5 mm" of a length in px.
  static func millimetres(_ px: Double) -> String { plain(px / PressSettings.millimetre) + " mm" }

  /// "4.2 pt" of a length in px.
  static func points(_ px: Double) -> String { plain(px * 72 / 96, decimals: 2) + " pt" }
}
