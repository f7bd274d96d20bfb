/// Takes XML apart (XML 1.0 with namespaces). Nothing outside the text is read, and entities other than the five of XML
/// and character references stay as they are written, so that no document grows by being read.
struct XMLScanner {
  struct Name: Sendable, Hashable {
    var namespace: String
    var local: String
  }

  enum Event {
    case start(Name, [(Name, String)])
    case text(String)
    case end(Name)
  }

  /// Whether everything so far was XML, and every element that began has ended.
  var isWellFormed: Bool { !isDamaged && open.isEmpty }

  private let bytes: [UInt8]
  private var index = 0
  private var isDamaged = false
  private var open: [(tag: String, namespaces: [String: String])] = []
  /// An element without content begins and ends at once.
  private var pending: Event?

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  private static let deepest = 256

  mutating func next() -> Event? {
    if let event = pending {
      pending = nil
      return event
    }
    while index < bytes.count, !isDamaged {
      guard bytes[index] == UInt8(ascii: "<") else { return text() }
      if skip("<!--", to: "-->") || skip("<?", to: "?>") { continue }
      if starts("<![CDATA[") { return characterData() }
      if skip("<!", to: ">") { continue }
      return starts("</") ? end() : start()
    }
    return nil
  }

  // MARK: Parts

  private func starts(_ text: String) -> Bool { bytes[index...].starts(with: text.utf8) }

  private mutating func skip(_ opening: String, to closing: String) -> Bool {
    guard starts(opening) else { return false }
    index = place(of: closing, from: index + opening.utf8.count).map { $0 + closing.utf8.count } ?? damaged()
    return true
  }

  private mutating func damaged() -> Int {
    isDamaged = true
    return bytes.count
  }

  private func place(of text: String, from start: Int) -> Int? {
    let wanted = Array(text.utf8)
    var index = start
    while index + wanted.count <= bytes.count {
      if bytes[index] == wanted[0], bytes[index...].starts(with: wanted) { return index }
      index += 1
    }
    return nil
  }

  private mutating func text() -> Event {
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
    return .text(Self.resolved(bytes[start..<index]))
  }

  private mutating func characterData() -> Event {
    let start = index + 9
    let found = place(of: "]]>", from: start)
    let end = found ?? damaged()
    index = min(end + 3, bytes.count)
    return .text(String(decoding: bytes[min(start, end)..<end], as: UTF8.self))
  }

  private mutating func end() -> Event? {
    let start = index + 2
    guard let close = place(of: ">", from: start), let element = open.popLast() else {
      index = damaged()
      return nil
    }
    let tag = String(decoding: bytes[start..<close], as: UTF8.self).filter { !$0.isWhitespace }
    guard tag == element.tag else {
      index = damaged()
      return nil
    }
    index = close + 1
    return .end(Self.name(tag, element.namespaces, isAttribute: false))
  }

  private mutating func start() -> Event? {
    index += 1
    let tag = word()
    var attributes: [(String, String)] = []
    while true {
      skipBlanks()
      if starts("/>") || starts(">") { break }
      guard let attribute = attribute() else {
        index = damaged()
        return nil
      }
      attributes.append(attribute)
    }
    guard !tag.isEmpty, open.count < Self.deepest else {
      index = damaged()
      return nil
    }
    var namespaces = open.last?.namespaces ?? ["xml": "http://www.w3.org/XML/1998/namespace"]
    for (name, value) in attributes {
      if name == "xmlns" { namespaces[""] = value }
      if name.hasPrefix("xmlns:") { namespaces[String(name.dropFirst(6))] = value }
    }
    let name = Self.name(tag, namespaces, isAttribute: false)
    if starts("/>") {
      index += 2
      pending = .end(name)
    } else {
      index += 1
      open.append((tag, namespaces))
    }
    let others = attributes.filter { $0.0 != "xmlns" && !$0.0.hasPrefix("xmlns:") }
    return .start(name, others.map { (Self.name($0.0, namespaces, isAttribute: true), $0.1) })
  }

  private mutating func attribute() -> (String, String)? {
    let name = word()
    skipBlanks()
    guard !name.isEmpty, index < bytes.count, bytes[index] == UInt8(ascii: "=") else { return nil }
    index += 1
    skipBlanks()
    guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else {
      return nil
    }
    let start = index + 1
    guard let end = bytes[start...].firstIndex(of: bytes[index]) else { return nil }
    index = end + 1
    return (name, Self.resolved(bytes[start..<end]))
  }

  private mutating func word() -> String {
    let start = index
    while index < bytes.count, !Self.isBlank(bytes[index]), !"=/><\"'".utf8.contains(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  private mutating func skipBlanks() {
    while index < bytes.count, Self.isBlank(bytes[index]) { index += 1 }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }

  private static func name(_ text: String, _ namespaces: [String: String], isAttribute: Bool) -> Name {
    guard let colon = text.firstIndex(of: ":") else {
      // Namespaces in XML §6.2: the default namespace is not that of attributes.
      return Name(namespace: isAttribute ? "" : namespaces[""] ?? "", local: text)
    }
    let prefix = String(text[..<colon])
    return Name(namespace: namespaces[prefix] ?? prefix, local: String(text[text.index(after: colon)...]))
  }

  private static func resolved(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.contains("&") else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "&") {
      result += rest[..<start]
      rest = rest[start...]
      guard let end = rest.firstIndex(of: ";"), let character = character(rest[rest.index(after: start)..<end]) else {
        result += "&"
        rest = rest.dropFirst()
        continue
      }
      result += character
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  private static func character(_ entity: Substring) -> String? {
    switch entity {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    default:
      guard entity.hasPrefix("#") else { return nil }
      let digits = entity.dropFirst()
      let value = digits.first == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
      return value.flatMap(UnicodeScalar.init).map { String(Character($0)) }
    }
  }
}
