extension NodeProperty {
  /// Tracks of grids, and the places of their children.
  static let grid: [NodeProperty] = [
    NodeProperty("gridTemplateColumns", template, kinds: [.box], "The columns of a grid.") {
      $0.node.box.grid.templateColumns = $1
    },
    NodeProperty("gridTemplateRows", template, kinds: [.box], "The rows of a grid.") {
      $0.node.box.grid.templateRows = $1
    },
    NodeProperty("gridAutoColumns", list, kinds: [.box], "The columns that the template does not give.") {
      $0.node.box.grid.autoColumns = $1
    },
    NodeProperty("gridAutoRows", list, kinds: [.box], "The rows that the template does not give.") {
      $0.node.box.grid.autoRows = $1
    },
    NodeProperty(
      "gridAutoFlow", .keyword(GridProperties.Flow.self), kinds: [.box], "How children without a place are laid out."
    ) { $0.node.box.grid.flow = $1 },
    NodeProperty("gridColumn", place, shorthand: true, "The columns that the node covers in its parent's grid.") {
      ($0.node.box.grid.columnStart, $0.node.box.grid.columnEnd) = $1
    },
    NodeProperty("gridRow", place, shorthand: true, "The rows that the node covers in its parent's grid.") {
      ($0.node.box.grid.rowStart, $0.node.box.grid.rowEnd) = $1
    },
    NodeProperty("gridColumnStart", line, "The line at which the node begins.") { $0.node.box.grid.columnStart = $1 },
    NodeProperty("gridColumnEnd", line, "The line at which the node ends.") { $0.node.box.grid.columnEnd = $1 },
    NodeProperty("gridRowStart", line, "The line at which the node begins.") { $0.node.box.grid.rowStart = $1 },
    NodeProperty("gridRowEnd", line, "The line at which the node ends.") { $0.node.box.grid.rowEnd = $1 },
  ]

  private static let template: Grammar<GridProperties.Template> = {
    let number = Grammar<Length>.positiveLength.map { length in
      var template = GridProperties.Template()
      template.leading = [GridProperties.Track(.length(length), .length(length))]
      return template
    }
    let text = Grammar<GridProperties.Template>(
      expected: "tracks such as \"100px 1fr minmax(0, 2fr)\" or \"repeat(3, 1fr)\"",
      schema: .pattern(TrackText.templatePattern)
    ) { $0.string.flatMap(TrackText.template) }
    return text.or(number)
  }()

  private static let list: Grammar<[GridProperties.Track]> = {
    let number = Grammar<Length>.positiveLength.map { [GridProperties.Track(.length($0), .length($0))] }
    let text = Grammar<[GridProperties.Track]>(
      expected: "tracks such as \"1fr\" or \"minmax(20px, auto)\"", schema: .pattern(TrackText.listPattern)
    ) { $0.string.flatMap(TrackText.list) }
    return text.or(number)
  }()

  private static let number: Grammar<GridProperties.Line> = {
    let whole = Grammar<Int>.integer(-9999...9999)
    return Grammar<GridProperties.Line>(
      expected: "a line's number",
      schema: .object([
        "type": .string("integer"), "minimum": .number(-9999), "maximum": .number(9999),
        "not": .object(["const": .number(0)]),
      ])
    ) { value in whole.read(value).flatMap { $0 == 0 ? nil : .line($0) } }
  }()

  private static let line = number.or(
    Grammar<GridProperties.Line>(
      expected: "\"span 2\" or \"auto\"", schema: .pattern(TrackText.linePattern)
    ) { $0.string.flatMap { TrackText.line(Substring($0)) } })

  private static let place: Grammar<(GridProperties.Line, GridProperties.Line)> = number.map { ($0, .auto) }.or(
    Grammar<(GridProperties.Line, GridProperties.Line)>(
      expected: "lines such as \"1 / 3\", \"span 2\" or \"auto\"", schema: .pattern(TrackText.placePattern)
    ) { value in value.string.flatMap(TrackText.place).map { ($0.start, $0.end) } })
}
