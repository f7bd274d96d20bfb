import CDeflate

/// Bytes as `FlateDecode` wants them (ISO 32000-1 §7.4.4).
struct DeflatedData {
  let bytes: [UInt8]

  init(_ plain: [UInt8]) throws(PDFError) {
    guard let compressor = libdeflate_alloc_compressor(6) else {
      throw PDFError("there is not enough memory for the document")
    }
    // Safe: made here, used and freed here. libdeflate writes at most `bound` bytes and says how many.
    defer { libdeflate_free_compressor(compressor) }
    let bound = libdeflate_zlib_compress_bound(compressor, plain.count)
    bytes = [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
      count = libdeflate_zlib_compress(compressor, plain, plain.count, buffer.baseAddress, bound)
    }
    guard !bytes.isEmpty else { throw PDFError("a part of the document cannot be packed") }
  }
}
