import Diagnostics

/// A spec file as text, in which single strings and numbers can be changed while every other byte stays as it is.
public struct SpecText: Sendable {
  public let bytes: [UInt8]
  public let document: JSONValue
  private let lineStarts: [Int]

  /// `nil` for what is no JSON.
  public init?(_ bytes: [UInt8], file: String) {
    let parsed = JSONParser.parse(bytes, file: file)
    guard let document = parsed.value, parsed.diagnostics.isEmpty else { return nil }
    self.bytes = bytes
    self.document = document
    lineStarts = Self.lineStarts(bytes)
  }

  /// The bytes of a spec file; `nil` for what cannot be read or is too large to be one.
  public static func bytes(_ path: String, trying edits: SpecEdits = SpecEdits()) -> [UInt8]? {
    if let edited = edits[path] { return edited }
    if case .success(let bytes) = SpecFile.bytes(path) { return bytes }
    return nil
  }

  /// The value that a JSON pointer (RFC 6901) names.
  public func value(at pointer: String) -> JSONValue? {
    guard pointer.isEmpty || pointer.hasPrefix("/") else { return nil }
    var value = document
    for token in pointer.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
      let key = String(token.replacing("~1", with: "/").replacing("~0", with: "~"))
      if let member = value[key] {
        value = member
      } else if let items = value.array, let index = Int(key), String(index) == key, items.indices.contains(index) {
        value = items[index]
      } else {
        return nil
      }
    }
    return value
  }

  /// A token of a JSON pointer.
  public static func pointerToken(_ key: String) -> String {
    key.replacing("~", with: "~0").replacing("/", with: "~1")
  }

  /// The bytes of a string, with its quotation marks, or of a number; `nil` for other values.
  public func range(of value: JSONValue) -> Range<Int>? {
    guard let start = offset(of: value.location), start < bytes.count else { return nil }
    switch value.kind {
    case .string: return stringEnd(from: start).map { start..<$0 }
    case .number:
      let rest = bytes[start...]
      return start..<(rest.firstIndex { !Self.numberBytes.contains($0) } ?? rest.endIndex)
    default: return nil
    }
  }

  /// The file with some strings and numbers in other words. Ranges do not overlap.
  public func replacing(_ changes: [(range: Range<Int>, bytes: [UInt8])]) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    for change in changes.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
      result += bytes[position..<change.range.lowerBound] + change.bytes
      position = change.range.upperBound
    }
    return result + bytes[position...]
  }

  /// A string as JSON, with what cannot be seen written as `\u…`, unless it stood in the old string as it is.
  public func literal(_ text: String, inPlaceOf range: Range<Int>) -> [UInt8] {
    let old = Set(String(decoding: bytes[range], as: UTF8.self).unicodeScalars)
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20 || Self.isUnseen(scalar) && !old.contains(scalar):
        for unit in Array(String(scalar).utf16) {
          let digits = String(unit, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: result.unicodeScalars.append(scalar)
      }
    }
    return Array((result + "\"").utf8)
  }

  /// The line that a place is in, without its end; `nil` where the file has no such line.
  public func line(_ number: Int) -> String? { Self.line(number, of: bytes) }

  /// The line of any file's bytes, whether they are JSON or not.
  public static func line(_ number: Int, of bytes: [UInt8]) -> String? {
    let starts = lineStarts(bytes)
    guard starts.indices.contains(number - 1) else { return nil }
    let line = bytes[starts[number - 1]...].prefix { $0 != 0x0A && $0 != 0x0D }
    return String(decoding: line, as: UTF8.self)
  }

  /// The value of a member as it is written at the place of its key, for instance `"$size.body"`, where it is a string.
  public func text(ofMemberAt key: SourceLocation) -> String? {
    guard let start = offset(of: key), let end = stringEnd(from: start) else { return nil }
    guard let colon = bytes[end...].firstIndex(where: { !Self.space.contains($0) }), bytes[colon] == 0x3A,
      let value = bytes[(colon + 1)...].firstIndex(where: { !Self.space.contains($0) }),
      let last = stringEnd(from: value)
    else { return nil }
    return JSONParser.parse(Array(bytes[value..<last]), file: "").value?.string
  }

  // MARK: Bytes

  private static let space = Set(" \t\n\r".utf8)
  private static let numberBytes = Set("+-.0123456789eE".utf8)

  /// Where the string that begins here ends, after its quotation mark.
  private func stringEnd(from start: Int) -> Int? {
    guard bytes.indices.contains(start), bytes[start] == 0x22 else { return nil }
    var index = start + 1
    while index < bytes.count {
      if bytes[index] == 0x22 { return index + 1 }
      index += bytes[index] == 0x5C ? 2 : 1
    }
    return nil
  }

  private func offset(of location: SourceLocation) -> Int? {
    guard lineStarts.indices.contains(location.line - 1) else { return nil }
    var offset = lineStarts[location.line - 1]
    for _ in 1..<max(1, location.column) {
      guard offset < bytes.count else { return nil }
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    }
    return offset
  }

  /// Lines end with LF, CR LF or CR, as `ByteCursor` counts them.
  private static func lineStarts(_ bytes: [UInt8]) -> [Int] {
    var starts = [0]
    for index in bytes.indices where bytes[index] == 0x0A || bytes[index] == 0x0D {
      if bytes[index] == 0x0D, index + 1 < bytes.count, bytes[index + 1] == 0x0A { continue }
      starts.append(index + 1)
    }
    return starts
  }

  /// Spaces that look like others, and marks that cannot be seen at all.
  private static func isUnseen(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == " " { return false }
    switch scalar.properties.generalCategory {
    case .spaceSeparator, .lineSeparator, .paragraphSeparator, .format, .control: return true
    default: return false
    }
  }
}
