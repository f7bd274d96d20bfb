import CQPDF

/// A PDF file in memory that qpdf has read, to be changed and written.
///
/// qpdf's object calls give no status; what goes wrong in them is remembered by qpdf and thrown by `write`, so that no
/// file leaves this room after an error.
package final class QPDFFile {
  // Safe: both are owned by this object alone, from init to deinit. qpdf reads from `source` until it is cleaned up.
  var data: qpdf_data?
  private let source: UnsafeMutableBufferPointer<CChar>
  /// What messages say cannot be done with the document.
  private let purpose: String

  /// - Parameters:
  ///   - name: What messages call the file.
  ///   - recovers: Whether a damaged file is read as far as it can be. A file that needs it is not what Cairo writes: it
  ///     would lose pages in silence.
  package init(_ bytes: [UInt8], name: String = "the painted pages", recovers: Bool = false) throws(PDFError) {
    purpose = recovers ? "read" : "finished"
    source = .allocate(capacity: bytes.count)
    // Safe: both have `count` bytes.
    bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(source).copyMemory(from: $0) }
    data = qpdf_init()
    guard data != nil else { throw PDFError("there is not enough memory for the document") }
    // Problems are thrown, not printed.
    qpdf_silence_errors(data)
    qpdf_set_suppress_warnings(data, Self.yes)
    qpdf_set_attempt_recovery(data, recovers ? Self.yes : Self.no)
    try check(qpdf_read_memory(data, name, source.baseAddress, UInt64(source.count), nil))
  }

  deinit {
    if data != nil {
      // qpdf prints an error that nobody asked for.
      if qpdf_has_error(data) != Self.no { _ = qpdf_get_error(data) }
      qpdf_cleanup(&data)
    }
    source.deallocate()
  }

  static let yes: QPDF_BOOL = 1
  static let no: QPDF_BOOL = 0

  // MARK: Writing

  /// The changed file. Objects that nothing refers to are left out.
  ///
  /// - Throws: Also for anything that went wrong since the file was read.
  package func write(version: String) throws(PDFError) -> [UInt8] {
    if let problem { throw problem }
    try check(qpdf_init_write_memory(data))
    qpdf_force_pdf_version(data, version)
    qpdf_set_deterministic_ID(data, Self.yes)
    qpdf_set_object_stream_mode(data, qpdf_o_generate)
    // ISO 19005-2 §6.1.7.1: a line end stands before `endstream`.
    qpdf_set_newline_before_endstream(data, Self.yes)
    try check(qpdf_write(data))
    guard let buffer = qpdf_get_buffer(data) else { throw problem ?? PDFError("the document is empty") }
    // Safe: the buffer belongs to qpdf until the next write; it is copied here.
    let bytes = UnsafeBufferPointer(start: buffer, count: qpdf_get_buffer_length(data))
    return LineEnds.separated(Array(bytes))
  }

  func check(_ status: QPDF_ERROR_CODE) throws(PDFError) {
    if let problem { throw problem }
    // QPDF_ERRORS, a macro that Swift does not see.
    guard status & 2 == 0 else { throw PDFError("the document cannot be \(purpose)") }
  }

  /// What went wrong since qpdf was last asked: errors, and calls that did not fit their object. Of the file itself qpdf
  /// warns where Cairo names a picture twice that a page shows twice, and takes it once.
  var problem: PDFError? {
    var error = qpdf_has_error(data) == Self.no ? nil : qpdf_get_error(data)
    while error == nil, qpdf_more_warnings(data) != Self.no {
      let warning = qpdf_next_warning(data)
      if qpdf_get_error_code(data, warning) == qpdf_e_object { error = warning }
    }
    guard let error else { return nil }
    if qpdf_get_error_code(data, error) == qpdf_e_password {
      return PDFError("the document is locked: it opens only with a password")
    }
    // The text belongs to qpdf and is copied.
    let text = qpdf_get_error_full_text(data, error).map { String(cString: $0) } ?? "unknown"
    return PDFError("the document cannot be \(purpose): \(text)")
  }
}

/// Tells the line end before `endstream` from the data before it.
///
/// qpdf ends every stream with a line feed. After data that ends with a carriage return, the two would read as one line
/// end, and the data as one byte shorter than its dictionary says (ISO 19005-2 §6.1.7.1); a second carriage return is
/// a line end of its own (ISO 32000-1 §7.2.3).
private enum LineEnds {
  private static let ambiguous = Array("\r\nendstream\nendobj\n".utf8)

  static func separated(_ file: [UInt8]) -> [UInt8] {
    var file = file
    var index = 0
    while let found = file[index...].firstIndex(of: UInt8(ascii: "\r")) {
      if file[found...].starts(with: ambiguous) { file[found + 1] = UInt8(ascii: "\r") }
      index = found + 1
    }
    return file
  }
}
