import CQPDF

/// What kind of object something is (ISO 32000-1 §7.3).
package enum PDFKind: Sendable, Hashable {
  case null, boolean, integer, real, string, name, array, dictionary, stream, other
}

/// The number by which other objects refer to one (ISO 32000-1 §7.3.10).
package struct PDFReference: Sendable, Hashable {
  package var number: Int
  package var generation: Int

  package init(number: Int, generation: Int = 0) {
    self.number = number
    self.generation = generation
  }
}

extension QPDFFile {
  package var root: PDFObject { PDFObject(handle: qpdf_get_root(data)) }
  package var trailer: PDFObject { PDFObject(handle: qpdf_get_trailer(data)) }

  /// As the header and the catalogue state it, for instance `1.7`.
  package var version: String { qpdf_get_pdf_version(data).map { String(cString: $0) } ?? "" }
  package var isEncrypted: Bool { qpdf_is_encrypted(data) != Self.no }
  package var isLinearized: Bool { qpdf_is_linearized(data) != Self.no }

  package func pages() throws(PDFError) -> [PDFObject] {
    let count = qpdf_get_num_pages(data)
    guard count >= 0 else { throw problem ?? PDFError("the pages cannot be counted") }
    return (0..<count).map { PDFObject(handle: qpdf_get_page_n(data, Int($0))) }
  }

  /// - Parameter index: Counted from 0, below the count of `pages()`.
  package func page(_ index: Int) -> PDFObject { PDFObject(handle: qpdf_get_page_n(data, index)) }

  // MARK: One object

  package func kind(of object: PDFObject) -> PDFKind {
    switch qpdf_oh_get_type_code(data, object.handle) {
    case ot_null: .null
    case ot_boolean: .boolean
    case ot_integer: .integer
    case ot_real: .real
    case ot_string: .string
    case ot_name: .name
    case ot_array: .array
    case ot_dictionary: .dictionary
    case ot_stream: .stream
    default: .other
    }
  }

  /// The object's number, `nil` if it is written where it is used.
  package func reference(to object: PDFObject) -> PDFReference? {
    let number = qpdf_oh_get_object_id(data, object.handle)
    guard number > 0 else { return nil }
    return PDFReference(number: Int(number), generation: Int(qpdf_oh_get_generation(data, object.handle)))
  }

  /// The bytes of a string as the file holds them.
  package func bytes(_ object: PDFObject?) -> [UInt8]? {
    guard let object, qpdf_oh_is_string(data, object.handle) != Self.no else { return nil }
    var count = 0
    guard let start = qpdf_oh_get_binary_string_value(data, object.handle, &count) else { return nil }
    // Safe: qpdf keeps `count` bytes until its next such call; they are copied here.
    return start.withMemoryRebound(to: UInt8.self, capacity: count) {
      Array(UnsafeBufferPointer(start: $0, count: count))
    }
  }

  /// The object of a number; null if there is none.
  package func object(_ reference: PDFReference) -> PDFObject {
    PDFObject(
      handle: qpdf_get_object_by_id(data, Int32(clamping: reference.number), Int32(clamping: reference.generation)))
  }

  /// The name with its leading slash.
  package func name(_ object: PDFObject?) -> String? {
    guard let object, qpdf_oh_is_name(data, object.handle) != Self.no else { return nil }
    // The text belongs to qpdf and is copied.
    return qpdf_oh_get_name(data, object.handle).map { String(cString: $0) }
  }

  package func isName(_ object: PDFObject?, _ name: String) -> Bool {
    guard let object else { return false }
    return qpdf_oh_is_name_and_equals(data, object.handle, name) != Self.no
  }

  package func integer(_ object: PDFObject?) -> Int? {
    guard let object, qpdf_oh_is_integer(data, object.handle) != Self.no else { return nil }
    return Int(qpdf_oh_get_int_value(data, object.handle))
  }

  package func number(_ object: PDFObject?) -> Double? {
    guard let object, qpdf_oh_is_number(data, object.handle) != Self.no else { return nil }
    return qpdf_oh_get_numeric_value(data, object.handle)
  }

  package func boolean(_ object: PDFObject?) -> Bool? {
    guard let object, qpdf_oh_is_bool(data, object.handle) != Self.no else { return nil }
    return qpdf_oh_get_bool_value(data, object.handle) != Self.no
  }

  /// A text string (ISO 32000-1 §7.9.2.2), from whatever encoding holds it.
  package func text(_ object: PDFObject?) -> String? {
    guard let object, qpdf_oh_is_string(data, object.handle) != Self.no else { return nil }
    var count = 0
    guard let start = qpdf_oh_get_binary_utf8_value(data, object.handle, &count) else { return nil }
    // Safe: qpdf keeps `count` bytes until its next such call; they are copied here.
    return start.withMemoryRebound(to: UInt8.self, capacity: count) {
      String(decoding: UnsafeBufferPointer(start: $0, count: count), as: UTF8.self)
    }
  }

  // MARK: Parts of objects

  /// The dictionary's or stream's entry, `nil` if there is none.
  package func entry(_ key: String, of object: PDFObject) -> PDFObject? {
    let holder = dictionary(of: object)
    guard qpdf_oh_is_dictionary(data, holder) != Self.no, qpdf_oh_has_key(data, holder, key) != Self.no else {
      return nil
    }
    return PDFObject(handle: qpdf_oh_get_key(data, holder, key))
  }

  /// The keys of a dictionary or of a stream's dictionary, sorted.
  package func keys(of object: PDFObject) -> [String] {
    let holder = dictionary(of: object)
    guard qpdf_oh_is_dictionary(data, holder) != Self.no else { return [] }
    var keys: [String] = []
    qpdf_oh_begin_dict_key_iter(data, holder)
    while qpdf_oh_dict_more_keys(data) != Self.no {
      if let key = qpdf_oh_dict_next_key(data) { keys.append(String(cString: key)) }
    }
    return keys
  }

  package func items(of array: PDFObject) -> [PDFObject] {
    guard qpdf_oh_is_array(data, array.handle) != Self.no else { return [] }
    return (0..<qpdf_oh_get_array_n_items(data, array.handle)).map {
      PDFObject(handle: qpdf_oh_get_array_item(data, array.handle, $0))
    }
  }

  /// The numbers of an array of nothing but numbers.
  package func numbers(_ array: PDFObject?) -> [Double]? {
    guard let array, kind(of: array) == .array else { return nil }
    let items = items(of: array).map { number($0) }
    return items.contains { $0 == nil } ? nil : items.compactMap(\.self)
  }

  /// A stream has its entries in a dictionary of its own.
  func dictionary(of object: PDFObject) -> qpdf_oh {
    qpdf_oh_is_stream(data, object.handle) == Self.no ? object.handle : qpdf_oh_get_dict(data, object.handle)
  }

  // MARK: All objects

  /// Calls `body` with every dictionary and stream that has a number in the file as it was read. The objects that `body`
  /// comes across are of no use after it.
  package func forEachObject(_ body: (PDFObject) throws(PDFError) -> Void) throws(PDFError) {
    guard let size = entry("/Size", of: trailer) else { return }
    for id in 1..<max(1, qpdf_oh_get_int_value_as_int(data, size.handle)) {
      try scoped { () throws(PDFError) in
        let object = PDFObject(handle: qpdf_get_object_by_id(data, id, 0))
        let isHolder =
          qpdf_oh_is_dictionary(data, object.handle) != Self.no || qpdf_oh_is_stream(data, object.handle) != Self.no
        if isHolder { try body(object) }
      }
    }
  }

  /// Calls `body` with every dictionary and stream that has a number and is needed to show the pages, each once. What is
  /// only about them, such as a structure, is not even read. The objects that `body` comes across are of no use after it.
  package func forEachObject(
    shownBy pages: [PDFObject], _ body: (PDFObject) throws(PDFError) -> Void
  ) throws(PDFError) {
    var seen: Set<PDFReference> = []
    for page in pages {
      var waiting = references(in: page)
      while let next = waiting.popLast() {
        guard seen.insert(next).inserted else { continue }
        waiting += try scoped { () throws(PDFError) in
          let object = object(next)
          let parts = references(in: object)
          if [.dictionary, .stream].contains(kind(of: object)) { try body(object) }
          return parts
        }
      }
    }
  }

  /// The numbered objects that an object refers to, itself or in what is written in it.
  func references(in object: PDFObject) -> [PDFReference] {
    var found: [PDFReference] = []
    var waiting = parts(of: object)
    while let part = waiting.popLast() {
      if let reference = reference(to: part) {
        found.append(reference)
      } else if [.dictionary, .array].contains(kind(of: part)) {
        waiting += parts(of: part)
      }
    }
    return found
  }

  /// The numbered objects that are below an entry of this name, in an object itself or in what is written in it.
  package func references(below key: String, in object: PDFObject) -> Set<PDFReference> {
    var found: Set<PDFReference> = []
    var waiting = [object]
    while let next = waiting.popLast() {
      if let target = entry(key, of: next) { found.formUnion(allReferences(from: target)) }
      waiting += parts(of: next).filter { reference(to: $0) == nil && [.dictionary, .array].contains(kind(of: $0)) }
    }
    return found
  }

  private func allReferences(from object: PDFObject) -> Set<PDFReference> {
    var found: Set<PDFReference> = []
    var waiting = reference(to: object).map { [$0] } ?? references(in: object)
    while let next = waiting.popLast() {
      if found.insert(next).inserted { waiting += references(in: self.object(next)) }
    }
    return found
  }

  private func parts(of object: PDFObject) -> [PDFObject] {
    if kind(of: object) == .array { return items(of: object) }
    return keys(of: object).filter { $0 != "/Parent" }.compactMap { entry($0, of: object) }
  }

  /// Runs `body` and forgets all objects that it came across, which qpdf would keep in its table until the file is
  /// closed. None of them may leave `body`.
  package func scoped<T, Failure: Error>(_ body: () throws(Failure) -> T) throws(Failure) -> T {
    // qpdf numbers its handles one after the other.
    let first = qpdf_oh_new_null(data)
    defer { for handle in first...qpdf_oh_new_null(data) { qpdf_oh_release(data, handle) } }
    return try body()
  }

  // MARK: Data

  /// A page's content, unpacked.
  package func content(of page: PDFObject) throws(PDFError) -> [UInt8] {
    var buffer: UnsafeMutablePointer<UInt8>?
    var count = 0
    try check(qpdf_oh_get_page_content_data(data, page.handle, &buffer, &count))
    return Self.taken(buffer, count)
  }

  /// A stream's data, unpacked.
  package func data(of stream: PDFObject) throws(PDFError) -> [UInt8] {
    var isUnpacked = Self.no
    let bytes = try data(of: stream, qpdf_dl_generalized, &isUnpacked)
    guard isUnpacked != Self.no || entry("/Filter", of: stream) == nil else {
      throw PDFError("the data of an object cannot be unpacked")
    }
    return bytes
  }

  /// A stream's data as the file holds it, still packed.
  package func packedData(of stream: PDFObject) throws(PDFError) -> [UInt8] {
    var isUnpacked = Self.no
    return try data(of: stream, qpdf_dl_none, &isUnpacked)
  }

  /// A picture's data, unpacked whatever packed them.
  func samples(of stream: PDFObject) throws(PDFError) -> [UInt8] {
    var isUnpacked = Self.no
    let bytes = try data(of: stream, qpdf_dl_all, &isUnpacked)
    guard isUnpacked != Self.no || entry("/Filter", of: stream) == nil else {
      throw PDFError("the data of a picture cannot be unpacked")
    }
    return bytes
  }

  private func data(
    of stream: PDFObject, _ level: qpdf_stream_decode_level_e, _ isUnpacked: inout QPDF_BOOL
  ) throws(PDFError) -> [UInt8] {
    var buffer: UnsafeMutablePointer<UInt8>?
    var count = 0
    try check(qpdf_oh_get_stream_data(data, stream.handle, level, &isUnpacked, &buffer, &count))
    return Self.taken(buffer, count)
  }

  /// Safe: qpdf hands over `count` bytes from malloc, which are copied and freed here.
  private static func taken(_ buffer: UnsafeMutablePointer<UInt8>?, _ count: Int) -> [UInt8] {
    defer { free(buffer) }
    return Array(UnsafeBufferPointer(start: buffer, count: buffer == nil ? 0 : count))
  }
}
