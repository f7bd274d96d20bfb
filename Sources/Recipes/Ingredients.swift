import CardSpec
import Diagnostics
import Hashing

/// Gathers what a thing is made from, as bytes that are equal exactly where the ingredients are.
package struct Ingredients {
  /// What the thing depends on.
  private var bytes: [UInt8] = []
  /// What only messages about it depend on: where things are written.
  private var places: [UInt8] = []

  package init() {}
  package var sum: Digest { SHA256.digest(of: bytes) }
  package var placesSum: Digest { SHA256.digest(of: places) }

  // MARK: Plain values

  package mutating func add(_ text: String) {
    add(count: text.utf8.count)
    bytes += text.utf8
  }

  package mutating func add(_ text: String?) {
    add(count: text == nil ? 0 : 1)
    if let text { add(text) }
  }

  package mutating func add(_ texts: [String]) {
    add(count: texts.count)
    for text in texts { add(text) }
  }

  package mutating func add(_ number: Double) { add(count: Int(truncatingIfNeeded: number.bitPattern)) }

  package mutating func add(_ digest: Digest?) { add(digest?.hex) }

  package mutating func add(count: Int) {
    var rest = UInt64(bitPattern: Int64(count))
    for _ in 0..<8 {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  package mutating func add(place: SourceLocation?) {
    add(telling: place.map { "\($0.file):\($0.line):\($0.column)" } ?? "-")
  }

  /// What messages alone say.
  package mutating func add(telling text: String) {
    places += text.utf8
    places.append(0)
  }

  // MARK: JSON

  /// The value. Of objects also their path in the document, which nodes are called by.
  package mutating func add(_ value: JSONValue) {
    add(place: value.location)
    switch value.kind {
    case .null: bytes.append(0)
    case .bool(let value): bytes.append(value ? 1 : 2)
    case .number(let number):
      bytes.append(3)
      add(number)
    case .string(let text):
      bytes.append(4)
      add(text)
    case .array(let items):
      bytes.append(5)
      add(count: items.count)
      for item in items { add(item) }
    case .object(let object):
      bytes.append(6)
      add(value.path)
      add(object)
    }
  }

  package mutating func add(_ object: JSONObject) {
    add(count: object.members.count)
    for member in object.members {
      add(member.key)
      add(member.value)
    }
  }

  // MARK: Anything

  /// A value of any type by its parts, so that a property that is added one day cannot be forgotten here. Slow: for what
  /// a whole deck shares.
  package mutating func add(reflecting value: Any) {
    switch value {
    case let value as JSONValue: add(value)
    case let value as JSONObject: add(value)
    case let value as SourceLocation: add(place: value)
    case let value as String: add(value)
    case let value as Double: add(value)
    default: add(parts: Mirror(reflecting: value), of: value)
    }
  }

  private mutating func add(parts mirror: Mirror, of value: Any) {
    if mirror.children.isEmpty, mirror.displayStyle != .struct {
      // Numbers, and cases of enumerations: nothing but their own words. Empty collections have nothing to say.
      if mirror.displayStyle == nil || mirror.displayStyle == .enum { add(String(describing: value)) }
      add(count: 0)
      return
    }
    let isUnordered = mirror.displayStyle == .set || mirror.displayStyle == .dictionary
    var parts = mirror.children.map { child in
      var part = Ingredients()
      part.add(child.label)
      part.add(reflecting: child.value)
      return part
    }
    if isUnordered { parts.sort { $0.bytes.lexicographicallyPrecedes($1.bytes) } }
    add(count: parts.count)
    for part in parts {
      bytes += part.bytes
      places += part.places
    }
  }
}
