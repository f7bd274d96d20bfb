import Foundation
import RasterOutput

/// A card with a photograph behind its text. The photograph is computed: 1600 × 1200 pixels of soft light with grain.
enum PhotoCard {
  static let json = """
    {
      "id": "photo", "title": "A photograph", "alt": "Soft light with grain.",
      "languages": ["en"], "formats": ["og"],
      "layout": {
        "width": "100%", "height": "100%", "justifyContent": "flex-end", "padding": "48px",
        "children": [
          {
            "type": "image", "src": "photo.png", "alt": "Soft light with grain.", "objectFit": "cover",
            "position": "absolute", "left": 0, "top": 0, "width": "100%", "height": "100%"
          },
          { "text": "One person in three is a child", "fontFamily": "Inter", "fontSize": "72px", "color": "#FFFFFF" },
          { "text": "Share of detected victims", "fontFamily": "Inter", "fontSize": "28px", "color": "#FFFFFF" }
        ]
      }
    }
    """

  /// Writes the card and its photograph into a folder and returns the card's path.
  static func write(to folder: URL) throws -> String {
    let (width, height) = (1600, 1200)
    let photo = PixelBuffer(width: width, height: height, pixels: pixels(width, height), stride: width * 4)
    let file = try PNGEncoder(effort: .fast).encode(photo, metadata: PNGMetadata())
    try Data(file).write(to: folder.appending(path: "photo.png"))
    let card = folder.appending(path: "photo.json")
    try Data(json.utf8).write(to: card)
    return card.path
  }

  private static func pixels(_ width: Int, _ height: Int) -> [UInt8] {
    var state: UInt32 = 2017
    func grain() -> Double {
      // Numerical Recipes' generator: the same grain on every machine.
      state = state &* 1_664_525 &+ 1_013_904_223
      return Double(state >> 24) / 255 - 0.5
    }
    var result: [UInt8] = []
    result.reserveCapacity(width * height * 4)
    for y in 0..<height {
      for x in 0..<width {
        let (u, v) = (Double(x) / 100, Double(y) / 100)
        let noise = (grain() + grain()) * 10
        for shift in [0.0, 0.7, 1.4] {
          let light = 128 + 70 * sin(u / 2 + shift + v / 4) + 40 * cos(v / 1.5 - u / 5 + shift)
          result.append(UInt8(max(0, min(255, light + noise))))
        }
        result.append(255)
      }
    }
    return result
  }
}
