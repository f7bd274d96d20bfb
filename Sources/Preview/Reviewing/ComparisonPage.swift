import Foundation
import Gallery

/// A cell that differs, as pictures.
struct ChangedCell: Sendable {
  var comparison: CellComparison
  /// PNG; `nil` where there is none.
  var old: [UInt8]?
  var new: [UInt8]?
  var difference: [UInt8]?
}

/// What differs between two states of a deck, as one HTML file that needs nothing else: no script, no network.
struct ComparisonPage {
  var deck: String
  var old: String
  var new: String
  var cells: [CellComparison]
  var shown: [ChangedCell]
  var same: Int
  /// How many cells are of paper, and so not among what was put out as pictures.
  var withoutPicture = 0

  var html: String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src '\(GalleryPage.digest(Self.style))'; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(HTMLText.escaped(deck)): what has changed</title>
    <style>\(Self.style)</style>
    </head>
    <body>
    <main>
    <h1>\(HTMLText.escaped(deck)): what has changed</h1>
    <p>From \(HTMLText.escaped(old)) to \(HTMLText.escaped(new)): \(summary)</p>
    \(shown.map(section).joined(separator: "\n"))
    \(others)
    </main>
    </body>
    </html>

    """
  }

  private var summary: String {
    func count(_ changes: Set<CellComparison.Change>) -> Int { cells.count { changes.contains($0.change) } }
    let parts = [
      (count([.changed, .resized]), "changed"), (count([.new]), "new"), (count([.removed]), "gone"),
      (count([.unknown]), "that cannot be compared"), (same, "as before"),
      (withoutPicture, "of which the output folder holds no picture"),
    ]
    let told = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    return (told.isEmpty ? "nothing to compare" : told.joined(separator: ", ")) + "."
  }

  // MARK: Cells

  private func section(_ cell: ChangedCell) -> String {
    let comparison = cell.comparison
    let name = Self.name(comparison)
    var pictures: [String] = []
    if let old = cell.old { pictures.append(Self.figure("Before", old, name)) }
    if let new = cell.new { pictures.append(Self.figure("After", new, name)) }
    if let difference = cell.difference { pictures.append(Self.figure("Difference", difference, name)) }
    var swipe = ""
    if let old = cell.old, let new = cell.new, comparison.change == .changed {
      swipe = """
        <details><summary>Swipe</summary><p class="hint">Pull the lower right corner of the upper picture.</p>
        <div class="swipe">\(Self.image(new, "After: " + name))<div class="over">\(Self.image(old, "Before: " + name))</div></div></details>
        """
    }
    return """
      <section><h2>\(HTMLText.escaped(name))</h2><p>\(Self.words(comparison))</p>
      <div class="pictures">\(pictures.joined())</div>\(swipe)</section>
      """
  }

  /// Those without pictures.
  private var others: String {
    let pictured = Set(shown.map(\.comparison.cell))
    let rest = cells.filter { !pictured.contains($0.cell) }
    guard !rest.isEmpty else { return "" }
    let items = rest.map { "<li>\(HTMLText.escaped(Self.name($0))): \(Self.words($0))</li>" }
    return "<section><h2>Not shown</h2><ul>\(items.joined(separator: "\n"))</ul></section>"
  }

  private static func name(_ cell: CellComparison) -> String { "\(cell.card), \(cell.language), \(cell.format)" }

  private static func words(_ cell: CellComparison) -> String {
    switch cell.change {
    case .changed:
      cell.share.map { "\(percent($0)) of the pixels differ." } ?? "Changed."
    case .resized: "It has another size."
    case .new: "It is new."
    case .removed: "It is gone."
    case .unknown: "It cannot be compared: one of both cannot be shown."
    case .same: "As before."
    }
  }

  private static func percent(_ share: Double) -> String {
    let hundredths = (share * 10_000).rounded(.up) / 100
    return "\(hundredths == hundredths.rounded() ? String(Int(hundredths)) : String(hundredths)) %"
  }

  private static func figure(_ caption: String, _ png: [UInt8], _ name: String) -> String {
    "<figure>\(image(png, "\(caption): \(name)"))<figcaption>\(caption)</figcaption></figure>"
  }

  private static func image(_ png: [UInt8], _ alt: String) -> String {
    "<img alt=\"\(HTMLText.escaped(alt))\" src=\"data:image/png;base64,\(Data(png).base64EncodedString())\">"
  }

  static let style = """
    :root { color-scheme: light dark; }
    body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; }
    main { max-width: 110rem; margin: 0 auto; padding: 1.5rem; }
    h1, h2 { line-height: 1.2; }
    section { border-top: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: 0.5rem 0 1.5rem; }
    .pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); gap: 1rem; }
    figure { margin: 0; }
    figcaption, .hint { font-size: 0.9rem; }
    img { max-width: 100%; height: auto; border: 1px solid color-mix(in srgb, currentColor 25%, transparent); }
    .swipe { position: relative; width: min(100%, 48rem); }
    .swipe > img { display: block; width: 100%; box-sizing: border-box; }
    .over { position: absolute; inset: 0 auto auto 0; width: 50%; max-width: 100%; height: 100%; overflow: hidden; resize: horizontal; border-inline-end: 2px solid #B000D4; box-sizing: border-box; }
    .over > img { width: min(100vw - 3rem, 48rem); max-width: none; box-sizing: border-box; }
    """
}
