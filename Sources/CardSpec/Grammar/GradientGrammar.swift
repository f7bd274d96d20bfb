import Diagnostics

extension Grammar where Value == Fill {
  /// A colour or a gradient.
  static let fill: Grammar<Fill> = {
    let color = Grammar<ColorValue>.color.map { Fill.color($0) }
    var result = Grammar(
      expected: color.expected + ", or a gradient such as {\"linear\": {\"stops\": [\"white\", \"navy\"]}}",
      schema: .anyOf([color.schema, .reference("gradientValue")])
    ) { color.read($0) ?? Gradients.read($0) }
    result.accepts = { color.accepts($0) || Gradients.accepts($0) }
    result.inside = { member in
      let own = color.inside(member)
      return own.isEmpty ? Gradients.mistakes(member) : own
    }
    return result
  }()
}

extension Grammar where Value == Fill? {
  /// A fill, or `"none"`, which is given as `nil`.
  static let optionalFill = Grammar<Fill>.fill.map { Fill?.some($0) }.or(.words([("none", nil)]))
}

/// `{"linear": {…}}`, `{"radial": {…}}` and `{"conic": {…}}`.
enum Gradients {
  static let percent = Grammar<String>.string("a percentage", pattern: "^[0-9]{1,3}(\\.[0-9]{1,6})?%$") {
    number($0) != nil
  }
  static let share = Grammar<Double>.number(0...1, "a number from 0 to 1").or(percent.map { (number($0) ?? 0) / 100 })
  static let angle = Grammar<Double>.number(-36_000...36_000, "an angle in degrees")
  static let direction = angle.map { GradientDirection.angle($0) }.or(
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
    result.inside = { member in
      guard let array = member.value.array, array.count == 2 else { return color.inside(member) }
      func part(_ value: JSONValue) -> JSONObject.Member {
        JSONObject.Member(key: member.key, keyLocation: value.location, value: value)
      }
      return (color.accepts(array[0]) ? [] : color.mistakes(part(array[0])))
        + (share.orReference.accepts(array[1]) ? [] : share.mistakes(part(array[1])))
    }
    return result
  }()
  static let stops = Grammar<GradientStop>.array(of: stop, 2...64)
  static let center = Grammar<Double>.array(of: share.orReference, 2...2)
  static let shape = Grammar<Bool>.words([("ellipse", false), ("circle", true)])
  static let extent = Grammar<RadialExtent>.keyword(RadialExtent.self)
  static let repeating = Grammar<Bool>(
    expected: "true or false", schema: .object(["type": .string("boolean")])
  ) { if case .bool(let value) = $0.kind { value } else { nil } }

  private static let stopsKey = key(
    "stops", stops, "Two colours or more, each alone or with its place: [\"red\", 0.5].")
  private static let centerKey = key("center", center, "The centre, as shares of the box: [0.5, 0.5].")
  private static let repeatingKey = key(
    "repeating", repeating, "Whether the first stop follows the last one, over and over.")
  private static let keys: [String: [DocumentKey]] = [
    "linear": [
      key("angle", direction, "The direction: degrees clockwise from the top, or \"to right\"."), stopsKey,
      repeatingKey,
    ],
    "radial": [
      centerKey, key("shape", shape, "\"circle\" or \"ellipse\"."),
      key("size", extent, "Where the gradient ends; by default at the farthest corner."), stopsKey, repeatingKey,
    ],
    "conic": [
      centerKey, key("from", angle, "Where it begins: degrees clockwise from the top."), stopsKey, repeatingKey,
    ],
  ]

  private static func key<Value: Sendable>(_ name: String, _ grammar: Grammar<Value>, _ summary: String) -> DocumentKey
  {
    let grammar = grammar.orReference
    return DocumentKey(name, schema: grammar.schema, summary) { member in
      grammar.accepts(member.value) ? [] : grammar.mistakes(member)
    }
  }

  /// Of an object that is meant as a gradient, what is wrong with it.
  static func mistakes(_ member: JSONObject.Member) -> [Diagnostic] {
    guard let object = member.value.object, object.members.count == 1, let kind = object.members.first,
      var known = keys[kind.key], kind.value.object != nil
    else { return [] }
    for index in known.indices where known[index].name == stopsKey.name { known[index].isRequired = true }
    return DocumentShape(name: "a \(kind.key) gradient", keys: known).check(kind.value)
  }

  static let schema = SchemaValue.anyOf(["linear", "radial", "conic"].map(wrapped))

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
    guard accepts(value), let member = value.object?.members.first else { return nil }
    switch member.key {
    case "linear": return readLinear(member.value)
    case "radial": return readRadial(member.value)
    default: return readConic(member.value)
    }
  }

  private static func readLinear(_ value: JSONValue) -> Fill? {
    guard let list = value["stops"].flatMap(stops.read), let repeats = optional(value["repeating"], repeating, false),
      let direction = optional(value["angle"], direction, .angle(180))
    else { return nil }
    return .linearGradient(direction, stops: list, repeating: repeats)
  }

  private static func readRadial(_ value: JSONValue) -> Fill? {
    guard let list = value["stops"].flatMap(stops.read), let repeats = optional(value["repeating"], repeating, false),
      let place = optional(value["center"], center, [0.5, 0.5]), let isCircle = optional(value["shape"], shape, false),
      let extent = optional(value["size"], extent, .farthestCorner)
    else { return nil }
    return .radialGradient(
      centerX: place[0], centerY: place[1], circle: isCircle, extent: extent, stops: list, repeating: repeats)
  }

  private static func readConic(_ value: JSONValue) -> Fill? {
    guard let list = value["stops"].flatMap(stops.read), let repeats = optional(value["repeating"], repeating, false),
      let place = optional(value["center"], center, [0.5, 0.5]), let from = optional(value["from"], angle, 0)
    else { return nil }
    return .conicGradient(centerX: place[0], centerY: place[1], from: from, stops: list, repeating: repeats)
  }

  private static func optional<T>(_ value: JSONValue?, _ grammar: Grammar<T>, _ initial: T) -> T? {
    value.map(grammar.read) ?? initial
  }
}
