import Scene

/// A stop of a screen reader.
public struct ReadingReport: Sendable, Encodable {
  public var role: String
  /// How many others it lies in.
  public var level: Int
  /// Where it differs from the card's.
  public var language: String?
  public var alt: String?
  public var text: String?
  public var link: String?
  public var frames: [FrameReport]
  /// The node that draws it, by its place in the list.
  public var node: Int?

  static func all(of scene: Scene) -> [ReadingReport] {
    var heard = Heard()
    heard.listen(scene.items, node: nil)
    var levels: [Int] = []
    return scene.structure.enumerated().map { index, element in
      levels.append(element.parent.map { levels[$0] + 1 } ?? 0)
      // What an alternative text stands for is not read besides.
      let text = element.alt == nil ? heard.texts[index].map(Self.spaced) : nil
      return ReadingReport(
        role: element.role.rawValue, level: levels[index], language: element.language, alt: element.alt, text: text,
        link: element.link, frames: element.frames.map(FrameReport.init), node: heard.nodes[index])
    }
  }

  private static func spaced(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// What items say, by the elements that they belong to.
  private struct Heard {
    var texts: [Int: String] = [:]
    var nodes: [Int: Int] = [:]
    private var lines: [Int: Double] = [:]

    mutating func listen(_ items: [Item], node: Int?) {
      for item in items {
        let node = item.node ?? node
        if case .group(let group) = item.drawing { listen(group.items, node: node) }
        guard let element = item.element else { continue }
        if nodes[element] == nil { nodes[element] = node }
        guard case .glyphs(let drawing) = item.drawing else { continue }
        // A new line begins a new word, unless the word was broken.
        let y = drawing.origin.y + (drawing.run.glyphs.first?.y ?? 0)
        let isNewLine = lines[element].map { abs($0 - y) > 1 } ?? false
        lines[element] = y
        let isBroken = texts[element]?.hasSuffix("\u{AD}") ?? false
        texts[element, default: ""] += (isNewLine && !isBroken ? " " : "") + drawing.run.text
      }
    }
  }
}
