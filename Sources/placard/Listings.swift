import ArgumentParser
import Batch
import CardSpec
import Diagnostics
import Foundation
import Typesetting

struct Formats: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Lists the formats that cards can be rendered in.")

  func run() throws {
    let rows = BuiltInFormats.all.map { format in
      [format.name, Self.size(format), format.traits.joined(separator: " "), format.summary]
    }
    try Console.output(Table.render(rows))
  }

  private static func size(_ format: Format) -> String {
    guard format.medium == .paper else { return "\(Int(format.width)) × \(Int(format.height)) px" }
    func millimetres(_ px: Double) -> String {
      let tenths = Int((px * 254 / 96).rounded())
      return tenths % 10 == 0 ? String(tenths / 10) : "\(tenths / 10).\(tenths % 10)"
    }
    let bleed = format.bleed > 0 ? " + \(millimetres(format.bleed)) bleed" : ""
    return "\(millimetres(format.width)) × \(millimetres(format.height)) mm\(bleed)"
  }
}

struct Fonts: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Lists the fonts that cards can use: those of Fonts/fonts.conf and no others.")

  @OptionGroup var deckOptions: DeckOptions

  @Argument(help: ArgumentHelp("Show only families whose name contains this.", valueName: "name"))
  var name: String?

  func run() throws {
    let fonts = try Workspace.fonts(deckOptions, deckFolder: nil)
    let families = fonts.families.filter { name == nil || $0.name.lowercased().contains(name!.lowercased()) }
    let rows = families.map { family in [family.name, family.faces.map(\.style).joined(separator: ", ")] }
    try Console.output(Table.render(rows))
    if families.isEmpty { throw ExitCode.failure }
  }
}

/// Columns of text, as wide as their widest cell.
enum Table {
  static func render(_ rows: [[String]]) -> String {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      row.enumerated().map { index, cell in
        index == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[index] - cell.count + 2)
      }.joined()
    }.joined(separator: "\n")
  }
}
