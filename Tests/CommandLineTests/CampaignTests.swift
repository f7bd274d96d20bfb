import Foundation
import TestSupport
import Testing

@Suite("One command renders the whole campaign")
struct CampaignTests {
  private static let sizes = [
    "og": (1200, 630), "square": (1080, 1080), "portrait": (1080, 1350), "story": (1080, 1920),
  ]

  private func render(_ folder: TemporaryFolder, _ more: [String] = []) throws -> Tool.Result {
    try Tool.run(["render", "--deck", "CardSpecs/deck.json", "--output", folder.path] + more)
  }

  @Test func sixDocumentsAndAHundredAndFiftySixPicturesComeOut() throws {
    let folder = TemporaryFolder()
    let result = try render(folder)
    #expect(result.errors == "")
    #expect(result.code == 0)
    #expect(result.output == "162 files in \(folder.path)\n")
    let files = folder.files()
    #expect(files.filter { $0.hasSuffix(".png") }.count == 156)
    #expect(files.count == 164 && files.contains("manifest.json") && files.contains("index.html"))
    let documents = files.filter { $0.hasSuffix(".pdf") }
    #expect(
      documents == ["en", "es", "fr"].flatMap { ["\($0)/equal-priority-print.pdf", "\($0)/equal-priority.pdf"] })
    for document in documents {
      let pages = try Tool.run("qpdf", ["--show-npages", document], in: folder.path)
      #expect(pages.output == "13\n", "\(document): \(pages.errors)")
    }
    for file in files where file.hasSuffix(".png") {
      let size = try #require(Self.sizes[String(file.split(separator: "/")[1])])
      let header = [UInt8](try folder.data(file).prefix(24))
      func number(_ offset: Int) -> Int { header[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
      #expect((number(16), number(20)) == size, "\(file)")
    }
  }

  @Test func theSameRunTwiceGivesTheSameBytes() throws {
    let (first, second) = (TemporaryFolder(), TemporaryFolder())
    #expect(try render(first, ["--jobs", "1"]).code == 0)
    #expect(try render(second, ["--jobs", "3"]).code == 0)
    #expect(first.files() == second.files())
    for file in first.files() { #expect(try first.data(file) == second.data(file), "\(file)") }
  }

  @Test func pressDocumentsHaveTheirBleed() throws {
    let folder = TemporaryFolder()
    let result = try render(folder, ["--format", "a6-landscape-print", "--language", "en"])
    #expect(result.code == 0, "\(result.errors)")
    #expect(folder.files() == ["en/equal-priority-print.pdf", "index.html", "manifest.json"])
    let info = try Tool.run("pdfinfo", ["-box", "en/equal-priority-print.pdf"], in: folder.path)
    let point = 72 / 25.4
    func box(_ name: String) -> [Double] {
      let line = info.output.split(separator: "\n").first { $0.hasPrefix(name + ":") } ?? ""
      return line.dropFirst(name.count + 1).split(separator: " ").compactMap { Double($0) }
    }
    // The bleed lies within the marks, 3 mm around the trim, and the medium begins at 0, 0.
    let (media, bleed, trim) = (box("MediaBox"), box("BleedBox"), box("TrimBox"))
    try #require(media.count == 4 && bleed.count == 4 && trim.count == 4)
    #expect(media[0] == 0 && media[1] == 0)
    #expect(abs(trim[2] - trim[0] - 148 * point) < 0.02 && abs(trim[3] - trim[1] - 105 * point) < 0.02)
    #expect(abs(bleed[2] - bleed[0] - 154 * point) < 0.02 && abs(bleed[3] - bleed[1] - 111 * point) < 0.02)
    #expect(bleed[0] > 5 * point && abs(trim[0] - bleed[0] - 3 * point) < 0.02)
  }

  @Test func twiceTheScaleGivesTwiceThePixels() throws {
    let folder = TemporaryFolder()
    let result = try render(
      folder, ["fact-profit", "--format", "og", "--language", "es", "--scale", "2", "--effort", "fast"])
    #expect(result.code == 0, "\(result.errors)")
    let header = [UInt8](try folder.data("es/og/fact-profit.png").prefix(24))
    #expect(Array(header[16..<24]) == [0, 0, 0x09, 0x60, 0, 0, 0x04, 0xEC])
  }
}
