import Files

/// Where what a manifest says of one file was put aside, and what a run needs to know of it meanwhile.
public struct OutputRecord: Sendable, Hashable {
  fileprivate var span: Spool.Span
  /// How many warnings there are.
  public var warnings: UInt32

  /// Puts an output aside.
  public init(_ output: Manifest.Output, in spool: Spool) {
    warnings = UInt32(output.diagnostics.count { $0.severity == "warning" })
    var writer = RecordWriter()
    writer.put(output)
    span = spool.append(writer.bytes)
  }

  /// The output again.
  public func output(from spool: Spool) throws(FileError) -> Manifest.Output {
    var reader = RecordReader(try spool.bytes(span))
    guard let output = reader.output() else {
      throw FileError(message: "what was put aside of a file is not what it was")
    }
    return output
  }
}

/// An output as bytes, several times quicker to read than JSON. They never leave the process that wrote them.
private struct RecordWriter {
  private(set) var bytes: [UInt8] = []

  mutating func put(_ output: Manifest.Output) {
    put(output.path)
    put(output.deck)
    put(output.kind.rawValue)
    put(output.language)
    put(output.format)
    put(list: output.cards) { $0.put($1) }
    put(output.width)
    put(output.height)
    put(output.unit.rawValue)
    put(optional: output.pages) { $0.put($1) }
    put(output.bytes)
    put(output.sha256)
    put(list: output.fonts) { $0.put($1) }
    put(list: output.diagnostics) { $0.put($1) }
  }

  private mutating func put(_ card: Manifest.Card) {
    put(card.id)
    put(card.title)
    put(card.alt)
    put(optional: card.link) { $0.put($1) }
    put(list: card.fit) { $0.put($1) }
  }

  private mutating func put(_ fit: Manifest.Fit) {
    put(fit.node)
    put(list: fit.done) { $0.put($1) }
    put(fit.fontSize)
    put(fit.specifiedFontSize)
  }

  private mutating func put(_ font: Manifest.Font) {
    put(font.family)
    put(font.style)
    put(font.file)
  }

  private mutating func put(_ message: Manifest.Message) {
    put(message.severity)
    put(message.code)
    put(message.message)
    for text in [message.reason, message.help, message.source, message.card, message.node] {
      put(optional: text) { $0.put($1) }
    }
  }

  private mutating func put(_ text: String) {
    put(text.utf8.count)
    bytes += text.utf8
  }

  private mutating func put(_ number: Double) { put(Int(bitPattern: UInt(number.bitPattern))) }

  private mutating func put(_ number: Int) { withUnsafeBytes(of: number) { bytes += $0 } }

  private mutating func put<T>(optional value: T?, _ put: (inout RecordWriter, T) -> Void) {
    bytes.append(value == nil ? 0 : 1)
    if let value { put(&self, value) }
  }

  private mutating func put<T>(list: [T], _ put: (inout RecordWriter, T) -> Void) {
    self.put(list.count)
    for value in list { put(&self, value) }
  }
}

/// Reads what `RecordWriter` wrote; `nil` for anything else.
private struct RecordReader {
  private let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func output() -> Manifest.Output? {
    guard let path = text(), let deck = text(), let kind = text().flatMap(Manifest.Kind.init), let language = text(),
      let format = text(), let cards = list({ $0.card() }), let width = double(), let height = double(),
      let unit = text().flatMap(Manifest.Unit.init), let pages = optional({ $0.integer() }), let size = integer(),
      let sha256 = text(), let fonts = list({ $0.font() }), let diagnostics = list({ $0.message() })
    else { return nil }
    return Manifest.Output(
      path: path, deck: deck, kind: kind, language: language, format: format, cards: cards, width: width,
      height: height, unit: unit, pages: pages, bytes: size, sha256: sha256, fonts: fonts, diagnostics: diagnostics)
  }

  private mutating func card() -> Manifest.Card? {
    guard let id = text(), let title = text(), let alt = text(), let link = optional({ $0.text() }),
      let fit = list({ $0.fit() })
    else { return nil }
    return Manifest.Card(id: id, title: title, alt: alt, link: link, fit: fit)
  }

  private mutating func fit() -> Manifest.Fit? {
    guard let node = text(), let done = list({ $0.text() }), let size = double(), let specified = double() else {
      return nil
    }
    return Manifest.Fit(node: node, done: done, fontSize: size, specifiedFontSize: specified)
  }

  private mutating func font() -> Manifest.Font? {
    guard let family = text(), let style = text(), let file = text() else { return nil }
    return Manifest.Font(family: family, style: style, file: file)
  }

  private mutating func message() -> Manifest.Message? {
    guard let severity = text(), let code = text(), let words = text(), let reason = optional({ $0.text() }),
      let help = optional({ $0.text() }), let source = optional({ $0.text() }), let card = optional({ $0.text() }),
      let node = optional({ $0.text() })
    else { return nil }
    var message = Manifest.Message(severity: severity, code: code, message: words)
    (message.reason, message.help, message.source) = (reason, help, source)
    (message.card, message.node) = (card, node)
    return message
  }

  private mutating func text() -> String? {
    guard let count = integer(), count >= 0, count <= bytes.count - at else { return nil }
    defer { at += count }
    return String(decoding: bytes[at..<at + count], as: UTF8.self)
  }

  private mutating func double() -> Double? { integer().map { Double(bitPattern: UInt64(UInt(bitPattern: $0))) } }

  private mutating func integer() -> Int? {
    let size = MemoryLayout<Int>.size
    guard size <= bytes.count - at else { return nil }
    defer { at += size }
    // Safety: the bytes from `at` on are as many as an integer has, as was checked.
    return bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: at, as: Int.self) }
  }

  /// `.some(nil)` where there is no value.
  private mutating func optional<T>(_ read: (inout RecordReader) -> T?) -> T?? {
    guard at < bytes.count else { return nil }
    let isThere = bytes[at] == 1
    at += 1
    guard isThere else { return .some(nil) }
    return read(&self).map { .some($0) }
  }

  private mutating func list<T>(_ read: (inout RecordReader) -> T?) -> [T]? {
    guard let count = integer(), count >= 0, count <= bytes.count - at else { return nil }
    var values: [T] = []
    values.reserveCapacity(count)
    for _ in 0..<count {
      guard let value = read(&self) else { return nil }
      values.append(value)
    }
    return values
  }
}
