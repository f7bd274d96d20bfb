extension NodeProperty {
  /// What a node is, says and shows.
  static let content: [NodeProperty] = [
    NodeProperty("id", .identifier, "The node's name, unique among its siblings.") { $0.node.id = $1 },
    NodeProperty("role", .keyword(Semantics.Role.self), "What the node means to someone who cannot see it.") {
      $0.node.semantics.role = $1
    },
    NodeProperty("alt", .string, translatable: true, "Says in words what a picture shows.") {
      $0.node.semantics.alt = $1
    },
    NodeProperty("link", .string, translatable: true, "Where the node leads: an http, https, mailto or tel address.") {
      $0.node.semantics.link = $1
    },
    NodeProperty("text", .string, kinds: [.text], translatable: true, "The text, with CommonMark inline markup.") {
      $0.text = $1
    },
    NodeProperty(
      "src", .filled, kinds: [.image, .svg], translatable: true, "The picture's file, from the deck's folder."
    ) {
      $0.source = $1
    },
    NodeProperty("correction", .keyword(Node.QRCorrection.self), kinds: [.qr], "How much damage the code survives.") {
      $0.correction = $1
    },
    NodeProperty("quietZone", .integer(0...10), kinds: [.qr], "The empty border in modules; readers want 4.") {
      $0.quietZone = $1
    },
    NodeProperty("d", .string, kinds: [.path], "SVG path data.") { $0.pathData = $1 },
    NodeProperty("viewBox", viewBox, kinds: [.path], "x, y, width and height of the path's own coordinates.") {
      $0.viewBox = $1
    },
    NodeProperty("fillRule", .words([("nonzero", false), ("evenodd", true)]), kinds: [.path], "What counts as inside.")
    { $0.evenOdd = $1 },
    NodeProperty("chart", .keyword(Chart.Kind.self), kinds: [.chart], "The kind of number graphic.") { draft, value in
      draft.chart.kind = value
      draft.hasChart = true
    },
    NodeProperty("value", .filled, kinds: [.qr], translatable: true, "The text that the code carries, usually a link.")
    {
      $0.qrValue = $1
    },
    NodeProperty("value", .number(0...1, "a number from 0 to 1"), kinds: [.chart], "The share shown, from 0 to 1.") {
      draft, value in
      draft.chart.value = value
      draft.hasValue = true
    },
    NodeProperty("total", .integer(1...10_000), kinds: [.chart], "How many dots.") { $0.chart.total = $1 },
    NodeProperty("columns", .integer(0...10_000), kinds: [.chart], "Dots in a row; 0 chooses.") {
      $0.chart.columns = $1
    },
    NodeProperty("dotGap", .number(0...1, "a number from 0 to 1"), kinds: [.chart], "The space between dots, in dots.")
    { $0.chart.gap = $1 },
    NodeProperty(
      "thickness", .number(0...1, "a number above 0, up to 1", openBelow: true), kinds: [.chart],
      "A ring's width, in radii."
    ) { $0.chart.thickness = $1 },
    NodeProperty("track", .fill, kinds: [.chart], "The paint of the part that does not count.") { $0.chart.track = $1 },
  ]

  private static let viewBox: Grammar<[Double]> = {
    let numbers = Grammar<Double>.array(of: .number(-1e6...1e6, "a number"), 4...4)
    let number = "-?[0-9]{1,6}(?:\\.[0-9]{1,6})?"
    return Grammar(
      expected: "four numbers: x, y, width and height",
      schema: .anyOf([numbers.schema, .pattern("^\(number)(?: \(number)){3}$")])
    ) { value in
      if let read = numbers.read(value) { return read }
      guard let parts = value.string?.split(separator: " ", omittingEmptySubsequences: false), parts.count == 4 else {
        return nil
      }
      let read = parts.compactMap { part -> Double? in
        let digits = part.hasPrefix("-") ? part.dropFirst() : part
        let pieces = digits.utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
        guard (1...2).contains(pieces.count),
          pieces.allSatisfy({ (1...6).contains($0.count) && $0.allSatisfy(ASCII.isDigit) })
        else { return nil }
        return Double(part)
      }
      return read.count == 4 ? read : nil
    }
  }()
}
