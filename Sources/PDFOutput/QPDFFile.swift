import CQPDF

/// A PDF file in memory that qpdf has read, to be changed and written.
///
/// qpdf's object calls give no status; what goes wrong in them is remembered by qpdf and thrown by `write`, so that no
/// file leaves this room after an error.
final class QPDFFile {
  // Safe: both are owned by this object alone, from init to deinit. qpdf reads from `source` until it is cleaned up.
  private var data: qpdf_data?
  private let source: UnsafeMutableBufferPointer<CChar>

  init(_ bytes: [UInt8]) throws(PDFError) {
    source = .allocate(capacity: bytes.count)
    _ = source.initialize(from: bytes.lazy.map { CChar(bitPattern: $0) })
    data = qpdf_init()
    guard data != nil else { throw PDFError("there is not enough memory for the document") }
    // Problems are thrown, not printed.
    qpdf_silence_errors(data)
    qpdf_set_suppress_warnings(data, Self.yes)
    // A file that needs recovery is not what Cairo writes: it would lose pages in silence.
    qpdf_set_attempt_recovery(data, Self.no)
    try check(qpdf_read_memory(data, "the painted pages", source.baseAddress, UInt64(source.count), nil))
  }

  deinit {
    if data != nil { qpdf_cleanup(&data) }
    source.deallocate()
  }

  private static let yes: QPDF_BOOL = 1
  private static let no: QPDF_BOOL = 0

  // MARK: Reading

  var root: PDFObject { PDFObject(handle: qpdf_get_root(data)) }
  var trailer: PDFObject { PDFObject(handle: qpdf_get_trailer(data)) }

  func pages() throws(PDFError) -> [PDFObject] {
    let count = qpdf_get_num_pages(data)
    guard count >= 0 else { throw problem ?? PDFError("the painted pages cannot be counted") }
    return (0..<count).map { PDFObject(handle: qpdf_get_page_n(data, Int($0))) }
  }

  /// The dictionary's or stream's entry, `nil` if there is none.
  func entry(_ key: String, of object: PDFObject) -> PDFObject? {
    let holder =
      qpdf_oh_is_stream(data, object.handle) == Self.no ? object.handle : qpdf_oh_get_dict(data, object.handle)
    guard qpdf_oh_is_dictionary(data, holder) != Self.no, qpdf_oh_has_key(data, holder, key) != Self.no else {
      return nil
    }
    return PDFObject(handle: qpdf_oh_get_key(data, holder, key))
  }

  func isName(_ object: PDFObject?, _ name: String) -> Bool {
    guard let object else { return false }
    return qpdf_oh_is_name_and_equals(data, object.handle, name) != Self.no
  }

  func integer(_ object: PDFObject?) -> Int? {
    guard let object, qpdf_oh_is_integer(data, object.handle) != Self.no else { return nil }
    return Int(qpdf_oh_get_int_value(data, object.handle))
  }

  func items(of array: PDFObject) -> [PDFObject] {
    guard qpdf_oh_is_array(data, array.handle) != Self.no else { return [] }
    return (0..<qpdf_oh_get_array_n_items(data, array.handle)).map {
      PDFObject(handle: qpdf_oh_get_array_item(data, array.handle, $0))
    }
  }

  /// Calls `body` with every dictionary and stream that has a number in the file as it was read.
  func forEachObject(_ body: (PDFObject) throws(PDFError) -> Void) throws(PDFError) {
    guard let size = entry("/Size", of: trailer) else { return }
    for id in 1..<max(1, qpdf_oh_get_int_value_as_int(data, size.handle)) {
      let object = PDFObject(handle: qpdf_get_object_by_id(data, id, 0))
      let isHolder =
        qpdf_oh_is_dictionary(data, object.handle) != Self.no || qpdf_oh_is_stream(data, object.handle) != Self.no
      if isHolder { try body(object) }
    }
  }

  /// A page's content, unpacked.
  func content(of page: PDFObject) throws(PDFError) -> [UInt8] {
    var buffer: UnsafeMutablePointer<UInt8>?
    var count = 0
    try check(qpdf_oh_get_page_content_data(data, page.handle, &buffer, &count))
    // Safe: qpdf hands over `count` bytes from malloc.
    defer { free(buffer) }
    return Array(UnsafeBufferPointer(start: buffer, count: buffer == nil ? 0 : count))
  }

  /// A stream's data, unpacked.
  func data(of stream: PDFObject) throws(PDFError) -> [UInt8] {
    var buffer: UnsafeMutablePointer<UInt8>?
    var count = 0
    var isUnpacked = Self.no
    try check(qpdf_oh_get_stream_data(data, stream.handle, qpdf_dl_generalized, &isUnpacked, &buffer, &count))
    // Safe: as above.
    defer { free(buffer) }
    return Array(UnsafeBufferPointer(start: buffer, count: buffer == nil ? 0 : count))
  }

  // MARK: Changing

  func set(_ key: String, _ value: PDFValue, of object: PDFObject) {
    let holder =
      qpdf_oh_is_stream(data, object.handle) == Self.no ? object.handle : qpdf_oh_get_dict(data, object.handle)
    withHandle(of: value) { qpdf_oh_replace_key(data, holder, key, $0) }
  }

  func remove(_ key: String, of object: PDFObject) {
    let holder =
      qpdf_oh_is_stream(data, object.handle) == Self.no ? object.handle : qpdf_oh_get_dict(data, object.handle)
    qpdf_oh_remove_key(data, holder, key)
  }

  /// Gives the value a number, so that others can refer to it.
  func add(_ value: PDFValue) -> PDFObject {
    withHandle(of: value) { PDFObject(handle: qpdf_make_indirect_object(data, $0)) }
  }

  /// - Parameter dictionary: What the stream's dictionary has besides its length and filter.
  func addStream(_ bytes: [UInt8], _ dictionary: [String: PDFValue] = [:]) -> PDFObject {
    let stream = PDFObject(handle: qpdf_oh_new_stream(data))
    let null = qpdf_oh_new_null(data)
    // qpdf copies the bytes.
    bytes.withUnsafeBufferPointer {
      qpdf_oh_replace_stream_data(data, stream.handle, $0.baseAddress, $0.count, null, null)
    }
    for (key, value) in dictionary { set(key, value, of: stream) }
    return stream
  }

  /// Makes a handle for the value, and releases it after `body`. Whatever `body` puts into a container stays there.
  private func withHandle<T>(of value: PDFValue, _ body: (qpdf_oh) -> T) -> T {
    if case .object(let object) = value { return body(object.handle) }
    let handle = makeHandle(of: value)
    defer { qpdf_oh_release(data, handle) }
    return body(handle)
  }

  private func makeHandle(of value: PDFValue) -> qpdf_oh {
    switch value {
    case .null: return qpdf_oh_new_null(data)
    case .boolean(let value): return qpdf_oh_new_bool(data, value ? Self.yes : Self.no)
    case .integer(let value): return qpdf_oh_new_integer(data, Int64(value))
    case .real(let value): return qpdf_oh_new_real_from_double(data, value, 4)
    case .name(let name): return qpdf_oh_new_name(data, name)
    case .ascii(let text): return qpdf_oh_new_string(data, text)
    case .text(let text): return qpdf_oh_new_binary_unicode_string(data, text, text.utf8.count)
    case .object(let object): return object.handle
    case .array(let items):
      let array = qpdf_oh_new_array(data)
      for item in items { withHandle(of: item) { qpdf_oh_append_item(data, array, $0) } }
      return array
    case .dictionary(let entries):
      let dictionary = qpdf_oh_new_dictionary(data)
      for (key, value) in entries { withHandle(of: value) { qpdf_oh_replace_key(data, dictionary, key, $0) } }
      return dictionary
    }
  }

  // MARK: Writing

  /// The changed file. Objects that nothing refers to are left out.
  ///
  /// - Throws: Also for anything that went wrong since the file was read.
  func write(version: String) throws(PDFError) -> [UInt8] {
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

  private func check(_ status: QPDF_ERROR_CODE) throws(PDFError) {
    if let problem { throw problem }
    // QPDF_ERRORS, a macro that Swift does not see.
    guard status & 2 == 0 else { throw PDFError("the document cannot be finished") }
  }

  /// What went wrong since qpdf was last asked: errors, and calls that did not fit their object. Of the file itself qpdf
  /// warns where Cairo names a picture twice that a page shows twice, and takes it once.
  private var problem: PDFError? {
    var error = qpdf_has_error(data) == Self.no ? nil : qpdf_get_error(data)
    while error == nil, qpdf_more_warnings(data) != Self.no {
      let warning = qpdf_next_warning(data)
      if qpdf_get_error_code(data, warning) == qpdf_e_object { error = warning }
    }
    guard let error else { return nil }
    // The text belongs to qpdf and is copied.
    let text = qpdf_get_error_full_text(data, error).map { String(cString: $0) } ?? "unknown"
    return PDFError("the document cannot be finished: \(text)")
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
