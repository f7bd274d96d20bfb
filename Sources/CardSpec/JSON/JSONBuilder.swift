import Diagnostics

/// The grammar of JSON documents: puts the scanner's scalars together into arrays and objects.
///
/// The open containers stand on a stack of its own, so depth costs no call frames.
struct JSONBuilder {
  private struct Container {
    let isObject: Bool
    let location: SourceLocation
    let path: String
    var members: [JSONObject.Member] = []
    var firstPlaces: [String: SourceLocation] = [:]
    var items: [JSONValue] = []
    /// The key whose value is read now.
    var key = ""
    var keyLocation: SourceLocation
    var isDuplicate = false
    var name: String { isObject ? "object" : "list" }
  }

  private var scanner: JSONScanner
  private var stack: [Container] = []
  private var root: JSONValue?
  private var valueCount = 0

  init(bytes: [UInt8], file: String, line: Int = 1) { scanner = JSONScanner(bytes: bytes, file: file, line: line) }

  mutating func document() -> (value: JSONValue?, diagnostics: [Diagnostic]) {
    scanner.skipByteOrderMark()
    scanner.skipSpace()
    if scanner.cursor.isAtEnd {
      scanner.report("json-empty", "this file is empty", reason: "expected a JSON object: { … }")
      return (nil, scanner.diagnostics)
    }
    readValue()
    while !stack.isEmpty && !scanner.hasGivenUp {
      if stack[stack.count - 1].isObject { continueObject() } else { continueList() }
    }
    while !stack.isEmpty { close() }
    if !scanner.hasGivenUp { checkEnd() }
    return (root, scanner.diagnostics)
  }

  private mutating func checkEnd() {
    scanner.skipSpace()
    guard !scanner.cursor.isAtEnd else { return }
    scanner.report(
      "json-syntax", "there is more text after the end of the document",
      reason: "the brackets that the document opened are all closed before this place",
      help: "remove the rest, or the closing bracket that stands too early")
  }

  // MARK: values

  /// The path that the value read next will have.
  private var nextPath: String {
    guard let container = stack.last else { return "" }
    return container.isObject
      ? JSONPath.member(container.key, of: container.path)
      : JSONPath.item(container.items.count, of: container.path)
  }

  private mutating func readValue() {
    valueCount += 1
    if valueCount > JSONParser.valueLimit {
      scanner.giveUp(
        "json-size", "this file holds more than \(JSONParser.valueLimit) values",
        reason: "a card spec is a few hundred lines; a larger file is probably not one")
      return
    }
    let byte = scanner.cursor.current
    if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
      open(isObject: byte == UInt8(ascii: "{"))
      return
    }
    let location = scanner.cursor.location
    let path = nextPath
    if let kind = scanner.scalarValue(path: path) { add(JSONValue(kind, at: location, path: path)) }
  }

  private mutating func open(isObject: Bool) {
    let location = scanner.cursor.location
    if stack.count >= JSONParser.depthLimit {
      scanner.giveUp(
        "json-depth", "more than \(JSONParser.depthLimit) brackets are open here",
        reason: "objects and lists may stand in each other \(JSONParser.depthLimit) deep",
        help: "flatten the layout, or look for a bracket that is opened and never closed")
      return
    }
    stack.append(Container(isObject: isObject, location: location, path: nextPath, keyLocation: location))
    scanner.cursor.advance()
  }

  private mutating func add(_ value: JSONValue) {
    guard !stack.isEmpty else {
      root = value
      return
    }
    let top = stack.count - 1
    guard stack[top].isObject else {
      stack[top].items.append(value)
      return
    }
    // The first of two equal keys is kept: it is the one that the message calls the first.
    guard !stack[top].isDuplicate else { return }
    stack[top].members.append(
      JSONObject.Member(key: stack[top].key, keyLocation: stack[top].keyLocation, value: value))
  }

  private mutating func close() {
    let container = stack.removeLast()
    // Lists that have grown item by item have room for more, which a deck of thousands of cards would pay for.
    let kind: JSONValue.Kind =
      container.isObject ? .object(JSONObject(container.members.map { $0 })) : .array(container.items.map { $0 })
    add(JSONValue(kind, at: container.location, path: container.path))
  }

  // MARK: lists

  private mutating func continueList() {
    scanner.skipSpace()
    if closeIfBracket() { return }
    if !stack[stack.count - 1].items.isEmpty || scanner.cursor.current == UInt8(ascii: ",") {
      guard readSeparator(between: "items of this list") else { return }
    }
    readValueOrSkip()
  }

  private mutating func readValueOrSkip() {
    let before = scanner.cursor.offset
    readValue()
    // A value that could not be read at all must not be looked at again and again.
    if scanner.cursor.offset == before && !scanner.cursor.isAtEnd { scanner.cursor.advanceScalar() }
  }

  // MARK: objects

  private mutating func continueObject() {
    scanner.skipSpace()
    if closeIfBracket() { return }
    if !stack[stack.count - 1].firstPlaces.isEmpty || scanner.cursor.current == UInt8(ascii: ",") {
      guard readSeparator(between: "entries of this object") else { return }
    }
    guard readKey() else { return }
    scanner.skipSpace()
    readColon()
    scanner.skipSpace()
    let next = scanner.cursor.current
    if next == UInt8(ascii: "}") || next == UInt8(ascii: ",") {
      scanner.report(
        "json-syntax", "the key \"\(stack[stack.count - 1].key)\" has no value",
        reason: "expected a value after the colon", path: nextPath)
      return
    }
    if scanner.cursor.isAtEnd {
      reportUnclosed()
      return
    }
    readValueOrSkip()
  }

  /// Reads a key and notes it in the open object; `false` where there is none.
  private mutating func readKey() -> Bool {
    let top = stack.count - 1
    let location = scanner.cursor.location
    guard let key = scanner.key(path: stack[top].path) else { return false }
    stack[top].key = key
    stack[top].keyLocation = location
    if let first = stack[top].firstPlaces[key] {
      stack[top].isDuplicate = true
      scanner.report(
        "duplicate-key", "the key \"\(scanner.shown(key))\" stands twice in this object",
        reason: "it stands first in line \(first.line), column \(first.column); only one can count",
        help: "remove one of the two", at: location, path: nextPath)
    } else {
      stack[top].isDuplicate = false
      stack[top].firstPlaces[key] = location
    }
    return true
  }

  private mutating func readColon() {
    if scanner.cursor.skip(UInt8(ascii: ":")) { return }
    let key = scanner.shown(stack[stack.count - 1].key)
    if scanner.cursor.current == UInt8(ascii: "=") {
      scanner.report(
        "json-syntax", "an equals sign stands after the key \"\(key)\"", help: "write a colon: \"\(key)\": …")
      scanner.cursor.advance()
      if scanner.cursor.current == UInt8(ascii: ">") { scanner.cursor.advance() }
      return
    }
    scanner.report("json-syntax", "a colon is missing after the key \"\(key)\"", help: "write \"\(key)\": …")
  }

  // MARK: commas and brackets

  /// Reads what stands between two members; `false` where the container was closed instead.
  private mutating func readSeparator(between what: String) -> Bool {
    let location = scanner.cursor.location
    guard let byte = scanner.cursor.current else { return true }
    if byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") {
      if byte == UInt8(ascii: ";") {
        scanner.report("json-syntax", "a semicolon stands between two \(what)", help: "write a comma instead")
      }
      scanner.cursor.advance()
      return afterComma(at: location)
    }
    scanner.report(
      "json-syntax", "a comma is missing between two \(what)", reason: "expected a comma or the closing bracket",
      help: "add a comma at the end of the entry before this one")
    return true
  }

  private mutating func afterComma(at location: SourceLocation) -> Bool {
    let container = stack[stack.count - 1]
    let isFirst = container.isObject ? container.firstPlaces.isEmpty : container.items.isEmpty
    scanner.skipSpace()
    if isFirst {
      scanner.report("json-syntax", "a comma stands before the first entry", help: "remove the comma", at: location)
    }
    while scanner.cursor.current == UInt8(ascii: ",") {
      scanner.report("json-syntax", "there is nothing between two commas", help: "remove one of them")
      scanner.cursor.advance()
      scanner.skipSpace()
    }
    let next = scanner.cursor.current
    if next == UInt8(ascii: "}") || next == UInt8(ascii: "]") {
      if !isFirst {
        scanner.report(
          "json-syntax", "a comma stands after the last entry of this \(container.name)", help: "remove the comma",
          at: location)
      }
      _ = closeIfBracket()
      return false
    }
    if next == nil {
      reportUnclosed()
      return false
    }
    return true
  }

  /// Closes the open container at its bracket, at the end of the file, and (with a message) at the wrong bracket.
  private mutating func closeIfBracket() -> Bool {
    guard let byte = scanner.cursor.current else {
      reportUnclosed()
      return true
    }
    guard byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") else { return false }
    let container = stack[stack.count - 1]
    let closesObject = byte == UInt8(ascii: "}")
    if closesObject != container.isObject {
      let place = "line \(container.location.line), column \(container.location.column)"
      scanner.report(
        "json-syntax",
        closesObject
          ? "this bracket closes an object, but a list is open" : "this bracket closes a list, but an object is open",
        reason: "the \(container.name) was opened in \(place)",
        help: "write `\(container.isObject ? "}" : "]")` here, or close the \(container.name) before")
      // Where the bracket belongs to the container around, the inner one was forgotten: close both.
      if stack.count > 1 && stack[stack.count - 2].isObject == closesObject { close() }
    }
    scanner.cursor.advance()
    close()
    return true
  }

  private mutating func reportUnclosed() {
    let container = stack[stack.count - 1]
    scanner.giveUp(
      "json-syntax", "the file ends before the \(container.name) is closed",
      reason: "it was opened in line \(container.location.line), column \(container.location.column)",
      help: "add the missing `\(container.isObject ? "}" : "]")`")
  }
}
