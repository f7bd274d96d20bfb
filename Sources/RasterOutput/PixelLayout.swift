/// How the pixels are stored in the file: colour type and bit depth (PNG specification, third edition, §11.2.1), and
/// for the layouts with few colours the value that each of them gets.
enum PixelLayout: Equatable {
  case rgb
  case rgba
  /// One grey byte and one alpha byte.
  case greyAlpha
  /// Grey samples of `depth` bits; `samples` holds the sample of each colour of the analysis.
  case grey(depth: Int, samples: [UInt8])
  /// Palette indices of `depth` bits; `entries` holds R, G, B, A (lowest byte first), `samples` the entry of each colour.
  case palette(depth: Int, entries: [UInt32], samples: [UInt8])

  init(_ analysis: ColorAnalysis, _ straight: StraightAlpha) {
    guard let colors = analysis.colors else {
      self = analysis.isGrey ? .greyAlpha : analysis.isOpaque ? .rgb : .rgba
      return
    }
    let values = colors.map(straight.rgba)
    let palette = Self.palette(values)
    guard analysis.isGrey, analysis.isOpaque else {
      self = palette
      return
    }
    let levels = values.map { UInt8(truncatingIfNeeded: $0) }
    let depth = [(1, 255), (2, 85), (4, 17)].first { _, unit in levels.allSatisfy { Int($0) % unit == 0 } }?.0 ?? 8
    // Grey needs no palette, but four odd greys still fit into two bits only through one.
    if case .palette(let paletteDepth, _, _) = palette, paletteDepth < depth {
      self = palette
    } else {
      self = .grey(depth: depth, samples: levels.map { $0 >> (8 - UInt8(depth)) })
    }
  }

  /// Entries in ascending order, those that are not opaque first, so that `tRNS` is as short as can be.
  private static func palette(_ values: [UInt32]) -> PixelLayout {
    let entries = Set(values).sorted { ($0 >> 24, $0.byteSwapped) < ($1 >> 24, $1.byteSwapped) }
    let order = Dictionary(uniqueKeysWithValues: zip(entries, 0...))
    let depth = entries.count <= 2 ? 1 : entries.count <= 4 ? 2 : entries.count <= 16 ? 4 : 8
    return .palette(depth: depth, entries: entries, samples: values.map { UInt8(truncatingIfNeeded: order[$0] ?? 0) })
  }

  var colorType: UInt8 {
    switch self {
    case .grey: 0
    case .rgb: 2
    case .palette: 3
    case .greyAlpha: 4
    case .rgba: 6
    }
  }

  /// Bits per sample.
  var depth: Int {
    switch self {
    case .grey(let depth, _), .palette(let depth, _, _): depth
    case .rgb, .rgba, .greyAlpha: 8
    }
  }

  /// Samples are no quantities: neighbouring values mean nothing to each other, or several share a byte (PNG §12.7).
  var isIndexed: Bool {
    switch self {
    case .palette: true
    case .grey(let depth, _): depth < 8
    case .rgb, .rgba, .greyAlpha: false
    }
  }

  var bitsPerPixel: Int {
    switch self {
    case .grey(let depth, _), .palette(let depth, _, _): depth
    case .greyAlpha: 16
    case .rgb: 24
    case .rgba: 32
    }
  }

  func bytesPerRow(width: Int) -> Int { (width * bitsPerPixel + 7) / 8 }

  /// Distance in bytes between a sample and the same one of the pixel before, as filters count it (PNG §9.2).
  var filterStep: Int { max(1, bitsPerPixel / 8) }
}
