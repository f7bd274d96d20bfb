import CardSpec
import Diagnostics
import Scene

/// Finds pictures that are too coarse at their printed size (GWG 2015, "Image Resolution").
struct ResolutionCheck {
  let press: PressSettings
  private var coarse: [Int?: Finding] = [:]

  private struct Finding {
    /// Pixels per inch.
    var resolution: Double
    /// Pixels of the picture, and px of the place where all of it would be printed.
    var pixels: (width: Int, height: Int)
    var place: Size
  }

  init(press: PressSettings) { self.press = press }

  mutating func visit(_ item: PlacedItem) {
    guard case .picture(let picture, let frame, _) = item.drawing else { return }
    let scales = item.transform.axisScales
    let place = Size(frame.width * scales.x, frame.height * scales.y)
    guard place.width > 0, place.height > 0 else { return }
    let resolution = 96 * min(Double(picture.width) / place.width, Double(picture.height) / place.height)
    // 149.97 is what 150 becomes where a frame is not a whole number of pixels.
    guard resolution < press.leastResolution - 0.5, resolution < coarse[item.node]?.resolution ?? .infinity else {
      return
    }
    coarse[item.node] = Finding(resolution: resolution, pixels: (picture.width, picture.height), place: place)
  }

  func diagnostics(_ report: SceneReport) -> [Diagnostic] {
    coarse.sorted { ($0.key ?? -1) < ($1.key ?? -1) }.map { node, finding in
      let (least, wanted) = (pixels(finding.place, press.leastResolution), pixels(finding.place, press.resolution))
      return report.diagnostic(
        .warning, "low-resolution",
        "the picture has \(Figure.plain(finding.resolution, decimals: 0)) pixels per inch in print, and "
          + "\(Figure.plain(press.leastResolution, decimals: 0)) are the least",
        reason: "its \(finding.pixels.width) × \(finding.pixels.height) pixels are spread over "
          + "\(Figure.millimetres(finding.place.width)) × \(Figure.millimetres(finding.place.height)), so it looks blurred",
        help: "use a picture of at least \(least) pixels (\(wanted) for "
          + "\(Figure.plain(press.resolution, decimals: 0)) per inch), or give it less room", node: node)
    }
  }

  private func pixels(_ place: Size, _ resolution: Double) -> String {
    func count(_ px: Double) -> Int { Int(min(1e9, (px / 96 * resolution).rounded(.up))) }
    return "\(count(place.width)) × \(count(place.height))"
  }
}
