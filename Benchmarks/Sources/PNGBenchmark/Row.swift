import Foundation
import Measuring
import Painting
import RasterOutput

/// One picture's figures.
struct Row {
  struct Figure {
    var milliseconds: Double
    var bytes: Int
  }

  let name: String
  let cairo: Figure
  /// In the order of `Effort.allCases`.
  let efforts: [Figure]

  init(name: String, image: RasterImage, encoders: [PNGEncoder], runs: Int) throws {
    let writer = try CairoWriter(image)
    let buffer = PixelBuffer(width: image.width, height: image.height, pixels: image.pixels, stride: image.stride)
    // Cairo's writer states no texts either; what a card says about itself costs the same bytes whoever writes it.
    let metadata = PNGMetadata(software: "")
    var times = [[Double]](repeating: [], count: encoders.count + 1)
    var bytes = [Int](repeating: 0, count: encoders.count + 1)
    for _ in 0..<runs {
      times[0].append(try processorMilliseconds { bytes[0] = try writer.write() })
      for (index, encoder) in encoders.enumerated() {
        times[index + 1].append(
          try processorMilliseconds { bytes[index + 1] = try encoder.encode(buffer, metadata: metadata).count })
      }
    }
    self.name = name
    let figures = zip(times, bytes).map { Figure(milliseconds: $0.median, bytes: $1) }
    cairo = figures[0]
    efforts = Array(figures.dropFirst())
  }

  static var heading: String {
    pad("", 34) + pad("Cairo", 20) + Effort.allCases.map { pad($0.rawValue, 18) }.joined()
  }

  var text: String {
    let own = String(format: "%6.1f ms %7.1f KB", cairo.milliseconds, Double(cairo.bytes) / 1000)
    let others = efforts.map { String(format: "%5.1f× %+6.1f %%", speed(of: $0), growth(of: $0)) }
    return Self.pad(name, 34) + Self.pad(own, 20) + others.map { Self.pad($0, 18) }.joined()
  }

  /// The worst and the middle case of every effort.
  static func summary(_ rows: [Row]) -> String {
    Effort.allCases.indices.map { index in
      let speeds = rows.map { $0.speed(of: $0.efforts[index]) }
      let growths = rows.map { $0.growth(of: $0.efforts[index]) }
      return "\n"
        + String(
          format: "%@: %.1f× faster in the median (at least %.1f×), %+.1f %% bytes in the median (at most %+.1f %%)",
          pad(Effort.allCases[index].rawValue, 8), speeds.median, speeds.min() ?? .nan, growths.median,
          growths.max() ?? .nan)
    }.joined()
  }

  private func speed(of figure: Figure) -> Double { cairo.milliseconds / figure.milliseconds }
  private func growth(of figure: Figure) -> Double { 100 * (Double(figure.bytes) / Double(cairo.bytes) - 1) }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(1, width - text.count))
  }
}
