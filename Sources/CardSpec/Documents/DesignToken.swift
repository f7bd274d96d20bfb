/// Writes values of the W3C Design Tokens format (2025.10) as properties of nodes take them. What it does not know it
/// leaves as it is, so that the property's own message says what is wrong.
struct DesignToken {
  let type: String?

  func plain(_ value: JSONValue) -> JSONValue {
    switch type {
    case "color": Self.color(value)
    case "dimension": Self.dimension(value)
    case "fontWeight": Self.weight(value)
    case "gradient": Self.gradient(value)
    case "typography": Self.typography(value)
    default: value
    }
  }

  private static func with(_ kind: JSONValue.Kind, _ value: JSONValue) -> JSONValue {
    JSONValue(kind, at: value.location, path: value.path)
  }

  // MARK: Colours

  /// `{"colorSpace": "srgb", "components": [r, g, b], "alpha": a, "hex": "#…"}`. Of other colour spaces the stated
  /// sRGB fallback is taken.
  private static func color(_ value: JSONValue) -> JSONValue {
    if let rgb = value["rgb"], var object = value.object {
      object["rgb"] = color(rgb)
      return with(.object(object), value)
    }
    guard let space = value["colorSpace"]?.string else { return value }
    guard space == "srgb" else { return value["hex"]?.string.map { with(.string($0), value) } ?? value }
    let components = (value["components"]?.array ?? []).compactMap { $0.string == "none" ? 0 : $0.number }
    let alpha = value["alpha"].map(\.number) ?? 1
    guard components.count == 3, let alpha, (components + [alpha]).allSatisfy({ (0...1).contains($0) }) else {
      return value
    }
    let percents = components.map { percent($0) }.joined(separator: ", ")
    return with(.string(alpha == 1 ? "rgb(\(percents))" : "rgba(\(percents), \(decimal(alpha)))"), value)
  }

  private static func percent(_ share: Double) -> String { decimal(share * 100) + "%" }

  /// At most four decimals, so that colours read as they are written by hand.
  private static func decimal(_ number: Double) -> String {
    let rounded = (number * 10_000).rounded() / 10_000
    return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
  }

  /// `[{"color": …, "position": 0}, …]`, from top to bottom since the format has no direction.
  private static func gradient(_ value: JSONValue) -> JSONValue {
    guard let stops = value.array else { return value }
    let pairs = stops.map { stop -> JSONValue in
      guard let color = stop["color"], let position = stop["position"] else { return stop }
      return with(.array([Self.color(color), position]), stop)
    }
    var linear = JSONObject()
    linear["stops"] = with(.array(pairs), value)
    var object = JSONObject()
    object["linear"] = with(.object(linear), value)
    return with(.object(object), value)
  }

  // MARK: Type

  /// `{"value": 16, "unit": "px"}`.
  private static func dimension(_ value: JSONValue) -> JSONValue {
    guard let number = value["value"]?.number, let unit = value["unit"]?.string else { return value }
    let isWhole = number == number.rounded() && abs(number) < 1e15
    return with(.string((isWhole ? String(Int(number)) : String(number)) + unit), value)
  }

  private static let weights = [
    "thin": 100, "hairline": 100, "extra-light": 200, "ultra-light": 200, "light": 300, "normal": 400, "regular": 400,
    "book": 400, "medium": 500, "semi-bold": 600, "demi-bold": 600, "bold": 700, "extra-bold": 800, "ultra-bold": 800,
    "black": 900, "heavy": 900, "extra-black": 950, "ultra-black": 950,
  ]

  private static func weight(_ value: JSONValue) -> JSONValue {
    value.string.flatMap { weights[$0] }.map { with(.number(Double($0)), value) } ?? value
  }

  /// A composite of type properties, which is a style.
  private static func typography(_ value: JSONValue) -> JSONValue {
    guard let object = value.object else { return value }
    let members = object.members.map { member in
      let plain =
        switch member.key {
        case "fontSize", "letterSpacing": dimension(member.value)
        case "fontWeight": weight(member.value)
        default: member.value
        }
      return JSONObject.Member(key: member.key, keyLocation: member.keyLocation, value: plain)
    }
    return with(.object(JSONObject(members)), value)
  }
}
