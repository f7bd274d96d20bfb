import CardSpec
import Diagnostics
import Imaging
import PDFOutput
import Painting
import Preflight
import RasterOutput
import Scene
import Typesetting

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// One worker with fonts, pictures and encoders of its own; it makes one file after the other.
final class Worker {
  private let deck: Deck
  private let request: RenderRequest
  private let composer: SceneComposer
  private let painter: Painter
  private let encoder: PNGEncoder
  private let pdf: PDFWriter
  private let preflight: Preflight

  init(deck: Deck, request: RenderRequest) throws(TypesettingError) {
    self.deck = deck
    self.request = request
    let fonts = try FontLibrary(configuration: request.fontConfiguration)
    let pictures = PictureLibrary()
    composer = SceneComposer(deck: deck, typesetter: Typesetter(fonts: fonts), pictures: pictures)
    painter = Painter(resampler: pictures.resampled)
    pdf = PDFWriter(painter: painter)
    preflight = Preflight(press: deck.press, theme: deck.theme)
    encoder = PNGEncoder(effort: request.effort)
  }

  /// Finds out what one card asks of its fit groups.
  func answer(_ survey: FitSurvey, at place: Int, _ findings: inout FitSurvey.Findings) {
    survey.ask(at: place, composer, &findings)
  }

  /// Makes one file. Nothing is written where an error stands in the way of it; a PDF of several cards is written with
  /// the pages that could be made, and a diagnostic names those that are missing.
  func make(_ job: Plan.Job, groups: FitGroups) -> JobResult {
    var diagnostics: [Diagnostic] = []
    var scenes: [Scene] = []
    var missing = job.leftOut
    var decisions: [CardDecisions] = []
    for card in job.cards {
      let composed = compose(card, job, groups)
      diagnostics += composed.diagnostics.filter { request.keepsDecisions || $0.severity > .note }
      if let scene = composed.scene { scenes.append(scene) } else { missing.append(card.id) }
      if request.keepsDecisions, let scene = composed.scene { decisions.append(CardDecisions(scene)) }
    }
    guard !scenes.isEmpty else { return failure(job, diagnostics) }
    if !missing.isEmpty { diagnostics.append(Self.incomplete(job, missing)) }
    do {
      let bytes = job.kind == .png ? try png(scenes[0]) : try pdfFile(scenes, language: job.language)
      try AtomicFile.write(bytes, to: request.outputFolder + "/" + job.path)
      return JobResult(job: job, bytes: bytes.count, diagnostics: diagnostics, decisions: decisions)
    } catch {
      let subject = Subject(
        card: job.cards.count == 1 ? job.cards[0].id : nil, language: job.language, format: job.format.name)
      diagnostics.append(Diagnostic(.error, "output", "\(job.path) could not be made: \(error)", subject: subject))
      return failure(job, diagnostics)
    }
  }

  /// The card's scene, looked at as what it is made for; `nil` where an error stands in the way of it.
  private func compose(_ card: Card, _ job: Plan.Job, _ groups: FitGroups) -> (scene: Scene?, diagnostics: [Diagnostic])
  {
    let composed = composer.compose(card, language: job.language, format: job.format, groups: groups)
    guard job.kind == .pdf, let scene = composed.scene else { return composed }
    let found = preflight.check(scene)
    return (found.hasErrors ? nil : scene, composed.diagnostics + found)
  }

  /// Nothing was written; an older file that is still there must not pass for a new one.
  private func failure(_ job: Plan.Job, _ diagnostics: [Diagnostic]) -> JobResult {
    let path = request.outputFolder + "/" + job.path
    guard access(path, F_OK) == 0 else { return JobResult(job: job, bytes: nil, diagnostics: diagnostics) }
    return JobResult(job: job, bytes: nil, diagnostics: diagnostics + [.stale(path)])
  }

  private static func incomplete(_ job: Plan.Job, _ cards: [String]) -> Diagnostic {
    Diagnostic(
      .error, "missing-pages",
      "\(job.path) lacks the \(cards.count == 1 ? "page" : "pages") of \(cards.joined(separator: ", "))",
      reason: "mistakes stand in the way of these cards, listed here too", help: "set them right and render again",
      subject: Subject(language: job.language, format: job.format.name))
  }

  private func png(_ scene: Scene) throws -> [UInt8] {
    let image = try painter.raster(scene, scale: request.scale)
    var metadata = PNGMetadata()
    metadata.title = scene.title
    metadata.description = scene.alt
    metadata.language = scene.language
    metadata.author = deck.metadata.author
    metadata.copyright = deck.metadata.licence
    metadata.pixelsPerInch = 96 * request.scale
    let buffer = PixelBuffer(width: image.width, height: image.height, pixels: image.pixels, stride: image.stride)
    return try encoder.encode(buffer, metadata: metadata)
  }

  private func pdfFile(_ scenes: [Scene], language: String) throws -> [UInt8] {
    let metadata = deck.metadata
    let title = deck.title.flatMap { Self.text($0, language) } ?? scenes.first?.title ?? deck.name
    var info = PDFDocumentInfo(title: title, language: language)
    info.author = metadata.author
    info.subject = metadata.subject.flatMap { Self.text($0, language) }
    info.keywords = metadata.keywords
    info.licence = metadata.licence
    info.site = metadata.site
    info.date = metadata.date
    return try pdf.write(scenes, info: info)
  }

  /// A text value's string in a language.
  private static func text(_ value: JSONValue, _ language: String) -> String? {
    value.string ?? value[language]?.string
      ?? language.split(separator: "-").first.flatMap { value[String($0)]?.string }
  }
}

/// What became of one file.
public struct JobResult: Sendable {
  public var job: Plan.Job
  /// The file's size; `nil` where it was not written.
  public var bytes: Int?
  public var diagnostics: [Diagnostic]
  /// What was done to texts so that they fit, where the request asks for it.
  public var decisions: [CardDecisions] = []
}
