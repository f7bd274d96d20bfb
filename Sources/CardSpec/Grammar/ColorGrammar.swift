/// Reads colours as CSS Color 4 writes them, and colours with a stated ink.
enum ColorText {
  private static let component = " *[0-9]{1,3}(?:\\.[0-9]{1,6})?%? *"
  private static let alpha = " *(?:[0-9]{0,3}\\.[0-9]{1,6}|[0-9]{1,3})%? *"
  private static let hex = "#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{4}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})"

  static var pattern: String {
    let names = (NamedColors.values.keys.sorted() + ["transparent"]).joined(separator: "|")
    let function = "rgba?\\(\(component),\(component),\(component)(?:,\(alpha))?\\)"
    return "^(?:\(hex)|\(function)|\(names))$"
  }

  static func read(_ text: String) -> Color? {
    if text.hasPrefix("#") { return hex(text.utf8.dropFirst()) }
    if text == "transparent" { return .transparent }
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
  static let screenColor = Grammar(
    expected: "a colour such as \"#0B3C5D\", \"rgb(11, 60, 93)\" or \"white\"", schema: .pattern(ColorText.pattern)
  ) { $0.string.flatMap(ColorText.read) }

  /// `{"rgb": …, "cmyk": [c, m, y, k]}`, with `spot` and `tint` for a named ink.
  static let inkColor: Grammar<Color> = {
    let percent = Grammar<Double>.number(0...100, "percent")
    let cmyk = Grammar<Double>.array(of: percent, 4...4)
    let schema = SchemaValue.object([
      "type": .string("object"),
      "properties": .object([
        "rgb": screenColor.schema.described("The colour on screens."),
        "cmyk": cmyk.schema.described("What a press prints: cyan, magenta, yellow and black in percent."),
        "spot": SchemaValue.object(["type": .string("string"), "minLength": .number(1)]).described(
          "The name of a spot ink; `cmyk` then stands for it on a proof."),
        "tint": percent.schema.described("How much of the spot ink, in percent; 100 by default."),
        "$comment": DocumentShapes.comment.schema.described(DocumentShapes.comment.summary),
      ]),
      "required": .strings(["rgb"]),
      "dependentRequired": .object(["spot": .strings(["cmyk"]), "tint": .strings(["spot"])]),
      "additionalProperties": .bool(false),
    ])
    return Grammar(expected: "an object with \"rgb\" and the ink's \"cmyk\"", schema: schema) { value in
      guard let object = value.object, let rgb = object["rgb"], var color = screenColor.read(rgb) else { return nil }
      guard object.keys.allSatisfy({ ["rgb", "cmyk", "spot", "tint", "$comment"].contains($0) }) else { return nil }
      if let comment = object["$comment"], comment.string == nil { return nil }
      guard let inks = object["cmyk"] else { return object["spot"] == nil && object["tint"] == nil ? color : nil }
      guard let c = cmyk.read(inks) else { return nil }
      color.ink = .cmyk(c: c[0], m: c[1], y: c[2], k: c[3])
      guard let spot = object["spot"] else { return object["tint"] == nil ? color : nil }
      guard let name = spot.string, !name.isEmpty else { return nil }
      let tint = object["tint"].map(percent.read) ?? 100
      guard let tint else { return nil }
      color.ink = .spot(name: name, tint: tint, c: c[0], m: c[1], y: c[2], k: c[3])
      return color
    }
  }()
}

extension Grammar where Value == ColorValue {
  /// Its schema stands in the definition `colorValue`.
  static let color: Grammar<ColorValue> = {
    var grammar = Grammar<Color>.screenColor.or(.inkColor).map { ColorValue.color($0) }
      .or(.words([("currentColor", .currentColor)]))
    grammar.expected =
      "a colour such as \"#0B3C5D\" or \"white\", or with its ink: {\"rgb\": \"#0B3C5D\", \"cmyk\": [90, 60, 30, 20]}"
    grammar.words = NamedColors.values.keys.sorted() + ["transparent", "currentColor"]
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

extension Grammar where Value == Fill {
  /// A colour or a gradient.
  static let fill: Grammar<Fill> = {
    let color = Grammar<ColorValue>.color.map { Fill.color($0) }
    var result = Grammar(
      expected: color.expected + ", or a gradient such as {\"linear\": {\"stops\": [\"white\", \"navy\"]}}",
      schema: .anyOf([color.schema, .reference("gradientValue")])
    ) { color.read($0) ?? Gradients.read($0) }
    result.accepts = { color.accepts($0) || Gradients.accepts($0) }
    return result
  }()
}

extension Grammar where Value == Fill? {
  /// A fill, or `"none"`, which is given as `nil`.
  static let optionalFill = Grammar<Fill>.fill.map { Fill?.some($0) }.or(.words([("none", nil)]))
}

/// `{"linear": {…}}` and `{"radial": {…}}`.
enum Gradients {
  static let percent = Grammar<String>.string("a percentage", pattern: "^[0-9]{1,3}(\\.[0-9]{1,6})?%$") {
    number($0) != nil
  }
  static let share = Grammar<Double>.number(0...1, "a number from 0 to 1").or(percent.map { (number($0) ?? 0) / 100 })
  static let direction = Grammar<Double>.number(-36_000...36_000, "an angle in degrees").map {
    GradientDirection.angle($0)
  }.or(
    .words([
      ("to top", .angle(0)), ("to right", .angle(90)), ("to bottom", .angle(180)), ("to left", .angle(270)),
      ("to top right", .corner(right: true, bottom: false)), ("to bottom right", .corner(right: true, bottom: true)),
      ("to bottom left", .corner(right: false, bottom: true)), ("to top left", .corner(right: false, bottom: false)),
    ]))

  static func number(_ text: String) -> Double? {
    guard text.hasSuffix("%"), let first = text.utf8.first, ASCII.isDigit(first) else { return nil }
    let digits = text.dropLast()
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts[0].utf8.count <= 3,
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.count <= 6 && $0.utf8.allSatisfy(ASCII.isDigit) })
    else { return nil }
    return Double(digits)
  }

  private static let color = Grammar<ColorValue>.color.orReference

  static let stop: Grammar<GradientStop> = {
    let pair = SchemaValue.object([
      "type": .string("array"), "prefixItems": .array([color.schema, share.orReference.schema]),
      "minItems": .number(2), "maxItems": .number(2),
    ])
    var result = Grammar(expected: "a colour, or a colour and a place", schema: .anyOf([color.schema, pair])) { value in
      if let plain = color.read(value) { return GradientStop(plain) }
      guard let array = value.array, array.count == 2, let first = color.read(array[0]),
        let place = share.read(array[1])
      else { return nil }
      return GradientStop(first, at: place)
    }
    result.accepts = { value in
      if color.accepts(value) { return true }
      guard let array = value.array, array.count == 2 else { return false }
      return color.accepts(array[0]) && share.orReference.accepts(array[1])
    }
    return result
  }()
  static let stops = Grammar<GradientStop>.array(of: stop, 2...64)
  static let center = Grammar<Double>.array(of: share.orReference, 2...2)
  static let shape = Grammar<Bool>.words([("ellipse", false), ("circle", true)])

  private static let stopsKey = key(
    "stops", stops, "Two colours or more, each alone or with its place: [\"red\", 0.5].")
  private static let keys: [String: [DocumentKey]] = [
    "linear": [key("angle", direction, "The direction: degrees clockwise from the top, or \"to right\"."), stopsKey],
    "radial": [
      key("center", center, "The centre, as shares of the box: [0.5, 0.5]."),
      key("shape", shape, "\"circle\" or \"ellipse\"."), stopsKey,
    ],
  ]

  private static func key<Value: Sendable>(_ name: String, _ grammar: Grammar<Value>, _ summary: String) -> DocumentKey
  {
    let grammar = grammar.orReference
    return DocumentKey(name, schema: grammar.schema, summary) { member in
      grammar.accepts(member.value) ? [] : [NodeMessages.wrongValue(member, expected: grammar.expected)]
    }
  }

  static let schema = SchemaValue.anyOf(["linear", "radial"].map(wrapped))

  private static func wrapped(_ name: String) -> SchemaValue {
    let properties = (keys[name] ?? []).map {
      SchemaValue.Member(key: $0.name, value: $0.schema.described($0.summary))
    }
    let inner = SchemaValue.object([
      "type": .string("object"), "properties": .object(properties), "required": .strings(["stops"]),
      "additionalProperties": .bool(false),
    ])
    return .object([
      "type": .string("object"),
      "properties": .object([.init(key: name, value: inner.described("A \(name) gradient."))]),
      "required": .strings([name]),
      "additionalProperties": .bool(false),
    ])
  }

  static func accepts(_ value: JSONValue) -> Bool {
    guard let member = value.object?.members.first, value.object?.members.count == 1,
      let inner = member.value.object, let known = keys[member.key], inner["stops"] != nil
    else { return false }
    return inner.members.allSatisfy { given in known.first { $0.name == given.key }?.check(given).isEmpty ?? false }
  }

  static func read(_ value: JSONValue) -> Fill? {
    guard accepts(value), let object = value.object else { return nil }
    if let linear = object["linear"] { return readLinear(linear) }
    return object["radial"].flatMap(readRadial)
  }

  private static func readLinear(_ value: JSONValue) -> Fill? {
    guard let list = value["stops"].flatMap(stops.read) else { return nil }
    guard let given = value["angle"] else { return .linearGradient(.angle(180), stops: list) }
    return direction.read(given).map { .linearGradient($0, stops: list) }
  }

  private static func readRadial(_ value: JSONValue) -> Fill? {
    guard let list = value["stops"].flatMap(stops.read) else { return nil }
    let place = value["center"].map(center.read) ?? [0.5, 0.5]
    let isCircle = value["shape"].map(shape.read) ?? false
    guard let place, let isCircle else { return nil }
    return .radialGradient(centerX: place[0], centerY: place[1], circle: isCircle, stops: list)
  }
}
