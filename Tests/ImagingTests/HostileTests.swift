import Foundation
import Testing

@testable import Imaging

extension PNGMaker {
  /// A file that states a size and holds next to nothing.
  static func header(width: Int, height: Int) -> [UInt8] {
    [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
      + chunk("IHDR", .big(width, bytes: 4) + .big(height, bytes: 4) + [8, 2, 0, 0, 0]) + chunk("IDAT", [0x78, 0x9C])
      + chunk("IEND", [])
  }
}

@Suite("Hostile pictures")
struct HostileTests {
  /// One small file of each kind.
  enum Kind: String, CaseIterable {
    case jpeg, progressive, png, interlaced, webp, lossy, svg

    func file() throws -> [UInt8] {
      switch self {
      case .jpeg, .progressive:
        try JPEGMaker(isProgressive: self == .progressive) { x, y in [UInt8(x * 8), UInt8(y * 16), UInt8(x * y & 255)] }
          .file().inserting(
            JPEGMaker.segment(0xE1, Array("Exif\0\0".utf8) + exif(6)) + JPEGMaker.profileSegments(Profiles.adobeRGB()))
      case .png, .interlaced:
        try PNGMaker(
          width: 32, height: 24, isInterlaced: self == .interlaced,
          chunks: [PNGMaker.profileChunk(Profiles.adobeRGB()), ("eXIf", exif(5))]
        ) { x, y in [x * 8, y * 10, (x * y * 37) & 255] }.file()
      case .webp: [UInt8](try Data(contentsOf: fixture("alpha.webp")))
      case .lossy: [UInt8](try Data(contentsOf: fixture("lossy.webp")))
      case .svg:
        Array(
          """
          <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30"><defs><linearGradient id="g"><stop offset="0"/>\
          </linearGradient></defs><rect fill="url(#g)" width="40" height="30"/><path d="M0 0L9 9z"/><use href="#g"/></svg>
          """.utf8)
      }
    }

    func read(_ bytes: [UInt8]) throws(ImagingError) {
      if self == .svg {
        _ = try VectorReader.read(bytes, path: "picture")
      } else {
        let picture = try PictureReader.read(bytes, path: "picture")
        #expect(picture.pixels.count == picture.width * picture.height * 4)
      }
    }
  }

  @Test(arguments: Kind.allCases) func cutFilesAreErrors(kind: Kind) throws {
    let file = try kind.file()
    try kind.read(file)
    for part in 0..<16 {
      let error = #expect(throws: ImagingError.self, "\(part)/16") {
        try kind.read(Array(file[..<(file.count * part / 16)]))
      }
      guard let error else { continue }
      #expect(!error.message.isEmpty && error.reason != nil && error.help != nil)
    }
  }

  @Test(arguments: Kind.allCases) func flippedBitsAreSurvived(kind: Kind) throws {
    let file = try kind.file()
    var state: UInt64 = 2017
    for _ in 0..<600 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var broken = file
      for _ in 0...(state >> 60) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        broken[Int(state >> 33) % file.count] ^= 1 << UInt8(state >> 20 & 7)
      }
      // Either a picture or an error; the tests that follow show that the process lives.
      do throws(ImagingError) { try kind.read(broken) } catch { #expect(!error.message.isEmpty) }
    }
  }

  @Test func aPictureThatClaimsToBeHugeIsRefusedByItsHeader() throws {
    let refusal = ImagingError.tooManyPixels(path: "picture", width: 50_000, height: 50_000)
    #expect(throws: refusal) { try read(PNGMaker.header(width: 50_000, height: 50_000)) }
    var jpeg = try JPEGMaker(samples: { _, _ in [1, 2, 3] }).file()
    let frame = try #require(jpeg.indices.dropLast().first { jpeg[$0] == 0xFF && jpeg[$0 + 1] == 0xC0 })
    jpeg.replaceSubrange(frame + 5..<frame + 9, with: [0xC3, 0x50, 0xC3, 0x50])
    #expect(throws: refusal) { try read(jpeg) }
    #expect(refusal.message == "The picture “picture” is too large: 50000 × 50000 pixels")
    #expect(refusal.reason == "A picture may have at most 100 million pixels, and 32767 on a side")
    #expect(refusal.help == "Save a smaller version of it")
  }

  @Test(arguments: [(0, 5), (5, 0), (1 << 31, 1), (32_768, 1), (1, 32_768), (10_001, 10_000)])
  func impossibleSizesAreRefused(width: Int, height: Int) {
    #expect(throws: ImagingError.self) { try read(PNGMaker.header(width: width, height: height)) }
  }

  @Test func dataThatInflatesBeyondThePictureIsHarmless() throws {
    // A thousandfold of what the picture needs: libpng stops at the last row.
    let bomb = PNGMaker.chunk("IDAT", try zlib([UInt8](repeating: 0, count: 64 << 20)))
    let header = PNGMaker.chunk("IHDR", .big(100, bytes: 4) + .big(100, bytes: 4) + [8, 2, 0, 0, 0])
    let file = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + header + bomb + PNGMaker.chunk("IEND", [])
    do throws(ImagingError) { #expect(try read(file).width == 100) } catch { #expect(!error.message.isEmpty) }
  }

  @Test func aTextThatInflatesWithoutEndIsHarmless() throws {
    var maker = PNGMaker(width: 1, height: 1) { _, _ in [1, 2, 3] }
    maker.chunks = [("zTXt", Array("Comment".utf8) + [0, 0] + (try zlib([UInt8](repeating: 32, count: 64 << 20))))]
    let file = try maker.file()
    do throws(ImagingError) { #expect(try read(file).width == 1) } catch { #expect(!error.message.isEmpty) }
  }

  @Test func endlessScansAreRefused() throws {
    let file = try JPEGMaker(isProgressive: true, samples: { _, _ in [1, 2, 3] }).file()
    let scan = try #require(file.indices.dropLast().last { file[$0] == 0xFF && file[$0 + 1] == 0xDA })
    let body = Array(file[scan..<(file.count - 2)])
    let many = Array(file.dropLast(2)) + (0..<200).flatMap { _ in body } + [0xFF, 0xD9]
    #expect(throws: ImagingError.damaged(path: "picture", detail: "It has more than 100 scans")) { try read(many) }
  }

  @Test(arguments: ["animated.gif", "plain.bmp", "plain.tiff"])
  func otherKindsAreNamedWhateverTheMachineCouldRead(name: String) {
    let path = fixture(name).path
    let error = #expect(throws: ImagingError.self) { try PictureLibrary().picture(at: path) }
    #expect(error == .unknownKind(path: path))
    #expect(error?.help == "Save the picture as JPEG, PNG or WebP; for an SVG use an svg node")
  }
}

@Suite("Files of pictures")
struct FileTests {
  private let folder: Folder

  init() throws { folder = try Folder() }

  private func png(_ shade: Int) throws -> [UInt8] {
    try PNGMaker(width: 2, height: 2) { _, _ in [shade, 0, 0] }.file()
  }

  private func reason(_ path: String) -> String? {
    #expect(throws: ImagingError.self) { try PictureLibrary().picture(at: path) }?.reason
  }

  @Test func whatIsNoFileIsExplained() throws {
    #expect(reason(folder.url.path + "/none") == "There is no such file")
    #expect(reason(folder.url.path) == "It is a folder or a device, not a file")
    #expect(reason("/dev/zero") == "It is a folder or a device, not a file")
    #expect(reason("a\0b") == "The name holds a character that no file name may hold")
    #expect(reason(folder.url.path + "/" + String(repeating: "x", count: 300)) == "The name is too long")
    #expect(reason(try folder.write([])) == "The file is empty")
  }

  @Test func aPipeDoesNotBlock() throws {
    let pipe = folder.url.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    #expect(reason(pipe) == "It is a folder or a device, not a file")
  }

  @Test func aLinkInACircleIsExplained() throws {
    let link = folder.url.path + "/link"
    #expect(symlink(link, link) == 0)
    #expect(reason(link) == "It is a link that leads in a circle")
  }

  @Test func theNameDoesNotDecideTheKind() throws {
    #expect(try PictureLibrary().picture(at: folder.write(png(9), "picture.jpg")).rgba(0, 0) == [9, 0, 0, 255])
    #expect(throws: ImagingError.self) { try PictureLibrary().picture(at: folder.write(Array("<svg/>".utf8), "a.png")) }
  }

  @Test func aFileThatIsTooLargeIsNotRead() throws {
    let path = try folder.write(png(9))
    #expect(truncate(path, 257 << 20) == 0)
    #expect(throws: ImagingError.tooManyBytes(path: path, limit: 256 << 20)) { try PictureLibrary().picture(at: path) }
    #expect(truncate(path, 17 << 20) == 0)
    #expect(throws: ImagingError.tooManyBytes(path: path, limit: 16 << 20)) { try PictureLibrary().vector(at: path) }
  }

  @Test func aFileThatShrinksAfterItWasOpenedIsDamaged() throws {
    let bytes = try png(9)
    let path = try folder.write(bytes)
    let file = try SourceFile(path: path, limit: 1 << 20)
    #expect(truncate(path, 30) == 0)
    #expect(throws: ImagingError.self) { try PictureReader.read(try file.bytes(), path: path) }
  }

  @Test func aPictureIsReadOnceUntilItsFileChanges() throws {
    let library = PictureLibrary()
    let path = try folder.write(png(9))
    let first = try library.picture(at: path)
    #expect(try library.picture(at: path) === first)
    _ = try folder.write(png(10))
    #expect(try library.picture(at: path).rgba(0, 0) == [10, 0, 0, 255])
  }

  @Test func picturesAreForgottenWhenTheBudgetIsSpent() throws {
    let library = PictureLibrary(budget: 20)
    let (a, b) = (try folder.write(png(1), "a"), try folder.write(png(2), "b"))
    let first = try library.picture(at: a)
    _ = try library.picture(at: b)
    #expect(try library.picture(at: a) !== first)
    #expect(try library.picture(at: a) == first)
  }
}
