import BoxLayout
import CardSpec

extension GridStyle {
  /// The tracks of a grid, with lengths resolved to px.
  init(_ grid: GridProperties, units: LengthContext) {
    self.init()
    columns = GridTemplate(grid.templateColumns, units: units)
    rows = GridTemplate(grid.templateRows, units: units)
    autoColumns = grid.autoColumns.map { TrackSize($0, units: units) }
    autoRows = grid.autoRows.map { TrackSize($0, units: units) }
    flowsInColumns = grid.flow == .column || grid.flow == .columnDense
    isDense = grid.flow == .dense || grid.flow == .rowDense || grid.flow == .columnDense
  }
}

extension GridTemplate {
  fileprivate init(_ template: GridProperties.Template, units: LengthContext) {
    self.init(template.leading.map { TrackSize($0, units: units) })
    repeated = template.repeated.map { TrackSize($0, units: units) }
    filling = template.fits ? .autoFit : .autoFill
    trailing = template.trailing.map { TrackSize($0, units: units) }
  }
}

extension TrackSize {
  fileprivate init(_ track: GridProperties.Track, units: LengthContext) {
    self.init(
      min: TrackBreadth(track.min, units: units), max: TrackBreadth(track.max, units: units),
      fitContent: track.fitContent.map(units.boxLength))
  }
}

extension TrackBreadth {
  fileprivate init(_ breadth: GridProperties.Breadth, units: LengthContext) {
    self =
      switch breadth {
      case .length(let length): .length(units.boxLength(length))
      case .fraction(let factor): .fraction(factor)
      case .auto: .auto
      case .minContent: .minContent
      case .maxContent: .maxContent
      }
  }
}

extension GridLine {
  init(_ line: GridProperties.Line) {
    self =
      switch line {
      case .auto: .auto
      case .line(let number): .line(number)
      case .span(let count): .span(count)
      }
  }
}
