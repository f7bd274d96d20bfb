import CDeflate
import CPixbuf
import Foundation
import Testing

@testable import RasterOutput

/// A picture that is computed from its size, so that every test run sees the same pixels.
struct Sample: CustomTestStringConvertible {
  var name: String
  /// Premultiplied 0xAARRGGBB of the pixel in column x and row y.
  var color: @Sendable (_ x: Int, _ y: Int) -> UInt32
  /// Colour type and bit depth that hold it in the fewest bytes.
  var colorType = 2
  var depth = 8

  var testDescription: String { name }

  func buffer(_ width: Int, _ height: Int, padding: Int = 0) -> PixelBuffer {
    let stride = width * 4 + padding
    var pixels = [UInt8](repeating: 0xA5, count: stride * height)
    for y in 0..<height {
      for x in 0..<width {
        let color = color(x, y)
        for byte in 0..<4 { pixels[y * stride + x * 4 + byte] = UInt8(truncatingIfNeeded: color >> (8 * UInt32(byte))) }
      }
    }
    return PixelBuffer(width: width, height: height, pixels: pixels, stride: stride)
  }
}

/// Well-mixed bits of a number (splitmix64's finish).
func mixed(_ value: Int) -> UInt32 {
  var z = UInt64(bitPattern: Int64(value)) &+ 0x9E37_79B9_7F4A_7C15
  z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
  z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
  return UInt32(truncatingIfNeeded: z ^ (z >> 31))
}

func opaque(_ red: UInt32, _ green: UInt32, _ blue: UInt32) -> UInt32 {
  0xFF00_0000 | red << 16 | green << 8 | blue
}

/// `color` seen through `alpha`, premultiplied as Cairo does.
private func veiled(_ color: UInt32, _ alpha: UInt32) -> UInt32 {
  func part(_ shift: UInt32) -> UInt32 { (((color >> shift & 0xFF) * alpha + 127) / 255) << shift }
  return alpha << 24 | part(16) | part(8) | part(0)
}

/// Sixteen columns by sixteen rows show every colour of a sample with few colours.
private func index(_ x: Int, _ y: Int, of count: Int) -> UInt32 { UInt32((x + 16 * y) % count) }

enum Samples {
  static let noise = Sample(name: "noise", color: { mixed($0 + 100_000 * $1) | 0xFF00_0000 })
  static let photograph = Sample(name: "photograph") { x, y in
    let grain = mixed(x + 100_000 * y)
    let light = 120 + 60 * sin(Double(x) / 40) + 50 * cos(Double(y) / 30)
    func part(_ shift: UInt32) -> UInt32 { UInt32(light) + (grain >> shift & 15) }
    return opaque(part(0), part(8), part(16))
  }
  static let gradient = Sample(name: "gradient") { x, y in
    opaque(UInt32(x * 3 + y & 255), UInt32(x + y * 2 & 255), UInt32(255 - x & 255))
  }
  static let veil = Sample(
    name: "veil",
    color: { x, y in veiled(mixed(x / 7 + 1000 * y), UInt32((x * 5 + y * 3) & 255)) }, colorType: 6)
  static let greyVeil = Sample(
    name: "grey veil",
    color: { x, y in
      let grey = mixed(x + 1000 * y) & 0xFF
      return veiled(grey << 16 | grey << 8 | grey, 1 + mixed(x * 31 + y) % 255)
    }, colorType: 4)

  static let alwaysTrue = [noise, photograph, gradient, veil, greyVeil]

  /// Pictures of few colours: each fills its layout.
  static let few: [Sample] = [
    palette(2, depth: 1), palette(4, depth: 2), palette(16, depth: 4), palette(17, depth: 8), palette(256, depth: 8),
    grey([0, 255], depth: 1), grey([0, 85, 170, 255], depth: 2), grey((0...15).map { $0 * 17 }, depth: 4),
    grey(Array(0...255), depth: 8),
    Sample(
      name: "few veils", color: { x, y in veiled(0xC04080, 51 * index(x, y, of: 6)) }, colorType: 3, depth: 4),
    Sample(
      name: "odd greys", color: { x, y in 0xFF00_0000 | (10 + index(x, y, of: 3)) * 0x01_0101 }, colorType: 3, depth: 2),
  ]

  private static func palette(_ count: Int, depth: Int) -> Sample {
    Sample(
      name: "\(count) colours",
      color: { x, y in
        let number = index(x, y, of: count)
        return opaque(number, 255 - number, number * 7 & 0xFF)
      }, colorType: 3, depth: depth)
  }

  private static func grey(_ levels: [UInt32], depth: Int) -> Sample {
    Sample(
      name: "\(levels.count) greys",
      color: { x, y in 0xFF00_0000 | levels[Int(index(x, y, of: levels.count))] * 0x01_0101 }, colorType: 0,
      depth: depth)
  }
}

// MARK: Reading back

/// Straight R, G, B, A bytes as libpng reads them (through gdk-pixbuf).
func decoded(_ file: [UInt8]) throws -> (width: Int, height: Int, rgba: [UInt8]) {
  let loader = try #require(gdk_pixbuf_loader_new_with_type("png", nil))
  defer { g_object_unref(loader) }
  let isWritten = gdk_pixbuf_loader_write(loader, file, gsize(file.count), nil)
  let isClosed = gdk_pixbuf_loader_close(loader, nil)
  try #require(isWritten != 0 && isClosed != 0)
  let pixbuf = try #require(gdk_pixbuf_loader_get_pixbuf(loader))
  let (width, height) = (Int(gdk_pixbuf_get_width(pixbuf)), Int(gdk_pixbuf_get_height(pixbuf)))
  let (channels, stride) = (Int(gdk_pixbuf_get_n_channels(pixbuf)), Int(gdk_pixbuf_get_rowstride(pixbuf)))
  let pixels = try #require(gdk_pixbuf_read_pixels(pixbuf))
  var rgba: [UInt8] = []
  for y in 0..<height {
    for x in 0..<width {
      let pixel = pixels + y * stride + x * channels
      rgba += [pixel[0], pixel[1], pixel[2], channels == 4 ? pixel[3] : 255]
    }
  }
  return (width, height, rgba)
}

/// What a reader must get: colour divided by alpha, rounded; nothing where alpha is zero.
func straight(_ buffer: PixelBuffer) -> [UInt8] {
  var rgba: [UInt8] = []
  for y in 0..<buffer.height {
    for x in 0..<buffer.width {
      let at = y * buffer.stride + x * 4
      let alpha = Int(buffer.pixels[at + 3])
      for channel in [2, 1, 0] {
        rgba.append(alpha == 0 ? 0 : UInt8((Int(buffer.pixels[at + channel]) * 255 + alpha / 2) / alpha))
      }
      rgba.append(UInt8(alpha))
    }
  }
  return rgba
}

struct Chunk {
  var type: String
  var data: [UInt8]
}

/// The chunks of a file, each with a sound checksum (PNG §5).
func chunks(_ file: [UInt8]) throws -> [Chunk] {
  try #require(file.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
  func number(_ at: Int) throws -> Int {
    try #require(at + 4 <= file.count)
    return file[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
  }
  var result: [Chunk] = []
  var at = 8
  while at < file.count {
    let length = try number(at)
    let sum = try number(at + 8 + length)
    let checked = Array(file[at + 4..<at + 8 + length])
    #expect(Int(libdeflate_crc32(0, checked, checked.count)) == sum)
    result.append(Chunk(type: String(decoding: checked[..<4], as: UTF8.self), data: Array(checked[4...])))
    at += 12 + length
  }
  return result
}

extension [Chunk] {
  subscript(type: String) -> [UInt8]? { first { $0.type == type }?.data }

  /// Text and language by keyword.
  var texts: [String: (text: String, language: String)] {
    var result: [String: (String, String)] = [:]
    for chunk in self where chunk.type == "iTXt" {
      let parts = chunk.data.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false)
      // Two zero bytes say "not compressed"; then language, translated keyword and text.
      let rest = parts[1].dropFirst(2).split(separator: 0, maxSplits: 2, omittingEmptySubsequences: false)
      result[String(decoding: parts[0], as: UTF8.self)] = (
        String(decoding: rest[2], as: UTF8.self), String(decoding: rest[0], as: UTF8.self)
      )
    }
    return result
  }

  /// The filter of each row (PNG §9), from the inflated image data.
  func filters(height: Int) throws -> [UInt8] {
    let stream = filter { $0.type == "IDAT" }.flatMap(\.data)
    let inflater = try #require(libdeflate_alloc_decompressor())
    defer { libdeflate_free_decompressor(inflater) }
    var rows = [UInt8](repeating: 0, count: 64 << 20)
    var count = 0
    try #require(
      libdeflate_zlib_decompress(inflater, stream, stream.count, &rows, rows.count, &count) == LIBDEFLATE_SUCCESS)
    try #require(count % height == 0)
    return (0..<height).map { rows[$0 * (count / height)] }
  }
}
