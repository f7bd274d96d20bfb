import CQPDF

extension QPDFFile {
  package func set(_ key: String, _ value: PDFValue, of object: PDFObject) {
    let holder = dictionary(of: object)
    withHandle(of: value) { qpdf_oh_replace_key(data, holder, key, $0) }
  }

  package func remove(_ key: String, of object: PDFObject) {
    qpdf_oh_remove_key(data, dictionary(of: object), key)
  }

  /// Gives the value a number, and forgets the object but for that.
  package func addReference(_ value: PDFValue) -> PDFReference {
    let added = add(value)
    defer { qpdf_oh_release(data, added.handle) }
    // Whatever is added has a number.
    return reference(to: added) ?? PDFReference(number: 0, generation: 0)
  }

  /// Gives the value a number, so that others can refer to it.
  package func add(_ value: PDFValue) -> PDFObject {
    withHandle(of: value) { PDFObject(handle: qpdf_make_indirect_object(data, $0)) }
  }

  /// - Parameter dictionary: What the stream's dictionary has besides its length and filter.
  package func addStream(_ bytes: [UInt8], _ dictionary: [String: PDFValue] = [:]) throws(PDFError) -> PDFObject {
    let stream = PDFObject(handle: qpdf_oh_new_stream(data))
    try replaceData(of: stream, with: bytes)
    for (key, value) in dictionary { set(key, value, of: stream) }
    return stream
  }

  /// Gives a stream other data, and takes away how the old were packed. They are packed here: the file keeps the few
  /// bytes instead of the many until it is written, and libdeflate is faster than qpdf's own packing.
  package func replaceData(of stream: PDFObject, with bytes: [UInt8]) throws(PDFError) {
    let packed = try DeflatedData(bytes)
    let name = qpdf_oh_new_name(data, "/FlateDecode")
    let null = qpdf_oh_new_null(data)
    // qpdf copies the bytes.
    packed.bytes.withUnsafeBufferPointer {
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
    case .reference(let reference): return object(reference).handle
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
