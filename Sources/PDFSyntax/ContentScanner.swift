/// One operation of a content stream: operands, then their operator (ISO 32000-1 §7.8.2).
package struct ContentOperation: Sendable {
  package enum Operand: Sendable, Hashable {
    case number(Double)
    /// With its leading slash, escapes resolved.
    case name(String)
    /// A string, array, dictionary or word, by its bytes in the stream.
    case other(Range<Int>)
  }

  /// For instance `rg`. An inline image is one operation, `BI`, whose operands are the dictionary's keys and values.
  package let name: String
  /// Its bytes in the stream, from the first operand to the operator's end.
  package let range: Range<Int>
  /// Of an inline image: the bytes of its data.
  package fileprivate(set) var inlineData: Range<Int>?

  // Most operations draw paths, whose operands few ask for: they are read when they are.
  fileprivate let bytes: [UInt8]
  fileprivate let tokens: [ContentScanner.Token]

  fileprivate init(name: String, tokens: [ContentScanner.Token], range: Range<Int>, bytes: [UInt8]) {
    self.name = name
    self.tokens = tokens
    self.range = range
    self.bytes = bytes
  }

  package var operands: [Operand] { tokens.map { $0.operand(in: bytes) } }
  package var operandCount: Int { tokens.count }

  package var numbers: [Double] {
    tokens.compactMap { if case .number(let number) = $0.operand(in: bytes) { number } else { nil } }
  }

  /// The last operand, if it is a name.
  package var lastName: String? {
    if case .name(let name)? = tokens.last?.operand(in: bytes) { name } else { nil }
  }
}

/// Takes a content stream apart, operation by operation. What is damaged is skipped, as viewers do; nothing of it is
/// followed or run, and deep nesting costs no stack.
package struct ContentScanner {
  private let bytes: [UInt8]
  private var index = 0
  private var tokens: [Token] = []

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next operation; `nil` at the end. Operands without an operator at the end are nobody's.
  package mutating func next() -> ContentOperation? {
    tokens.removeAll(keepingCapacity: true)
    while let token = nextToken() {
      guard token.kind == .word else {
        tokens.append(token)
        continue
      }
      let word = String(decoding: bytes[token.range], as: UTF8.self)
      if word == "true" || word == "false" || word == "null" {
        tokens.append(Token(kind: .other, range: token.range))
        continue
      }
      let start = tokens.first?.range.lowerBound ?? token.range.lowerBound
      if word == "BI" { return inlineImage(from: start) }
      return ContentOperation(name: word, tokens: tokens, range: start..<token.range.upperBound, bytes: bytes)
    }
    return nil
  }

  /// The entries of a dictionary as it stands in a stream, for instance of marked content; nested ones stay closed.
  package static func dictionary(_ bytes: ArraySlice<UInt8>) -> [String: ContentOperation.Operand] {
    guard bytes.starts(with: Array("<<".utf8)) else { return [:] }
    let inner = Array(bytes.dropFirst(2))
    var scanner = ContentScanner(inner)
    var entries: [String: ContentOperation.Operand] = [:]
    var key: String?
    while let token = scanner.nextToken() {
      let operand = token.operand(in: inner)
      if let name = key {
        entries[name] = operand
        key = nil
      } else if case .name(let name) = operand {
        key = name
      }
    }
    return entries
  }

  // MARK: Inline images

  /// ISO 32000-1 §8.9.7: `BI`, keys and values, `ID`, one blank, data, a blank, `EI`.
  private mutating func inlineImage(from start: Int) -> ContentOperation {
    tokens.removeAll(keepingCapacity: true)
    while let token = nextToken() {
      if token.kind == .word {
        let word = bytes[token.range]
        if word.elementsEqual("ID".utf8) { break }
        if word.elementsEqual("EI".utf8) {
          return ContentOperation(name: "BI", tokens: tokens, range: start..<token.range.upperBound, bytes: bytes)
        }
      }
      tokens.append(token.kind == .word ? Token(kind: .other, range: token.range) : token)
    }
    let dataStart = min(index + 1, bytes.count)
    let end = endOfImage(from: dataStart)
    index = end.after
    var image = ContentOperation(name: "BI", tokens: tokens, range: start..<end.after, bytes: bytes)
    image.inlineData = dataStart..<max(dataStart, end.data)
    return image
  }

  /// The data may hold the letters `EI` too: the end is where they stand between blanks and text goes on behind them.
  private func endOfImage(from start: Int) -> (data: Int, after: Int) {
    var index = start
    while index + 1 < bytes.count {
      if bytes[index] == UInt8(ascii: "E"), bytes[index + 1] == UInt8(ascii: "I"),
        index == start || bytes[index - 1].isBlank, index + 2 >= bytes.count || bytes[index + 2].isBlank,
        bytes[min(index + 2, bytes.count)..<min(index + 12, bytes.count)].allSatisfy({
          $0 < 0x80 && ($0 >= 0x20 || $0.isBlank)
        })
      {
        return (max(start, index - 1), index + 2)
      }
      index += 1
    }
    return (bytes.count, bytes.count)
  }

  // MARK: Tokens

  fileprivate struct Token {
    enum Kind {
      case number, name, word
      /// A string, an array or a dictionary.
      case other
    }
    var kind: Kind
    var range: Range<Int>

    func operand(in bytes: [UInt8]) -> ContentOperation.Operand {
      switch kind {
      case .number: ContentScanner.number(bytes[range]).map { .number($0) } ?? .other(range)
      case .name: .name(ContentScanner.name(bytes[range]))
      case .word, .other: .other(range)
      }
    }
  }

  private mutating func nextToken() -> Token? {
    skipBlanks()
    // A stray delimiter means nothing.
    while index < bytes.count, bytes[index].isStray {
      index += 1
      skipBlanks()
    }
    guard index < bytes.count else { return nil }
    let start = index
    switch bytes[index] {
    case UInt8(ascii: "("):
      skipString()
      return Token(kind: .other, range: start..<index)
    case UInt8(ascii: "<"), UInt8(ascii: "["):
      skipNested()
      return Token(kind: .other, range: start..<index)
    case UInt8(ascii: "/"):
      index += 1
      _ = skipRegular()
      return Token(kind: .name, range: start..<index)
    default:
      let isNumber = skipRegular()
      return Token(kind: isNumber ? .number : .word, range: start..<index)
    }
  }

  private mutating func skipBlanks() {
    while index < bytes.count {
      if bytes[index].isBlank {
        index += 1
      } else if bytes[index] == UInt8(ascii: "%") {
        while index < bytes.count, bytes[index] != 0x0A, bytes[index] != 0x0D { index += 1 }
      } else {
        return
      }
    }
  }

  /// - Returns: Whether there is nothing but what numbers are written with, and a digit among it.
  private mutating func skipRegular() -> Bool {
    var (isNumeric, hasDigit) = (true, false)
    while index < bytes.count {
      let byte = bytes[index]
      if byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
        hasDigit = true
      } else if byte.isBlank || byte.isDelimiter {
        break
      } else if byte != UInt8(ascii: "."), byte != UInt8(ascii: "-"), byte != UInt8(ascii: "+") {
        isNumeric = false
      }
      index += 1
    }
    return isNumeric && hasDigit
  }

  /// A literal string (ISO 32000-1 §7.3.4.2).
  private mutating func skipString() {
    var depth = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "("): depth += 1
      case UInt8(ascii: ")"): depth -= 1
      default: break
      }
      index += 1
      if depth == 0 { break }
    }
    index = min(index, bytes.count)
  }

  /// An array, a dictionary or a hexadecimal string, with all that is in it.
  private mutating func skipNested() {
    var depth = 0
    repeat {
      skipBlanks()
      guard index < bytes.count else { return }
      let isDouble = index + 1 < bytes.count && bytes[index + 1] == bytes[index]
      switch bytes[index] {
      case UInt8(ascii: "["):
        depth += 1
        index += 1
      case UInt8(ascii: "]"):
        depth -= 1
        index += 1
      case UInt8(ascii: "<") where isDouble:
        depth += 1
        index += 2
      case UInt8(ascii: ">") where isDouble:
        depth -= 1
        index += 2
      case UInt8(ascii: "<"):
        while index < bytes.count, bytes[index] != UInt8(ascii: ">") { index += 1 }
        index = min(index + 1, bytes.count)
      case UInt8(ascii: "("): skipString()
      default: index += 1
      }
    } while depth > 0
  }

  // MARK: Values

  /// ISO 32000-1 §7.3.3: no exponents.
  fileprivate static func number(_ bytes: ArraySlice<UInt8>) -> Double? {
    var (whole, fraction, scale) = (0.0, 0.0, 1.0)
    var (isNegative, hasPoint, digits) = (false, false, 0)
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "+") where offset == 0: break
      case UInt8(ascii: "-") where offset == 0: isNegative = true
      case UInt8(ascii: ".") where !hasPoint: hasPoint = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits += 1
        let digit = Double(byte - UInt8(ascii: "0"))
        if hasPoint {
          scale *= 10
          fraction = fraction * 10 + digit
        } else {
          whole = whole * 10 + digit
        }
      default: return nil
      }
    }
    guard digits > 0 else { return nil }
    let value = whole + (scale.isFinite ? fraction / scale : 0)
    return isNegative ? -value : value
  }

  /// ISO 32000-1 §7.3.5: `#20` stands for a blank.
  fileprivate static func name(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "#")) else { return String(decoding: bytes, as: UTF8.self) }
    var result: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == UInt8(ascii: "#"), index + 2 < bytes.endIndex,
        let value = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        result.append(value)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

extension UInt8 {
  /// ISO 32000-1 §7.2.2.
  fileprivate var isBlank: Bool { self == 0 || self == 9 || self == 10 || self == 12 || self == 13 || self == 32 }

  fileprivate var isDelimiter: Bool {
    switch self {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "/"), UInt8(ascii: "%"):
      true
    default: false
    }
  }

  /// A closing delimiter that nothing opened.
  fileprivate var isStray: Bool {
    switch self {
    case UInt8(ascii: ">"), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ")"): true
    default: false
    }
  }
}
