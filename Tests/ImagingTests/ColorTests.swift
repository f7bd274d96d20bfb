import CTurboJPEG
import Foundation
import Testing

@testable import Imaging

@Suite("Colour profiles")
struct ColorTests {
  /// A PNG of one colour with a profile.
  private func png(_ color: [Int], colorType: Int = 2, _ profile: [UInt8]) throws -> Picture {
    var maker = PNGMaker(width: 2, height: 2, colorType: colorType) { _, _ in color }
    maker.chunks = [try PNGMaker.profileChunk(profile)]
    return try read(try maker.file())
  }

  /// sRGB's curve (IEC 61966-2-1), of light from 0 to 1.
  private func encoded(_ light: Double) -> Int {
    let light = max(0, min(1, light))
    return Int((255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * pow(light, 1 / 2.4) - 0.055)).rounded())
  }

  @Test(arguments: [[128, 128, 128], [100, 150, 90], [200, 180, 150], [0, 255, 0], [255, 255, 255], [0, 0, 0]])
  func adobeRGBIsConverted(color: [Int]) throws {
    // Both spaces have the white D65: light in Adobe RGB (1998) times this matrix is light in sRGB.
    let light = color.map { pow(Double($0) / 255, 2.199_218_75) }
    let expected = [
      1.39836 * light[0] - 0.39836 * light[1], light[1], -0.04293 * light[1] + 1.04293 * light[2],
    ].map(encoded)
    #expect(try png(color, Profiles.adobeRGB()).isClose(0, 0, to: expected + [255], within: 2))
  }

  @Test func displayP3IsConverted() throws {
    // CSS Color 4 §10: the matrix from linear P3 to linear sRGB; this colour lies within both.
    let curve = { (value: Int) in pow((Double(value) / 255 + 0.055) / 1.055, 2.4) }
    let (r, g, b) = (curve(180), curve(120), curve(90))
    let expected = [
      1.22494 * r - 0.22494 * g, -0.04206 * r + 1.04206 * g, -0.01964 * r - 0.07864 * g + 1.09827 * b,
    ].map(encoded)
    #expect(try png([180, 120, 90], Profiles.displayP3()).isClose(1, 1, to: expected + [255], within: 2))
  }

  @Test func transparencyIsNotConverted() throws {
    let picture = try png([100, 150, 90, 128], colorType: 6, Profiles.adobeRGB())
    #expect(picture.rgba(0, 0)[3] == 128)
  }

  @Test(arguments: [0, 4]) func greyProfilesServeGreyPictures(colorType: Int) throws {
    let samples = colorType == 0 ? [55] : [55, 255]
    let picture = try png(samples, colorType: colorType, Profiles.linearGray())
    let expected = encoded(55.0 / 255)
    #expect(picture.isClose(0, 0, to: [expected, expected, expected, 255], within: 1))
  }

  @Test func greyPhotographsUseTheirProfile() throws {
    let plain = try JPEGMaker(format: TJPF_GRAY, samples: { _, _ in [55] }).file()
    #expect(try read(plain).isClose(5, 5, to: [55, 55, 55, 255], within: 1))
    let picture = try read(plain.inserting(JPEGMaker.profileSegments(Profiles.linearGray())))
    let expected = encoded(55.0 / 255)
    #expect(picture.isClose(5, 5, to: [expected, expected, expected, 255], within: 2))
    #expect(picture.jpeg == nil)
  }

  @Test func aProfileMayTravelInPieces() throws {
    let plain = try JPEGMaker(samples: { _, _ in [100, 150, 90] }).file()
    let profile = try Profiles.adobeRGB()
    let whole = try read(plain.inserting(JPEGMaker.profileSegments(profile)))
    #expect(try read(plain.inserting(JPEGMaker.profileSegments(profile, pieces: 3))).pixels == whole.pixels)
  }

  @Test func sRGBIsKeptAsItIs() throws {
    #expect(try png([1, 2, 3], Profiles.sRGB()).rgba(0, 0) == [1, 2, 3, 255])
  }

  @Test func theStandardChunkWinsOverAProfile() throws {
    var maker = PNGMaker(width: 1, height: 1) { _, _ in [100, 150, 90] }
    maker.chunks = [("sRGB", [0]), try PNGMaker.profileChunk(Profiles.adobeRGB())]
    #expect(try read(try maker.file()).rgba(0, 0) == [100, 150, 90, 255])
  }

  // MARK: Inks

  @Test func inksWithoutProfileTakeTheirPartOfTheLight() throws {
    // Adobe's marker says that the inks are stored inverted: all cyan, and half black.
    let file = [UInt8](try Data(contentsOf: fixture("inks.jpg")))
    let picture = try read(file)
    #expect(picture.isClose(4, 4, to: [0, 255, 255, 255], within: 4))
    #expect(picture.isClose(28, 4, to: [127, 127, 127, 255], within: 4))
    #expect(picture.jpeg == nil)
    // Without the marker the same bytes mean the opposite inks: magenta and yellow and black; all and half black.
    let plain = try read(file.removing(marker: 0xEE))
    #expect(plain.isClose(4, 4, to: [0, 0, 0, 255], within: 4))
  }

  @Test func inksStoredAsLumaAndChromaAreRead() throws {
    // libjpeg-turbo stores inks as YCCK with Adobe's marker, so 255 means no ink.
    let file = try JPEGMaker(
      format: TJPF_CMYK, samples: { x, _ in x < 16 ? [0, 255, 255, 255] : [255, 255, 255, 127] }
    ).file()
    let picture = try read(file)
    #expect(picture.isClose(4, 4, to: [0, 255, 255, 255], within: 4))
    #expect(picture.isClose(28, 4, to: [127, 127, 127, 255], within: 4))
  }

  @Test func inkProfilesServeInks() throws {
    let file = [UInt8](try Data(contentsOf: fixture("inks.jpg")))
    let picture = try read(file.inserting(JPEGMaker.profileSegments(Profiles.inks())))
    // Cyan is L* 80, half black 55; black point compensation moves both a little (ISO 18619).
    #expect(picture.isClose(4, 4, to: [197, 197, 197, 255], within: 6))
    #expect(picture.isClose(28, 4, to: [128, 128, 128, 255], within: 12))
  }

  // MARK: What cannot be used

  @Test func profilesOfAnotherKindOfColorAreErrors() throws {
    let inks = try Profiles.inks()
    let gray = try Profiles.linearGray()
    #expect(throws: ImagingError.self) { try png([1, 2, 3], inks) }
    #expect(throws: ImagingError.self) { try png([1, 2, 3], gray) }
  }

  @Test func damagedProfilesAreErrors() throws {
    let profile = try Profiles.adobeRGB()
    let plain = try JPEGMaker(samples: { _, _ in [100, 150, 90] }).file()
    let pieces = JPEGMaker.profileSegments(profile, pieces: 2)
    for broken in [Array(profile[..<100]), Array(profile[..<(profile.count / 2)]), [UInt8](repeating: 0, count: 500)] {
      let error = #expect(throws: ImagingError.self) { try read(plain.inserting(JPEGMaker.profileSegments(broken))) }
      guard case .badProfile = error else {
        Issue.record("\(String(describing: error))")
        continue
      }
    }
    let missing = Array(pieces[..<(pieces.count / 2)])
    #expect(throws: ImagingError.badProfile(path: "picture", profile: "pieces of it are missing")) {
      try read(plain.inserting(missing))
    }
  }

  @Test func aProfileThatInflatesWithoutEndIsAnError() throws {
    var maker = PNGMaker(width: 1, height: 1) { _, _ in [1, 2, 3] }
    maker.chunks = [try PNGMaker.profileChunk([UInt8](repeating: 0, count: 40 << 20))]
    let file = try maker.file()
    #expect(throws: ImagingError.badProfile(path: "picture", profile: "“test”")) { try read(file) }
  }
}

@Suite("Photographs for PDFs")
struct PassThroughTests {
  private let samples: (Int, Int) -> [UInt8] = { x, y in [UInt8(x * 7), UInt8(y * 11), 90] }

  @Test(arguments: [false, true]) func uprightSRGBPhotographsPassThrough(isProgressive: Bool) throws {
    let file = try JPEGMaker(isProgressive: isProgressive, samples: samples).file()
    let picture = try read(file)
    #expect(picture.jpeg == file)
  }

  @Test func greyPhotographsPassThrough() throws {
    let file = try JPEGMaker(format: TJPF_GRAY, samples: { x, _ in [UInt8(x)] }).file()
    #expect(try read(file).jpeg == file)
  }

  @Test func metadataStaysBehind() throws {
    let file = try JPEGMaker(samples: samples).file()
    let secret =
      JPEGMaker.segment(0xE1, Array("Exif\0\0".utf8) + exif(1) + Array("51.5 N 0.1 W".utf8))
      + JPEGMaker.segment(0xFE, Array("taken by A. N. Other".utf8))
    #expect(try read(file.inserting(secret)).jpeg == file)
    #expect(try read(file.inserting(JPEGMaker.profileSegments(Profiles.sRGB()))).jpeg == file)
  }

  @Test func photographsOfOtherProfilesDoNotPassThrough() throws {
    let file = try JPEGMaker(samples: samples).file()
    #expect(try read(file.inserting(JPEGMaker.profileSegments(Profiles.displayP3()))).jpeg == nil)
  }

  @Test func othersDoNotPassThrough() throws {
    #expect(try read(try PNGMaker(width: 1, height: 1) { _, _ in [1, 2, 3] }.file()).jpeg == nil)
  }

  @Test func whatPassesThroughShowsTheSamePicture() throws {
    let picture = try read(try JPEGMaker(samples: samples).file().inserting(JPEGMaker.segment(0xFE, [1, 2, 3])))
    #expect(try read(try #require(picture.jpeg)).pixels == picture.pixels)
  }
}
