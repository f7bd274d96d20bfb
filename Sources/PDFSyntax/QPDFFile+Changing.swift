import CQPDF

extension QPDFFile {
  package func set(_ key: String, _ value: PDFValue, of object: PDFObject) {
    let holder = dictionary(of: object)
    withHandle(of: value) { qpdf_oh_replace_key(data, holder, key, $0) }
  }

  package func remove(_ key: String, of object: PDFObject) {
    qpdf_oh_remove_key(data, dictionary(of: object), key)
  }

  /// Gives the value a number, so that others can refer to it.
  package func add(_ value: PDFValue) -> PDFObject {
    withHandle(of: value) { PDFObject(handle: qpdf_make_indirect_object(data, $0)) }
  }

  /// - Parameter dictionary: What the stream's dictionary has besides its length and filter.
  package func addStream(_ bytes: [UInt8], _ dictionary: [String: PDFValue] = [:]) -> PDFObject {
    let stream = PDFObject(handle: qpdf_oh_new_stream(data))
    let null = qpdf_oh_new_null(data)
    // qpdf copies the bytes.
    bytes.withUnsafeBufferPointer {
      qpdf_oh_replace_stream_data(data, stream.handle, $0.baseAddress, $0.count, null, null)
    }
    for (key, value) in dictionary { set(key, value, of: stream) }
    return stream
  }

  /// Gives a stream other data, and takes away how the old were packed.
  ///
  /// - Parameter filter: How the new data are packed; `nil` leaves it to qpdf.
  package func replaceData(of stream: PDFObject, with bytes: [UInt8], filter: String? = nil) {
    let name = filter.map { qpdf_oh_new_name(data, $0) } ?? qpdf_oh_new_null(data)
    let null = qpdf_oh_new_null(data)
    bytes.withUnsafeBufferPointer {
      qpdf_oh_replace_stream_data(data, stream.handle, $0.baseAddress, $0.count, name, null)
    }
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
}
