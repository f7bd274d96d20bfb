import CardSpec
import Diagnostics
import Imaging
import Imposition
import PDFOutput
import Painting
import Preflight
import PressColor
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
  private let typesetter: Typesetter
  private let painter: Painter
  private let encoder: PNGEncoder
  private let pdf: PDFWriter
  /// `nil` where nothing is made for a press, or its profile cannot be used, which the run tells.
  private let press: PressWriter?
  private let preflight: Preflight

  init(deck: Deck, request: RenderRequest, profile: PressProfile?) throws(TypesettingError) {
    self.deck = deck
    self.request = request
    let fonts = try FontLibrary(configuration: request.fontConfiguration)
    let pictures = PictureLibrary()
    typesetter = Typesetter(fonts: fonts)
    composer = SceneComposer(deck: deck, typesetter: typesetter, pictures: pictures)
    painter = Painter(resampler: pictures.resampled)
    pdf = PDFWriter(painter: painter)
    press = profile.flatMap { try? Press($0, deck.press, pictures: pictures) }.map { [painter] in
      PressWriter(painter: painter, press: $0)
    }
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
    guard press != nil || !job.isForPress, job.kind != .sheets || deck.sheet?.hasMistakes == false else {
      return failure(job, [])
    }
    let cards = ComposedCards(
      job, groups: groups, composer: composer, preflight: preflight, keepsDecisions: request.keepsDecisions)
    do {
      guard let bytes = try job.kind == .png ? cards.next().map(png) : pdfFile(cards, job) else {
        return failure(job, cards.diagnostics)
      }
      try AtomicFile.write(bytes, to: request.outputFolder + "/" + job.path)
      return JobResult(job: job, bytes: bytes.count, diagnostics: cards.findings, decisions: cards.decisions)
    } catch let error as ImpositionError {
      let problem = Diagnostic(
        .error, "sheet", "\(job.path) could not be made: \(error)", help: "change `sheet` in the deck",
        at: deck.sheet?.location, subject: Subject(language: job.language, format: job.format.name))
      return failure(job, cards.findings + [problem])
    } catch {
      let subject = Subject(
        card: job.cards.count == 1 ? job.cards[0].id : nil, language: job.language, format: job.format.name)
      let problem = Diagnostic(.error, "output", "\(job.path) could not be made: \(error)", subject: subject)
      return failure(job, cards.findings + [problem])
    }
  }

  /// Nothing was written; an older file that is still there must not pass for a new one.
  private func failure(_ job: Plan.Job, _ diagnostics: [Diagnostic]) -> JobResult {
    let path = request.outputFolder + "/" + job.path
    guard access(path, F_OK) == 0 else { return JobResult(job: job, bytes: nil, diagnostics: diagnostics) }
    return JobResult(job: job, bytes: nil, diagnostics: diagnostics + [.stale(path)])
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

  /// The document, `nil` where none of its cards can be shown.
  private func pdfFile(_ cards: ComposedCards, _ job: Plan.Job) throws -> [UInt8]? {
    guard let first = cards.peek() else { return nil }
    let language = job.language
    let metadata = deck.metadata
    let title = deck.title.flatMap { Self.text($0, language) } ?? first.title
    var info = PDFDocumentInfo(title: title, language: language)
    info.author = metadata.author
    info.subject = metadata.subject.flatMap { Self.text($0, language) }
    info.keywords = metadata.keywords
    info.licence = metadata.licence
    info.site = metadata.site
    info.date = metadata.date ?? request.date
    if job.kind == .contactSheet {
      return try pdf.write(ContactSheetPages(cards, job, title: title, deck.theme, typesetter), info: info)
    }
    guard job.format.isPress, let press else { return try pdf.write(cards, info: info) }
    guard job.kind == .sheets, let sheet = deck.sheet else { return try press.write(cards, info: info) }
    let pages = try press.write(cards, info: info, hasMarks: false)
    let (file, leftOut) = try SheetMaker(deck: deck, sheet: sheet).impose(pages, cards: cards.shown, info: info)
    if !leftOut.isEmpty { cards.note(marksWithoutRoom(leftOut, job)) }
    return file
  }

  private func marksWithoutRoom(_ marks: [Mark.Kind], _ job: Plan.Job) -> Diagnostic {
    Diagnostic(
      .warning, "marks", "\(marks.map(\.words).joined(separator: " and ")) found no room on the sheets",
      reason: "they must lie outside of every card's bleed and inside the sheet's margins",
      help: "choose a larger sheet, fewer cards on it, or a smaller margin", at: deck.sheet?.location,
      subject: Subject(language: job.language, format: job.format.name))
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
