import CDeflate
import CLcms
import CTurboJPEG
import Foundation
import Testing

@testable import Imaging

/// Small pictures made by hand lie beside the tests.
func fixture(_ name: String) -> URL {
  URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Pictures/\(name)")
}

/// A folder for one test's files, which goes with it.
final class Folder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "placard-imaging-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func write(_ bytes: [UInt8], _ name: String = "picture") throws -> String {
    let file = url.appending(path: name)
    try Data(bytes).write(to: file)
    return file.path
  }
}

func read(_ bytes: [UInt8]) throws(ImagingError) -> Picture { try PictureReader.read(bytes, path: "picture") }
func read(svg: String) throws(ImagingError) -> VectorPicture { try VectorReader.read(Array(svg.utf8), path: "drawing") }

extension Picture {
  /// Red, green, blue, alpha; premultiplied.
  func rgba(_ x: Int, _ y: Int) -> [Int] {
    let pixel = pixel(x, y).map(Int.init)
    return [pixel[2], pixel[1], pixel[0], pixel[3]]
  }

  func isClose(_ x: Int, _ y: Int, to color: [Int], within tolerance: Int) -> Bool {
    zip(rgba(x, y), color).allSatisfy { abs($0 - $1) <= tolerance }
  }
}

extension [UInt8] {
  mutating func append(big value: Int, bytes: Int) {
    for byte in (0..<bytes).reversed() { append(UInt8(truncatingIfNeeded: value >> (8 * byte))) }
  }

  static func big(_ value: Int, bytes: Int) -> [UInt8] {
    var result: [UInt8] = []
    result.append(big: value, bytes: bytes)
    return result
  }
}

func zlib(_ bytes: [UInt8]) throws -> [UInt8] {
  let deflater = try #require(libdeflate_alloc_compressor(6))
  defer { libdeflate_free_compressor(deflater) }
  var stream = [UInt8](repeating: 0, count: libdeflate_zlib_compress_bound(deflater, bytes.count))
  let count = libdeflate_zlib_compress(deflater, bytes, bytes.count, &stream, stream.count)
  return Array(stream[..<count])
}

// MARK: PNG

/// Writes PNG files of every layout, byte by byte after the specification.
struct PNGMaker {
  var width: Int
  var height: Int
  var depth = 8
  var colorType = 2
  var isInterlaced = false
  /// Chunks between the header and the data.
  var chunks: [(type: String, data: [UInt8])] = []
  /// The samples of one pixel, each below 2^depth.
  var samples: (_ x: Int, _ y: Int) -> [Int]

  func file() throws -> [UInt8] {
    var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    bytes += Self.chunk(
      "IHDR",
      .big(width, bytes: 4) + .big(height, bytes: 4) + [UInt8(depth), UInt8(colorType), 0, 0, isInterlaced ? 1 : 0])
    for chunk in chunks { bytes += Self.chunk(chunk.type, chunk.data) }
    bytes += Self.chunk("IDAT", try zlib(data))
    return bytes + Self.chunk("IEND", [])
  }

  static func chunk(_ type: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(type.utf8) + data
    return .big(data.count, bytes: 4) + body + .big(Int(libdeflate_crc32(0, body, body.count)), bytes: 4)
  }

  private var data: [UInt8] {
    // Adam7 (PNG §8.2): start and step of each pass.
    let passes = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
    var result: [UInt8] = []
    for (x0, y0, dx, dy) in isInterlaced ? passes : [(0, 0, 1, 1)] where x0 < width {
      for y in stride(from: y0, to: height, by: dy) {
        var bits: [UInt8] = []
        for x in stride(from: x0, to: width, by: dx) {
          for sample in samples(x, y) { for bit in (0..<depth).reversed() { bits.append(UInt8(sample >> bit & 1)) } }
        }
        while bits.count % 8 != 0 { bits.append(0) }
        result.append(0)
        for start in stride(from: 0, to: bits.count, by: 8) {
          result.append(bits[start..<start + 8].reduce(0) { $0 << 1 | $1 })
        }
      }
    }
    return result
  }

  static func profileChunk(_ profile: [UInt8]) throws -> (type: String, data: [UInt8]) {
    ("iCCP", Array("test".utf8) + [0, 0] + (try zlib(profile)))
  }
}

// MARK: JPEG

/// Writes JPEG files through libjpeg-turbo.
struct JPEGMaker {
  var width = 32
  var height = 16
  /// TJPF_RGB, TJPF_GRAY, or TJPF_CMYK (which becomes YCCK with Adobe's marker).
  var format = TJPF_RGB
  var isProgressive = false
  var samples: (_ x: Int, _ y: Int) -> [UInt8]

  func file() throws -> [UInt8] {
    let handle = try #require(tjInitCompress())
    defer { tjDestroy(handle) }
    let pixels = (0..<height).flatMap { y in (0..<width).flatMap { x in samples(x, y) } }
    var buffer: UnsafeMutablePointer<UInt8>?
    var size: UInt = 0
    let sampling = format == TJPF_GRAY ? TJSAMP_GRAY : TJSAMP_444
    let status = tjCompress2(
      handle, pixels, Int32(width), 0, Int32(height), Int32(format.rawValue), &buffer, &size,
      Int32(sampling.rawValue), 95, isProgressive ? TJFLAG_PROGRESSIVE : 0)
    defer { tjFree(buffer) }
    try #require(status == 0)
    return Array(UnsafeBufferPointer(start: buffer, count: Int(size)))
  }

  static func segment(_ marker: UInt8, _ body: [UInt8]) -> [UInt8] {
    [0xFF, marker] + .big(body.count + 2, bytes: 2) + body
  }

  static func profileSegments(_ profile: [UInt8], pieces: Int = 1) -> [UInt8] {
    let size = (profile.count + pieces - 1) / pieces
    return (0..<pieces).flatMap { piece in
      segment(
        0xE2,
        Array("ICC_PROFILE\0".utf8) + [UInt8(piece + 1), UInt8(pieces)]
          + profile[piece * size..<min(profile.count, (piece + 1) * size)])
    }
  }
}

extension [UInt8] {
  /// A JPEG file with more segments after its first marker.
  func inserting(_ segments: [UInt8]) -> [UInt8] { Array(self[..<2]) + segments + self[2...] }

  /// A JPEG file without the segments of one kind.
  func removing(marker: UInt8) -> [UInt8] {
    var result = Array(self[..<2])
    var at = 2
    while at + 4 <= count, self[at] == 0xFF, self[at + 1] != 0xDA {
      let end = at + 2 + Int(self[at + 2]) << 8 + Int(self[at + 3])
      if self[at + 1] != marker { result += self[at..<end] }
      at = end
    }
    return result + self[at...]
  }
}

/// EXIF data with an orientation in its first directory.
func exif(_ orientation: Int, isLittle: Bool = false) -> [UInt8] {
  func number(_ value: Int, _ bytes: Int) -> [UInt8] {
    let big = [UInt8].big(value, bytes: bytes)
    return isLittle ? big.reversed() : big
  }
  let mark = Array((isLittle ? "II" : "MM").utf8)
  let entry = number(0x0112, 2) + number(3, 2) + number(1, 4) + number(orientation, 2) + [0, 0]
  return mark + number(42, 2) + number(8, 4) + number(1, 2) + entry + number(0, 4)
}

// MARK: ICC profiles

enum Profiles {
  static func bytes(_ profile: cmsHPROFILE?) throws -> [UInt8] {
    let profile = try #require(profile)
    defer { cmsCloseProfile(profile) }
    var size: cmsUInt32Number = 0
    try #require(cmsSaveProfileToMem(profile, nil, &size) != 0)
    var bytes = [UInt8](repeating: 0, count: Int(size))
    try #require(cmsSaveProfileToMem(profile, &bytes, &size) != 0)
    return bytes
  }

  static func sRGB() throws -> [UInt8] { try bytes(cmsCreate_sRGBProfile()) }

  /// Display P3: the primaries of P3, the white and the curve of sRGB.
  static func displayP3() throws -> [UInt8] {
    try colors(red: (0.680, 0.320), green: (0.265, 0.690), blue: (0.150, 0.060), curve: sRGBCurve())
  }

  /// Adobe RGB (1998).
  static func adobeRGB() throws -> [UInt8] {
    try colors(red: (0.64, 0.33), green: (0.21, 0.71), blue: (0.15, 0.06), curve: cmsBuildGamma(nil, 2.199_218_75))
  }

  /// Greys of even light.
  static func linearGray() throws -> [UInt8] {
    var white = cmsCIExyY(x: 0.3127, y: 0.3290, Y: 1)
    let curve = try #require(cmsBuildGamma(nil, 1))
    defer { cmsFreeToneCurve(curve) }
    return try bytes(cmsCreateGrayProfile(&white, curve))
  }

  /// Inks of which each takes its part of the light, except that black leaves a tenth of it: L* = f(C, M, Y, K), no hue.
  static func inks() throws -> [UInt8] {
    let profile = try #require(cmsCreateProfilePlaceholder(nil))
    cmsSetProfileVersion(profile, 4.3)
    cmsSetDeviceClass(profile, cmsSigOutputClass)
    cmsSetColorSpace(profile, cmsSigCmykData)
    cmsSetPCS(profile, cmsSigLabData)
    let pipeline = try #require(cmsPipelineAlloc(nil, 4, 3))
    defer { cmsPipelineFree(pipeline) }
    // Two points a channel: without black L* is 100 less 20 an ink; full black makes it 10.
    var table: [cmsUInt16Number] = []
    for corner in 0..<16 {
      let inks = (0..<4).map { corner >> (3 - $0) & 1 }
      let light = inks[3] == 1 ? 10.0 : 100 - 20 * Double(inks[0] + inks[1] + inks[2])
      table += [cmsUInt16Number((light / 100 * 65535).rounded()), 0x8080, 0x8080]
    }
    for stage in [
      cmsStageAllocToneCurves(nil, 4, nil), cmsStageAllocCLut16bit(nil, 2, 4, 3, table),
      cmsStageAllocToneCurves(nil, 3, nil),
    ] {
      try #require(cmsPipelineInsertStage(pipeline, cmsAT_END, stage) != 0)
    }
    try #require(cmsWriteTag(profile, cmsSigAToB0Tag, UnsafeRawPointer(pipeline)) != 0)
    return try bytes(profile)
  }

  private static func sRGBCurve() -> OpaquePointer? {
    cmsBuildParametricToneCurve(nil, 4, [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045])
  }

  private static func colors(
    red: (Double, Double), green: (Double, Double), blue: (Double, Double), curve: OpaquePointer?
  ) throws -> [UInt8] {
    let curve = try #require(curve)
    defer { cmsFreeToneCurve(curve) }
    var white = cmsCIExyY(x: 0.3127, y: 0.3290, Y: 1)
    var primaries = cmsCIExyYTRIPLE(
      Red: cmsCIExyY(x: red.0, y: red.1, Y: 1), Green: cmsCIExyY(x: green.0, y: green.1, Y: 1),
      Blue: cmsCIExyY(x: blue.0, y: blue.1, Y: 1))
    return try bytes(cmsCreateRGBProfile(&white, &primaries, [curve, curve, curve]))
  }
}
