/// A key of a node that says when, how often and in which version the node stands in the card.
struct NodeControl: Sendable {
  var name: String
  var summary: String
  var expected: String
  var schema: SchemaValue
  var accepts: @Sendable (JSONValue) -> Bool

  private init<Value: Sendable>(_ name: String, _ grammar: Grammar<Value>, _ summary: String) {
    self.name = name
    self.summary = summary
    expected = grammar.expected
    schema = grammar.schema
    accepts = grammar.accepts
  }

  /// Where the keys of a node may stand.
  enum Place: Sendable {
    case node, part, variant, style
  }

  /// The controls that may stand in a place. `style` and `variants` hold properties of their own.
  static func all(in place: Place) -> [NodeControl] {
    switch place {
    case .node: [comment, condition, repetition, itemName, style, variants]
    case .part: [comment, condition, repetition, itemName, partName, with, style, variants]
    case .variant: [comment, style]
    case .style: [comment]
    }
  }

  static let comment = NodeControl("$comment", .string, "A note to people; ignored.")

  /// `source`, `!source`, `@landscape`, `!@print`.
  private static let condition = NodeControl(
    "if",
    .string(
      "a slot such as \"source\", a trait such as \"@landscape\", or their opposite: \"!source\"",
      pattern: "^!?@?\(name)$"
    ) { text in
      var rest = Substring(text)
      if rest.first == "!" { rest.removeFirst() }
      if rest.first == "@" { rest.removeFirst() }
      return isName(rest)
    },
    "Keeps the node only where a slot is filled (\"source\") or a trait is met (\"@landscape\"); ! turns it round.")

  private static let repetition = NodeControl(
    "repeat",
    Grammar<Int>.integer(1...1000).map { _ in true }.or(
      Grammar<String>.string("the name of a list", pattern: "^(?:\(name)|\\{\\{ *\(name) *\\}\\})$") { text in
        guard text.hasPrefix("{{"), text.hasSuffix("}}"), text.utf8.count > 4 else { return isName(text[...]) }
        var inner = text.dropFirst(2).dropLast(2)
        while inner.first == " " { inner.removeFirst() }
        while inner.last == " " { inner.removeLast() }
        return isName(inner)
      }.map { _ in true }),
    "Repeats the node for each item of a list, or so many times. The item is {{item}}, its number {{index}}.")

  private static let itemName = NodeControl("as", .identifier, "What the item of a repeat is called, in place of item.")
  private static let partName = NodeControl(
    "part", .identifier, "Takes the part of this name, with what is written here over it.")
  private static let with = NodeControl(
    "with",
    Grammar<Bool>(
      expected: "an object of values by name",
      schema: .object(["type": .string("object"), "propertyNames": Grammar<String>.identifier.schema])
    ) { value in
      value.object?.keys.allSatisfy { Grammar<String>.isIdentifier($0) } == true ? true : nil
    }, "Values that the part finds as slots.")

  private static let layer = SchemaValue.anyOf([.reference("reference"), .reference("styleProperties")])
  private static let style = NodeControl(
    "style",
    Grammar<Bool>(
      expected: "a style such as \"$text.headline\", an object of properties, or a list of these",
      schema: .anyOf([layer, .object(["type": .string("array"), "items": layer])])
    ) { value in
      (value.array ?? [value]).allSatisfy { $0.object != nil || Reference.isDeferred($0) } ? true : nil
    }, "Properties to begin with, usually a token of the theme; of several the later wins, and the node's own over all."
  )
  private static let variants = NodeControl(
    "variants",
    Grammar<Bool>(
      expected: "an object of properties for each trait, language or format",
      schema: .object([
        "type": .string("object"), "propertyNames": .pattern("^[A-Za-z0-9][A-Za-z0-9._-]*$"),
        "additionalProperties": .reference("variantProperties"),
      ])
    ) { value in
      value.object?.members.allSatisfy { $0.value.object != nil && isVariantName($0.key) } == true ? true : nil
    },
    """
    Properties for a trait (landscape), a direction (rtl), a language (lang-fr) or a format (og). Of those that apply, \
    a format wins over a language, a language over a trait, and of two traits the one written later.
    """)

  // MARK: Names

  private static let name = "[A-Za-z][A-Za-z0-9_-]*(?:\\.[A-Za-z0-9_-]+)*"

  private static func isName(_ text: Substring) -> Bool {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let first = parts.first, Grammar<String>.isIdentifier(String(first)) else { return false }
    return parts.dropFirst().allSatisfy { part in
      !part.isEmpty && part.utf8.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) || $0 == 0x5F || $0 == 0x2D }
    }
  }

  private static func isVariantName(_ text: String) -> Bool {
    guard let first = text.utf8.first, ASCII.isLetter(first) || ASCII.isDigit(first) else { return false }
    return text.utf8.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) || [0x2E, 0x5F, 0x2D].contains($0) }
  }
}
