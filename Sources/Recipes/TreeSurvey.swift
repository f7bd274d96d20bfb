import CardSpec

/// What a card's resolved tree names that lies elsewhere.
struct TreeSurvey {
  /// Files, as they are written, each once, in order.
  private(set) var sources: [String] = []
  private(set) var families: [String] = []
  /// Fit groups, by name.
  private(set) var groups: [String] = []
  private(set) var hasEmoji = false

  init(_ tree: JSONValue) {
    var (sources, families, groups): (Set<String>, Set<String>, Set<String>) = ([], [], [])
    // Without recursion, so that depth costs no stack.
    var waiting: [(key: String, value: JSONValue)] = [("", tree)]
    while let (key, value) = waiting.popLast() {
      switch value.kind {
      case .object(let object): for member in object.members { waiting.append((member.key, member.value)) }
      case .array(let items): for item in items { waiting.append((key, item)) }
      case .string(let text):
        switch key {
        case "src": if sources.insert(text).inserted { self.sources.append(text) }
        // One string may hold a list of names, as in CSS.
        case "fontFamily":
          families.formUnion(text.split(separator: ",").map { $0.split(separator: " ").joined(separator: " ") })
        case "fitGroup": groups.insert(text)
        default: hasEmoji = hasEmoji || Self.holdsEmoji(text)
        }
      case .null, .bool, .number: break
      }
    }
    self.families = families.sorted()
    self.groups = groups.sorted()
    self.sources.sort()
  }

  private static func holdsEmoji(_ text: String) -> Bool {
    guard !text.utf8.allSatisfy({ $0 < 0x80 }) else { return false }
    return text.unicodeScalars.contains { $0.value == 0xFE0F || $0.properties.isEmojiPresentation }
  }
}
