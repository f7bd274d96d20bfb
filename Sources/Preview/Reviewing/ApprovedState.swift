import Batch
import CardSpec
import Diagnostics
import Foundation
import Manifest
import Painting

/// One side of a comparison: a deck whose cells are rendered, or files that were put out before.
enum ApprovedState: Sendable {
  case deck(PreviewSession, RevisionFolder?)
  case outputs(OutputPictures)

  /// Everything that has a picture here; `nil` where that is not known.
  func cells() async -> Set<CellID> {
    switch self {
    case .deck(let session, _): Set(await session.state?.cells ?? [])
    case .outputs(let outputs): Set(outputs.files.keys)
    }
  }

  /// Whether all cells would be here, if there were any: outputs may have been made of some cards alone, and hold no
  /// pictures of paper.
  func covers(_ format: Format) -> Bool {
    switch self {
    case .deck: true
    case .outputs: format.medium == .screen
    }
  }

  /// What of a request's languages and formats is not here, a diagnostic each.
  func unknown(_ request: PreviewRequest) async -> [Diagnostic] {
    switch self {
    case .deck(let session, _): return await session.state?.unknown ?? []
    case .outputs(let outputs):
      func unknown(_ kind: String, _ wanted: [String], _ names: Set<String>) -> [Diagnostic] {
        wanted.filter { !names.contains(where: Glob($0).matches) }.map { .unknown(kind, $0, among: names.sorted()) }
      }
      return unknown("language", request.languages, Set(outputs.files.keys.map(\.language)))
        + unknown("format", request.formats, Set(outputs.files.keys.map(\.format)))
    }
  }

  /// What is wrong with the files of this state, told of the revision where it is one.
  var diagnostics: [Diagnostic] {
    get async {
      guard case .deck(let session, let revision) = self else { return [] }
      let found = await session.diagnostics
      return revision?.named(found) ?? found
    }
  }

  /// What stands in the way of a cell's picture, told in the same way.
  func obstacles(to cell: CellID) async -> [Diagnostic] {
    switch self {
    case .deck(let session, let revision):
      let found = await session.obstacles(to: cell)
      return revision?.named(found) ?? found
    case .outputs(let outputs):
      guard let file = outputs.files[cell] else { return [] }
      return [
        Diagnostic(
          .error, "unreadable-picture", "\(outputs.folder)/\(file.path) cannot be read",
          help: "render into this folder again",
          subject: Subject(card: cell.card, language: cell.language, format: cell.format))
      ]
    }
  }

  /// Pixels per px of what is here.
  func scale(of cell: CellID, _ format: Format) -> Double {
    guard case .outputs(let outputs) = self, let file = outputs.files[cell], file.width > 0 else { return 1 }
    return file.width / format.width
  }

  /// The picture; `nil` where mistakes stand in the way of it.
  func image(_ cell: CellID, scale: Double, _ pool: RenderPool, _ urgency: RenderPool.Urgency) async throws
    -> RasterImage?
  {
    switch self {
    case .deck(let session, _): return try await session.raster(cell, scale: scale, urgency)
    case .outputs(let outputs):
      guard let file = outputs.files[cell] else { return nil }
      return try await pool.run(urgency) { kit in
        guard let picture = try? kit.picture(at: outputs.folder + "/" + file.path) else { return nil }
        return RasterImage(
          width: picture.width, height: picture.height, stride: picture.width * 4, pixels: picture.pixels)
      }
    }
  }
}

/// The pictures of an output folder, by what they show.
struct OutputPictures: Sendable {
  struct File: Sendable {
    /// From the folder.
    var path: String
    /// Pixels.
    var width: Double
  }

  let folder: String
  private(set) var files: [CellID: File] = [:]

  /// - Parameters:
  ///   - deck: The name of the deck whose pictures are meant.
  ///   - request: Its languages and formats; where there are none, all are meant.
  init(folder: String, deck: String, _ request: PreviewRequest) throws(Unusable) {
    self.folder = folder
    let (languages, formats) = (request.languages.map(Glob.init), request.formats.map(Glob.init))
    func isMeant(_ name: String, _ globs: [Glob]) -> Bool { globs.isEmpty || globs.contains { $0.matches(name) } }
    guard let data = try? Data(contentsOf: URL(fileURLWithPath: folder + "/manifest.json")) else { throw Unusable() }
    let manifest: Manifest
    do throws(Manifest.Problem) { manifest = try Manifest(reading: [UInt8](data)) } catch { throw Unusable() }
    for output in manifest.outputs where output.kind == .png && output.deck == deck {
      guard let card = output.cards.first, isMeant(output.language, languages), isMeant(output.format, formats)
      else { continue }
      let cell = CellID(card: card.id, language: output.language, format: output.format)
      files[cell] = File(path: output.path, width: output.width)
    }
  }

  /// There is no manifest that can be read.
  struct Unusable: Error {}
}
