import Testing

@testable import PDFSyntax

@Suite("Data that unpack within bounds")
struct UnpackingTests {
  private func fits(_ bytes: [UInt8], _ filters: String..., limit: Int) -> Bool {
    UnpackedSize(limit: limit).isWithinLimit(bytes, filters: filters.map { "/" + $0 })
  }

  @Test func ofZerosAreMeasuredBeforeTheyAreMade() throws {
    let file = try QPDFFile(
      Array(
        "%PDF-1.7\n1 0 obj\n<</Pages 2 0 R>>\nendobj\n2 0 obj\n<</Kids[]/Count 0>>\nendobj\ntrailer\n<</Root 1 0 R/Size 3>>\n"
          .utf8), recovers: true)
    file.set("/Extra", .object(try file.addStream([UInt8](repeating: 0, count: 3_000_000))), of: file.root)
    let packed = try QPDFFile(try file.write(version: "1.7"))
    let stream = try #require(packed.entry("/Extra", of: packed.root))
    #expect(try packed.packedData(of: stream).count < 10_000)
    #expect(throws: PDFError.self) { try packed.data(of: stream, atMost: 2_000_000) }
    #expect(try packed.data(of: stream, atMost: 3_000_000).count == 3_000_000)
  }

  @Test func runsCountTheirLengths() {
    #expect(fits([129, 7, 128], "RunLengthDecode", limit: 128))
    #expect(!fits([129, 7, 128], "RunLengthDecode", limit: 127))
    #expect(fits([2, 1, 2, 3, 128, 9, 9, 9], "RL", limit: 3))
  }

  /// ISO 32000-1 §7.4.4.2: the example, ten bytes in nine.
  @Test func lzwCountsItsStrings() {
    let packed: [UInt8] = [0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01]
    #expect(fits(packed, "LZWDecode", limit: 10))
    #expect(!fits(packed, "LZWDecode", limit: 9))
  }

  @Test func filtersAreTakenOffInOrder() {
    #expect(!fits(Array("81 07 80>".utf8), "ASCIIHexDecode", "RunLengthDecode", limit: 127))
    #expect(fits(Array("81 07 80>".utf8), "AHx", "RL", limit: 128))
    #expect(fits(Array("z~>".utf8), "ASCII85Decode", limit: 4))
    #expect(!fits(Array("zz~>".utf8), "A85", limit: 7))
  }

  @Test func jpegsAreAsLargeAsTheySay() {
    let head: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xC0, 0, 20, 8, 0, 100, 0, 50, 4, 0, 0, 0]
    #expect(fits(head, "DCTDecode", limit: 20_000))
    #expect(!fits(head, "DCTDecode", limit: 19_999))
  }
}

@Suite("Strings and dictionaries in content")
struct ContentStringTests {
  @Test(
    "strings are read as they are shown",
    arguments: [
      ("(a(b)\\)c)", ["a(b))c"]), ("<48 69>", ["Hi"]), ("<486>", ["H`"]), ("[(A) -20 (B) <43>]", ["A", "B", "C"]),
      ("(\\101\\n\\\nx)", ["A\nx"]), ("(open", ["open"]), ("[", []), ("<", [""]),
    ])
  func strings(text: String, expected: [String]) {
    let found = ContentStrings.all(in: Array(text.utf8)[...]).map { String(decoding: $0, as: UTF8.self) }
    #expect(found == expected)
  }

  @Test func propertiesAreReadByName() {
    let bytes = Array("<</MCID 7 /ActualText (MCID 9) /Sub <</MCID 8>> /Name /X>>".utf8)
    let entries = ContentScanner.dictionary(bytes[...])
    #expect(entries["/MCID"] == .number(7))
    #expect(entries["/Name"] == .name("/X"))
    #expect(entries.keys.sorted() == ["/ActualText", "/MCID", "/Name", "/Sub"])
    #expect(ContentScanner.dictionary(Array("/MCID 7".utf8)[...]).isEmpty)
  }
}
