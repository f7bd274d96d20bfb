/// Reads lengths: a number of px, or a number with a unit.
enum LengthText {
  static let largest = 1e7
  static let number = "[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]{1,2})?"

  /// The regular expression of a length with one of these units; a bare zero needs none.
  static func pattern(_ units: [Length.Unit], signed: Bool = true) -> String {
    let names = units.map(\.rawValue).joined(separator: "|")
    let number = signed ? Self.number : Self.number.replacing("[+-]?(?:[0-9]", with: "\\+?(?:[0-9]")
    return "(?:\(number)(?:\(names))|[+-]?0+)"
  }

  static func read(_ text: Substring, _ units: [Length.Unit], signed: Bool = true) -> Length? {
    let bytes = Array(text.utf8)
    var index = 0
    func digits() -> Int {
      let start = index
      while index < bytes.count, ASCII.isDigit(bytes[index]) { index += 1 }
      return index - start
    }
    if index < bytes.count, bytes[index] == 0x2B || bytes[index] == 0x2D {
      if bytes[index] == 0x2D, !signed, text != "-0" { return nil }
      index += 1
    }
    let whole = digits()
    var fraction = 0
    if index < bytes.count, bytes[index] == 0x2E {
      index += 1
      fraction = digits()
    }
    guard whole + fraction > 0 else { return nil }
    let mark = index
    if index < bytes.count, bytes[index] | 0x20 == 0x65 {
      index += 1
      if index < bytes.count, bytes[index] == 0x2B || bytes[index] == 0x2D { index += 1 }
      let exponent = digits()
      // "2em" has no exponent: its e begins the unit.
      if exponent == 0 || exponent > 2 { index = mark }
    }
    guard
      let value = Double(
        String(decoding: bytes[..<index], as: UTF8.self).hasSuffix(".")
          ? String(decoding: bytes[..<(index - 1)], as: UTF8.self) : String(decoding: bytes[..<index], as: UTF8.self)),
      abs(value) <= largest
    else { return nil }
    if index == bytes.count { return value == 0 && fraction == 0 && mark == index ? .zero : nil }
    let name = String(decoding: bytes[index...], as: UTF8.self)
    return units.first { $0.rawValue == name }.map { Length(value, $0) }
  }
}

extension Grammar where Value == Length {
  static let absoluteUnits: [Length.Unit] = [.px, .pt, .mm, .cm, .in]
  static let relativeUnits = Length.Unit.allCases.filter { $0 != .percent }

  static let length = make(Length.Unit.allCases, signed: true, "a length such as 12, \"1.5rem\" or \"50%\"")
  static let positiveLength = make(
    Length.Unit.allCases, signed: false, "a length that is not negative, such as 12, \"1.5rem\" or \"5%\"")
  static let plainLength = make(relativeUnits, signed: true, "a length such as 12, \"4mm\" or \"1.5rem\"")
  static let paperLength = make(
    absoluteUnits, signed: false, "a length in px, pt, mm, cm or in, such as 1200 or \"148mm\"")

  static func make(_ units: [Length.Unit], signed: Bool, _ expected: String) -> Grammar<Length> {
    let number = SchemaValue.object([
      "type": .string("number"), "minimum": .number(signed ? -LengthText.largest : 0),
      "maximum": .number(LengthText.largest),
    ])
    let schema = SchemaValue.anyOf([number, .pattern("^" + LengthText.pattern(units, signed: signed) + "$")])
    return Grammar(expected: expected, schema: schema) { value in
      if let number = value.number {
        return abs(number) <= LengthText.largest && (signed || number >= 0) ? Length(number) : nil
      }
      return value.string.flatMap { LengthText.read(Substring($0), units, signed: signed) }
    }
  }
}

extension Grammar where Value == Dimension {
  /// `width`, `minHeight`, `top` …: a length or one of these words.
  static func dimension(_ words: [(String, Dimension)], signed: Bool = false) -> Grammar<Dimension> {
    let lengths = signed ? Grammar<Length>.length : Grammar<Length>.positiveLength
    return lengths.map { Dimension.length($0) }.or(.words(words))
  }

  static let sizeWords: [(String, Dimension)] = [
    ("auto", .auto), ("min-content", .minContent), ("max-content", .maxContent), ("fit-content", .fitContent),
  ]
  static let size = dimension(sizeWords)
  static let offset = dimension([("auto", .auto)], signed: true)
  static let basis = dimension(sizeWords + [("content", .content)])
}

/// One to four values for the sides of a box, as CSS's shorthands take them.
enum SidesText {
  static func grammar<Value: Sendable & Hashable>(
    of side: Grammar<Value>, text: @escaping @Sendable (Substring) -> Value?, pattern: String, _ expected: String
  ) -> Grammar<Sides<Value>> {
    let list = "^\(pattern)(?: +\(pattern)){1,3}$"
    return Grammar<Sides<Value>>(expected: expected, schema: .anyOf([side.schema, .pattern(list)])) { value in
      if let one = side.read(value) { return Sides(all: one) }
      guard let string = value.string, !string.hasPrefix(" "), !string.hasSuffix(" ") else { return nil }
      let parts = string.split(separator: " ")
      let values = parts.compactMap(text)
      guard values.count == parts.count, (2...4).contains(values.count) else { return nil }
      var sides = Sides(all: values[0])
      sides.right = values[1]
      sides.bottom = values.count > 2 ? values[2] : values[0]
      sides.left = values.count > 3 ? values[3] : values[1]
      return sides
    }
  }

  static let padding = grammar(
    of: .positiveLength, text: { LengthText.read($0, Length.Unit.allCases, signed: false) },
    pattern: LengthText.pattern(Length.Unit.allCases, signed: false),
    "one to four lengths that are not negative, such as 12 or \"1rem 2rem\"")

  static let offsets = grammar(
    of: .offset,
    text: { $0 == "auto" ? .auto : LengthText.read($0, Length.Unit.allCases).map { .length($0) } },
    pattern: "(?:auto|\(LengthText.pattern(Length.Unit.allCases)))",
    "one to four lengths or \"auto\", such as 12 or \"0 auto\"")
}
