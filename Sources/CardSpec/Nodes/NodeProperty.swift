import Diagnostics

/// The kinds of nodes that `type` names.
enum NodeKind: String, Sendable, Hashable, CaseIterable {
  case box, text, image, svg, qr, rect, ellipse, line, path, chart
}

/// A node while its properties are read; what only some kinds have stands here until the content is put together.
struct NodeDraft: Sendable {
  var node: Node
  var text: String?
  var source: String?
  var qrValue: String?
  var correction = Node.QRCorrection.medium
  var quietZone = 4
  var pathData: String?
  var viewBox: [Double]?
  var evenOdd = false
  var chart = Chart(kind: .bar, value: 0)
  var hasChart = false
  var hasValue = false
  /// Keys whose values were refused, so that they are not also missed.
  var refused: Set<String> = []
}

/// One property of nodes: its name, what it may be, and where it goes. Decoder, schema and reference are made of these.
struct NodeProperty: Sendable {
  var name: String
  var summary: String
  /// `nil`: every kind has it.
  var kinds: Set<NodeKind>?
  var expected: String
  var words: [String]
  var schema: SchemaValue
  /// Whether it stands for several other properties and so is read before them.
  var isShorthand: Bool
  /// Whether it may be written as one text for each language.
  var isTranslatable: Bool
  /// Whether the value may be used once the references inside it are filled in.
  var accepts: @Sendable (JSONValue) -> Bool
  /// What is wrong with a value that is refused.
  var mistakes: @Sendable (JSONObject.Member) -> [Diagnostic]
  /// `false` where the value is refused.
  var apply: @Sendable (JSONValue, inout NodeDraft) -> Bool

  init<Value: Sendable>(
    _ name: String, _ grammar: Grammar<Value>, kinds: Set<NodeKind>? = nil, shorthand: Bool = false,
    translatable: Bool = false, _ summary: String, _ store: @escaping @Sendable (inout NodeDraft, Value) -> Void
  ) {
    self.name = name
    self.summary = summary
    self.kinds = kinds
    expected = grammar.expected
    words = grammar.words
    schema = translatable ? .anyOf([grammar.schema, TextMap.schema]) : grammar.schema
    isShorthand = shorthand
    isTranslatable = translatable
    accepts = { grammar.accepts($0) || translatable && TextMap.accepts($0) }
    mistakes = { grammar.mistakes($0) }
    apply = { value, draft in
      guard let read = grammar.read(value) else { return false }
      store(&draft, read)
      return true
    }
  }

  func serves(_ kind: NodeKind) -> Bool { kinds?.contains(kind) ?? true }

  static let all = layout + grid + spacing + paint + effects + type + lines + fit + content
  /// `value` means one thing to a chart and another to a code, so a name may stand for several properties.
  static let byName = Dictionary(grouping: all, by: \.name)

  /// What each shorthand stands for.
  private static let longhands: [String: [String]] = {
    func sides(_ prefix: String, _ suffix: String = "") -> [String] {
      ["Top", "Right", "Bottom", "Left", "Start", "End"].map { prefix + $0 + suffix }
    }
    var result = [
      "inset": ["top", "right", "bottom", "left", "start", "end"], "gap": ["rowGap", "columnGap"],
      "flex": ["flexGrow", "flexShrink", "flexBasis"], "borderWidth": sides("border", "Width"),
      "borderColor": sides("border", "Color"),
    ]
    for name in ["margin", "padding"] {
      result[name] = sides(name) + [name + "Inline", name + "Block"]
      result[name + "Inline"] = [name + "Start", name + "End"]
      result[name + "Block"] = [name + "Top", name + "Bottom"]
    }
    return result
  }()

  /// The properties that a shorthand sets; none for any other name.
  static func longhands(of name: String) -> [String] { longhands[name] ?? [] }

  /// The property that a node of this kind knows by a name.
  static func named(_ name: String, for kind: NodeKind) -> NodeProperty? {
    byName[name]?.first { $0.serves(kind) }
  }
}
