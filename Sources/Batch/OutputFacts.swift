import CardSpec
import Diagnostics
import Files
import Manifest
import Scene
import Typesetting

/// Gathers what the manifest says of a file while its scenes go by.
final class OutputFacts {
  private(set) var cards: [Manifest.Card] = []
  private var faces: Set<Manifest.Font> = []
  /// The scenes that were painted: pages.
  private(set) var pages = 0
  /// Of the first page, px, after cutting.
  private(set) var size = Size(0, 0)

  /// A card that the file shows.
  func add(card scene: Scene) {
    let fit = scene.boxes.compactMap { box -> Manifest.Fit? in
      guard let fit = box.fit, !fit.done.isEmpty, let size = box.fontSize, let asked = box.specifiedFontSize else {
        return nil
      }
      return Manifest.Fit(
        node: box.path, done: fit.done.map(\.rawValue), fontSize: size, specifiedFontSize: asked)
    }
    cards.append(Manifest.Card(id: scene.card, title: scene.title, alt: scene.alt, link: scene.link, fit: fit))
  }

  /// A page, or a picture, that is painted.
  func add(page scene: Scene) {
    if pages == 0 { size = scene.trim }
    pages += 1
    look(scene.items)
  }

  /// By family, style and file.
  var fonts: [Manifest.Font] {
    faces.sorted { ($0.family, $0.style, $0.file) < ($1.family, $1.style, $1.file) }
  }

  private func look(_ items: [Item]) {
    for item in items {
      switch item.drawing {
      case .glyphs(let glyphs): add(glyphs.run.face)
      case .group(let group):
        look(group.items)
        look(group.mask)
      case .shadow(let shadow):
        for case .glyphs(let glyphs) in shadow.casters { add(glyphs.run.face) }
      case .fill, .stroke, .picture, .vector: break
      }
    }
  }

  private func add(_ face: FontFace) {
    let file = face.file.split(separator: "/").last.map(String.init) ?? face.file
    faces.insert(Manifest.Font(family: face.family, style: face.style, file: file))
  }
}

extension Manifest.Kind {
  init(_ kind: Plan.Job.Kind) {
    self =
      switch kind {
      case .png: .png
      case .pdf: .pdf
      case .sheets: .sheets
      case .contactSheet: .contactSheet
      }
  }
}

extension Manifest.Message {
  /// - Parameter folders: Whose paths are left out of the words: a manifest says the same wherever it lies.
  init(_ diagnostic: Diagnostic, without folders: [String]) {
    // The real paths first: they are what a picture's own messages name.
    let names = folders.compactMap(RealPath.of) + folders.filter { $0 != "." }
    let prefixes = names.filter { !$0.isEmpty && $0 != "/" }.map { $0 + "/" }
    func short(_ text: String) -> String { prefixes.reduce(text) { $0.without(path: $1) } }
    self.init(
      severity: diagnostic.severity.rawValue, code: diagnostic.code, message: short(diagnostic.message))
    reason = diagnostic.reason.map(short)
    help = diagnostic.help.map(short)
    source = diagnostic.location.map { "\(short($0.file)):\($0.line):\($0.column)" }
    card = diagnostic.subject.card
    node = diagnostic.subject.node
  }
}

extension String {
  /// The text without a path's beginning, wherever a path begins with it; within another path it is none.
  fileprivate func without(path prefix: String) -> String {
    guard contains(prefix) else { return self }
    var result = ""
    var rest = self[...]
    while let found = rest.firstRange(of: prefix) {
      let before = rest[..<found.lowerBound]
      let last = before.last ?? result.last
      let isInside = last.map { $0.isLetter || $0.isNumber || "/._-".contains($0) } ?? false
      result += isInside ? rest[..<found.upperBound] : before
      rest = rest[found.upperBound...]
    }
    return result + rest
  }
}

extension [Diagnostic] {
  /// Warnings and errors for the manifest, each once.
  func messages(without folders: [String]) -> [Manifest.Message] {
    filter { $0.severity > .note }.ordered().map { Manifest.Message($0, without: folders) }
  }
}
