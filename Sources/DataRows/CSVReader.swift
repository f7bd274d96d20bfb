/// Reads comma-separated values (RFC 4180) as a stream: one record is in memory at a time.
///
/// Lines end with LF, CR LF or CR; lines with nothing in them are no records. A quote within a field that does not begin
/// with one is an ordinary character, as spreadsheets read it.
struct CSVReader: Sendable {
  /// Bounds that keep a damaged file from filling the memory.
  struct Limits: Sendable {
    /// Bytes.
    var field = 1 << 20
    /// Bytes of all fields of a record.
    var record = 4 << 20
    var fields = 1_000
  }

  struct Record: Sendable, Hashable {
    /// Where it begins, counted from 1.
    var line: Int
    var fields: [Field] = []
    /// How many there are, also where more than are kept.
    var count = 0
    var problem: Problem?
  }

  struct Field: Sendable, Hashable {
    var bytes: [UInt8] = []
    var place: Place
  }

  /// Where a field begins, counted from 1; a column is one Unicode scalar.
  struct Place: Sendable, Hashable {
    var line: Int
    var column: Int
  }

  /// What makes a record unusable; the reader goes on after it.
  struct Problem: Sendable, Hashable {
    enum Kind: Sendable, Hashable { case textAfterQuote, unclosedQuote, longField, longRecord, nul }
    var kind: Kind
    var place: Place
  }

  let separator: Separator
  private let limits: Limits
  private(set) var source: ByteSource
  private var line: Int
  private var column = 1
  private var record = Record(line: 1)
  private var field = Field(place: Place(line: 1, column: 1))
  private var bytes = 0

  init(_ source: ByteSource, separator: Separator, limits: Limits = Limits(), line: Int = 1) {
    self.line = line
    self.source = source
    self.separator = separator
    self.limits = limits
  }

  /// The next record that is no empty line; `nil` at the end of the file.
  mutating func next() throws(DataError) -> Record? {
    while try source.peek() != nil {
      record = Record(line: line)
      bytes = 0
      beginField()
      let hadQuotes = try read()
      if record.count > 1 || hadQuotes || record.fields.first?.bytes.isEmpty == false || record.problem != nil {
        return record
      }
    }
    return nil
  }

  private enum State { case start, unquoted, quoted, quoteWithin }

  /// Reads to the end of the record; says whether any field was quoted.
  private mutating func read() throws(DataError) -> Bool {
    var state = State.start
    var hadQuotes = false
    while let byte = try source.next() {
      if state == .start, byte == 0x22 {
        (state, hadQuotes) = (.quoted, true)
        column += 1
      } else if state == .quoted {
        if byte == 0x22 { state = .quoteWithin } else { append(byte) }
        try advance(over: byte)
      } else if state == .quoteWithin, byte == 0x22 {
        state = .quoted
        append(byte)
        column += 1
      } else if byte == separator.byte {
        column += 1
        endField()
        beginField()
        state = .start
      } else if byte == 0x0A || byte == 0x0D {
        if byte == 0x0D, try source.peek() == 0x0A { _ = try source.next() }
        (line, column) = (line + 1, 1)
        endField()
        return hadQuotes
      } else {
        if state == .quoteWithin { note(.textAfterQuote, Place(line: line, column: column)) }
        state = .unquoted
        append(byte)
        try advance(over: byte)
      }
    }
    // Nothing else that was found matters beside the quote that took in the rest of the file.
    if state == .quoted { record.problem = Problem(kind: .unclosedQuote, place: field.place) }
    endField()
    return hadQuotes
  }

  /// Counts lines and columns; continuation bytes of UTF-8 are no columns.
  private mutating func advance(over byte: UInt8) throws(DataError) {
    if byte == 0x0A {
      (line, column) = (line + 1, 1)
    } else if byte == 0x0D, try source.peek() != 0x0A {
      (line, column) = (line + 1, 1)
    } else if byte & 0xC0 != 0x80 {
      column += 1
    }
  }

  private mutating func append(_ byte: UInt8) {
    if byte == 0 { note(.nul, Place(line: line, column: column)) }
    guard field.bytes.count < limits.field else { return note(.longField, field.place) }
    guard bytes < limits.record else { return note(.longRecord, field.place) }
    field.bytes.append(byte)
    bytes += 1
  }

  private mutating func note(_ kind: Problem.Kind, _ place: Place) {
    if record.problem == nil { record.problem = Problem(kind: kind, place: place) }
  }

  private mutating func beginField() { field = Field(place: Place(line: line, column: column)) }

  private mutating func endField() {
    if record.fields.count < limits.fields { record.fields.append(field) }
    record.count += 1
  }
}
