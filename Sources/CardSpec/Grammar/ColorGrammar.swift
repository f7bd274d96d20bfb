/// Reads colours as CSS Color 4 writes them, and colours with a stated ink.
enum ColorText {
  private static let component = " *[0-9]{1,3}(?:\\.[0-9]{1,6})?%? *"
  private static let alpha = " *(?:[0-9]{0,3}\\.[0-9]{1,6}|[0-9]{1,3})%? *"
  private static let hex = "#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})"

  static var pattern: String { "^\(part)$" }

  /// The regular expression of a colour inside a longer text.
  static var part: String {
    let names = NamedColors.words.joined(separator: "|")
    let function = "rgba?\\(\(component),\(component),\(component)(?:,\(alpha))?\\)"
    return "(?:\(hex)|\(function)|\(names))"
  }

  static func read(_ text: String) -> Color? {
    if text.hasPrefix("#") { return hex(text.utf8.dropFirst()) }
    if text == "transparent" { return .transparent }
    if text == NamedColors.richBlack { return .richBlack }
    if let value = NamedColors.values[text] { return color(value) }
    return function(text)
  }

  private static func color(_ value: UInt32) -> Color {
    Color(
      red: Double(value >> 16 & 255) / 255, green: Double(value >> 8 & 255) / 255, blue: Double(value & 255) / 255)
  }

  private static func hex(_ digits: Substring.UTF8View) -> Color? {
    let values = digits.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
    guard values.count == digits.count else { return nil }
    let parts: [Int]
    switch values.count {
    case 3, 4: parts = values.map { $0 * 17 }
    case 6, 8: parts = stride(from: 0, to: values.count, by: 2).map { values[$0] * 16 + values[$0 + 1] }
    default: return nil
    }
    return Color(
      red: Double(parts[0]) / 255, green: Double(parts[1]) / 255, blue: Double(parts[2]) / 255,
      alpha: parts.count == 4 ? Double(parts[3]) / 255 : 1)
  }

  /// A hex colour with letters that were taken for digits, as it was meant; `nil` where that is no colour either.
  static func withDigits(_ text: String) -> String? {
    guard text.hasPrefix("#"), read(text) == nil else { return nil }
    let digits: [Character: Character] = ["O": "0", "o": "0", "I": "1", "i": "1", "l": "1"]
    let meant = String(text.map { digits[$0] ?? $0 })
    return read(meant) == nil ? nil : meant
  }

  /// `rgb(r, g, b)` and `rgba(r, g, b, a)`.
  private static func function(_ text: String) -> Color? {
    guard text.hasSuffix(")"), let open = text.firstIndex(of: "("), ["rgb", "rgba"].contains(text[..<open]) else {
      return nil
    }
    let inside = text[text.index(after: open)...].dropLast()
    let parts = inside.split(separator: ",", omittingEmptySubsequences: false).map(trimmed)
    guard (3...4).contains(parts.count) else { return nil }
    let components = parts.prefix(3).compactMap { number($0, scale: 255) }
    let alpha = parts.count == 4 ? number(parts[3], scale: 1, isAlpha: true) : 1
    guard components.count == 3, let alpha else { return nil }
    return Color(
      red: min(1, components[0]), green: min(1, components[1]), blue: min(1, components[2]), alpha: min(1, alpha))
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return text
  }

  /// A number out of `scale`, or a percentage, as a fraction. Only an alpha may begin with its point.
  private static func number(_ text: Substring, scale: Double, isAlpha: Bool = false) -> Double? {
    let isPercent = text.last == "%"
    let parts = (isPercent ? text.dropLast() : text).split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ $0.utf8.allSatisfy(ASCII.isDigit) }),
      (isAlpha && parts.count == 2 ? 0...3 : 1...3).contains(parts[0].utf8.count),
      parts.count == 1 || (1...6).contains(parts[1].utf8.count)
    else { return nil }
    let digits = "0" + parts.joined(separator: ".")
    return Double(digits).map { $0 / (isPercent ? 100 : scale) }
  }
}

extension Grammar where Value == Color {
  static let screenColor: Grammar<Color> = {
    let expected = "a colour such as \"#0B3C5D\", \"rgb(11, 60, 93)\" or \"white\""
    var grammar = Grammar(expected: expected, schema: .pattern(ColorText.pattern)) {
      $0.string.flatMap(ColorText.read)
    }
    grammar.words = NamedColors.words
    grammar.inside = { member in
      guard let meant = member.value.string.flatMap(ColorText.withDigits) else { return [] }
      var diagnostic = NodeMessages.wrongValue(member, expected: expected)
      diagnostic.help = "a hex colour has the digits 0 to 9 and the letters A to F: did you mean \"\(meant)\"?"
      return [diagnostic]
    }
    return grammar
  }()
}

extension Grammar where Value == ColorValue {
  /// Its schema stands in the definition `colorValue`.
  static let color: Grammar<ColorValue> = {
    var grammar = Grammar<Color>.screenColor.or(.inkColor).map { ColorValue.color($0) }
      .or(.words([("currentColor", .currentColor)]))
    grammar.expected =
      "a colour such as \"#0B3C5D\" or \"white\", or with its ink: {\"rgb\": \"#0B3C5D\", \"cmyk\": [90, 60, 30, 20]}"
    grammar.words = NamedColors.words + ["currentColor"]
    return grammar.defined(as: "colorValue")
  }()
}

/// Schemas that are used in many places and so stand in definitions of their own.
enum SharedSchemas {
  static var definitions: [SchemaValue.Member] {
    let colors = Grammar<Color>.screenColor.or(.inkColor).schema
    return [
      .init(
        key: "colorValue",
        value: SchemaValue.anyOf([colors, .object(["enum": .strings(["currentColor"])])]).described(
          "A colour, for the press also with its ink: {\"rgb\": \"#0B3C5D\", \"cmyk\": [90, 60, 30, 20]}.")),
      .init(key: "gradientValue", value: Gradients.schema.described("A gradient: {\"linear\": {\"stops\": […]}}.")),
    ]
  }
}

extension Theme {
  /// The tokens that are colours, as specs name them: `$color.ink`. Of tokens with one colour, the first by name.
  public var colorNames: [Color: String] {
    var names: [Color: String] = [:]
    for (name, value) in tokens.sorted(by: { $0.key < $1.key }) where name.hasPrefix("color.") {
      guard case .color(let color) = Grammar<ColorValue>.color.read(value) else { continue }
      if names[color] == nil { names[color] = "$" + name }
    }
    return names
  }
}
