import Diagnostics

/// `{"rgb": …, "cmyk": [c, m, y, k]}`: a colour with its ink, which may be a spot ink at a tint and may overprint.
enum InkColor {
  private static let percent = Grammar<Double>.number(0...100, "percent from 0 to 100")
  private static let inks = ["cyan", "magenta", "yellow", "black"]

  /// The press has its own meaning for these (ISO 32000-1, §8.6.6.4).
  private static let reserved = ["All", "None", "Cyan", "Magenta", "Yellow", "Black"]
  private static let spot: Grammar<String> = {
    let pattern = "^(?!(?:\(reserved.joined(separator: "|")))$)[^\\u0000-\\u001F]{1,60}$"
    return .string("the ink's name in quotes, such as \"PANTONE 186 C\"", pattern: pattern) { name in
      (1...60).contains(name.unicodeScalars.count) && name.unicodeScalars.allSatisfy { $0.value > 0x1F }
        && !reserved.contains(name)
    }
  }()

  static let shape = DocumentShape(
    name: "a colour with its ink",
    keys: [
      DocumentKey("rgb", Grammar<Color>.screenColor, required: true, "The colour on screens."),
      DocumentKey(
        "cmyk", schema: Grammar<Double>.array(of: percent, 4...4).schema,
        "What a press prints: cyan, magenta, yellow and black in percent.", check: processInks),
      DocumentKey("spot", schema: spot.schema, "The name of a spot ink; `cmyk` then stands for it on a proof.") {
        spotName($0)
      },
      DocumentKey("tint", percent, "How much of the spot ink, in percent; 100 by default."),
      DocumentKey(
        "overprint", .boolean, "Whether the ink is printed over what lies below it, not in its place; false by default."
      ),
      DocumentShapes.comment,
    ])

  /// Members that mean nothing without another.
  private static let needs: [(key: String, other: String, reason: String)] = [
    ("spot", "cmyk", "a proof, and a press without this ink, need process colours that stand for it"),
    ("tint", "spot", "a tint says how much of a spot ink is printed"),
    ("overprint", "cmyk", "only a stated ink can be printed over what lies below it"),
  ]

  fileprivate static let schema: SchemaValue = {
    guard case .object(let members) = shape.schema else { return shape.schema }
    let dependent = needs.map { SchemaValue.Member(key: $0.key, value: .strings([$0.other])) }
    return .object(
      members.dropLast() + [.init(key: "dependentRequired", value: .object(dependent))] + members.suffix(1))
  }()

  static func read(_ value: JSONValue) -> Color? {
    guard let object = value.object, shape.check(value).isEmpty, missing(object).isEmpty,
      var color = object["rgb"].flatMap(Grammar<Color>.screenColor.read)
    else { return nil }
    guard let c = object["cmyk"]?.array?.compactMap(\.number) else { return color }
    color.ink = .cmyk(c: c[0], m: c[1], y: c[2], k: c[3])
    color.overprints = object["overprint"]?.bool ?? false
    guard let name = object["spot"]?.string else { return color }
    color.ink = .spot(name: name, tint: object["tint"]?.number ?? 100, c: c[0], m: c[1], y: c[2], k: c[3])
    return color
  }

  // MARK: Mistakes

  /// Of an object that is meant as such a colour, what is wrong with it.
  static func mistakes(_ member: JSONObject.Member) -> [Diagnostic] {
    guard let object = member.value.object, object.keys.contains(where: ["rgb", "cmyk", "spot"].contains) else {
      return []
    }
    return shape.check(member.value) + missing(object)
  }

  private static func missing(_ object: JSONObject) -> [Diagnostic] {
    needs.compactMap { key, other, reason in
      guard let member = object.member(key), object[other] == nil else { return nil }
      let name = key == "spot" ? member.value.string.map { " \"\(NodeMessages.shortened($0))\"" } ?? "" : ""
      return Diagnostic(
        .error, "missing-key", "`\(key)`\(name) needs `\(other)`", reason: reason,
        help: other == "cmyk" ? "add \"cmyk\": [c, m, y, k] in percent" : "add `\(other)`, or remove `\(key)`",
        at: member.keyLocation, path: member.value.path)
    }
  }

  private static func processInks(_ member: JSONObject.Member) -> [Diagnostic] {
    guard let values = member.value.array, values.count == 4 else {
      return [
        NodeMessages.wrongValue(
          member, expected: "cyan, magenta, yellow and black in percent, such as [90, 60, 30, 20]")
      ]
    }
    return zip(inks, values).flatMap { ink, value -> [Diagnostic] in
      guard percent.read(value) == nil else { return [] }
      return percent.mistakes(JSONObject.Member(key: ink, keyLocation: value.location, value: value))
    }
  }

  private static func spotName(_ member: JSONObject.Member) -> [Diagnostic] {
    guard spot.read(member.value) == nil else { return [] }
    var diagnostic = NodeMessages.wrongValue(member, expected: spot.expected)
    if let name = member.value.string, reserved.contains(name) {
      diagnostic.reason = "on a press this is no ink of its own: \(Words.list(reserved)) have a meaning already"
    }
    return [diagnostic]
  }
}

extension Grammar where Value == Color {
  /// A colour with its ink.
  static let inkColor: Grammar<Color> = {
    var grammar = Grammar(expected: "an object with \"rgb\" and the ink's \"cmyk\"", schema: InkColor.schema) {
      InkColor.read($0)
    }
    grammar.inside = InkColor.mistakes
    return grammar
  }()
}
