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
  /// The longhands of a shorthand that was read, so that a longhand wins wherever it stands.
  var set: Set<String> = []
}

/// One property of nodes: its name, what it may be, and where it goes. Decoder, schema and reference are made of these.
struct NodeProperty: Sendable {
  var name: String
  var summary: String
  /// `nil`: every kind has it.
  var kinds: Set<NodeKind>?
  var expected: String
  var schema: SchemaValue
  /// Whether it stands for several other properties and so is read before them.
  var isShorthand: Bool
  /// `false` where the value is refused.
  var apply: @Sendable (JSONValue, inout NodeDraft) -> Bool

  init<Value: Sendable>(
    _ name: String, _ grammar: Grammar<Value>, kinds: Set<NodeKind>? = nil, shorthand: Bool = false, _ summary: String,
    _ store: @escaping @Sendable (inout NodeDraft, Value) -> Void
  ) {
    self.name = name
    self.summary = summary
    self.kinds = kinds
    expected = grammar.expected
    schema = grammar.schema
    isShorthand = shorthand
    apply = { value, draft in
      guard let read = grammar.read(value) else { return false }
      store(&draft, read)
      return true
    }
  }

  func serves(_ kind: NodeKind) -> Bool { kinds?.contains(kind) ?? true }

  static let all = layout + spacing + paint + type + content
  static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}
