import Diagnostics
import Scene

/// Finds what an accessible document would not say to those who cannot see it (ISO 14289-1, §7.3).
enum AlternativeCheck {
  static func diagnostics(_ scene: Scene, _ report: SceneReport) -> [Diagnostic] {
    let card =
      scene.alt.isEmpty
      ? [
        report.diagnostic(
          .error, "no-alternative", "the card has no alternative text",
          reason: "people who cannot see it depend on it", help: "add \"alt\": \"…\" with what the card shows",
          node: nil)
      ] : []
    return card
      + scene.boxes.indices.filter { scene.boxes[$0].lacksAlternative }.map { index in
        report.diagnostic(
          .error, "no-alternative", "the \(words(scene.boxes[index].type)) has no alternative text",
          reason: "the document is read aloud to people who cannot see it",
          help: "add \"alt\": \"…\" with what it shows, or \"role\": \"decoration\" if it adds nothing", node: index)
      }
  }

  private static func words(_ type: String) -> String {
    switch type {
    case "image": "picture"
    case "svg": "drawing"
    case "qr": "code"
    default: "number graphic"
    }
  }
}
