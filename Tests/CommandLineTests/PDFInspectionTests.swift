import Foundation
import TestSupport
import Testing

@Suite("Inspecting a PDF")
struct PDFInspectionTests {
  /// A small PDF, as any program might make it.
  private static let sample = """
    %PDF-1.4
    1 0 obj
    << /Type /Catalog /Pages 2 0 R /Lang (fr) >>
    endobj
    2 0 obj
    << /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 /MediaBox [0 0 595.28 841.89] >>
    endobj
    3 0 obj
    << /Type /Page /Parent 2 0 R /TrimBox [8.5 8.5 586.78 833.39] /Contents 5 0 R >>
    endobj
    4 0 obj
    << /Type /Page /Parent 2 0 R /TrimBox [8.5 8.5 586.78 833.39] /Contents 5 0 R >>
    endobj
    5 0 obj
    << /Length 49 >>
    stream
    0.9 0.6 0.3 0.2 k 0 0 9 9 re f 0.5 w 0 0 m 9 9 l S
    endstream
    endobj
    trailer
    << /Root 1 0 R /Size 6 >>
    """

  private func folder() throws -> TemporaryFolder {
    let folder = TemporaryFolder()
    try folder.write(Self.sample, to: "cards.pdf")
    try folder.write(Self.sample, to: "cards")
    try folder.write("Equal priority", to: "text.pdf")
    return folder
  }

  @Test("tells people what it is", arguments: ["cards.pdf", "cards"])
  func text(name: String) throws {
    let folder = try folder()
    let result = try Tool.run(["inspect", name], in: folder.path)
    #expect(result.code == 0, "\(result.errors)")
    for part in [
      "PDF 1.4 · 2 pages", "Claims         none", "Language       fr", "  1–2         media, crop, bleed, art",
      "210 × 297 mm", "Largest total ink                       200 % in the colour of a shape, page 1",
      "Thinnest line                           0.5 pt, page 1", "none: a screen reader has only the raw text",
    ] {
      #expect(result.output.contains(part), "\(part)\n\(result.output)")
    }
  }

  @Test("tells programs the same")
  func json() throws {
    let folder = try folder()
    let result = try Tool.run(["inspect", "cards.pdf", "--json"], in: folder.path)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(object["version"] as? String == "1.4")
    #expect(
      (object["pages"] as? [[String: Any]])?.map { $0["trimBox"] as? [Double] } == [
        [8.5, 8.5, 586.78, 833.39], [8.5, 8.5, 586.78, 833.39],
      ])
    #expect((object["largestInk"] as? [String: Any])?["total"] as? Double == 200)
    let colors = try #require(object["colors"] as? [[String: Any]])
    #expect(colors.map { $0["space"] as? String } == ["DeviceCMYK", "DeviceGray"])
    #expect(colors.map { $0["purpose"] as? String } == ["fill", "stroke"])
  }

  @Test("refuses what suits cards alone", arguments: ["--node", "--language", "--format", "--deck", "--fonts"])
  func usage(option: String) throws {
    let folder = try folder()
    let result = try Tool.run(["inspect", "cards.pdf", option, "x"], in: folder.path)
    #expect(result.code == 64)
    #expect(result.errors.contains("\(option) is for cards"))
  }

  @Test(
    "says why a file cannot be inspected",
    arguments: [
      ("text.pdf", "the file is not a PDF"), ("none.pdf", "there is no such file"),
      ("folder.pdf", "no file that can be read"),
    ])
  func unreadable(name: String, reason: String) throws {
    let folder = try folder()
    try FileManager.default.createDirectory(atPath: folder.path + "/folder.pdf", withIntermediateDirectories: true)
    let result = try Tool.run(["inspect", name], in: folder.path)
    #expect(result.code == 1)
    #expect(result.errors.contains(reason), "\(result.errors)")
    #expect(result.output.isEmpty)
  }
}
