import CardSpec
import Diagnostics
import Files
import Hashing
import Imaging
import Imposition
import Manifest
import OutputCache
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
  private let stop: StopSignal
  private let clock = StageClock()
  private var totals = WorkerTotals()

  init(deck: Deck, request: RenderRequest, profile: PressProfile?, stop: StopSignal) throws(TypesettingError) {
    self.deck = deck
    self.request = request
    self.stop = stop
    let fonts = try clock.measure(.fonts) { () throws(TypesettingError) in
      try FontLibrary(configuration: request.fontConfiguration)
    }
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

  /// What was done so far.
  var done: WorkerTotals { WorkerTotals(files: totals.files, times: clock.times) }

  /// Finds out what one card asks of its fit groups.
  func answer(_ survey: FitSurvey, at place: Int, _ findings: inout FitSurvey.Findings, reuse: Reuse? = nil) {
    clock.measure(.fitting) {
      if let known = reuse?.claims(of: survey, at: place) { return survey.add(known, at: place, to: &findings) }
      let claims = survey.claims(at: place, composer)
      reuse?.store(claims, of: survey, at: place)
      survey.add(claims, at: place, to: &findings)
    }
  }

  /// Makes one file and writes it. Nothing is written where an error stands in the way of it; a PDF of several cards is
  /// written with the pages that could be made, and a diagnostic names those that are missing.
  ///
  /// - Parameter spool: Where to put aside what the manifest is to say; `nil` where there is none.
  /// - Returns: `nil` where the run was ended meanwhile, and nothing was written.
  func make(_ job: Plan.Job, groups: FitGroups, reuse: Reuse? = nil, spool: Spool? = nil) -> JobResult? {
    let recipe = clock.measure(.planning) { reuse?.recipe(of: job, groups) }
    if let reuse, let recipe, let kept = clock.measure(.planning, { reuse.kept(job, recipe) }) { return kept }
    if let reuse, let recipe, let known = clock.measure(.writing, { reuse.product(of: job, recipe) }) {
      return write(known, of: job, .restored, reuse, recipe, spool)
    }
    switch product(of: job, groups: groups) {
    case .stopped: return nil
    case .failure(let diagnostics): return failure(job, diagnostics)
    case .success(let product):
      guard let reuse, let recipe, clock.measure(.writing, { reuse.isStillTrue(recipe) }) else {
        return write(product, of: job, .made, nil, nil, spool)
      }
      clock.measure(.writing) { reuse.store(product, recipe) }
      return write(product, of: job, .made, reuse, recipe, spool)
    }
  }

  private func write(
    _ product: Product, of job: Plan.Job, _ origin: JobResult.Origin, _ reuse: Reuse?, _ recipe: JobRecipe?,
    _ spool: Spool?
  ) -> JobResult {
    let path = request.outputFolder + "/" + job.path
    do throws(FileError) {
      try clock.measure(.writing) { () throws(FileError) in
        try AtomicFile.write(product.bytes, to: path, below: request.outputFolder)
      }
    } catch {
      return failure(job, product.diagnostics + [.unwritten(job, error, request.outputFolder)])
    }
    totals.files += 1
    var result = JobResult(
      bytes: product.bytes.count, diagnostics: product.diagnostics, decisions: product.decisions)
    result.origin = origin
    if let spool {
      result.record = OutputRecord(product.output, in: spool)
      if let recipe, let trace = reuse?.trace(of: product, at: path, recipe) {
        result.trace = spool.append(Array(trace.words.utf8))
      }
    }
    return result
  }

  /// What became of a job before anything is written.
  enum Outcome {
    case success(Product)
    case failure([Diagnostic])
    case stopped
  }

  /// Makes a file in memory.
  func product(of job: Plan.Job, groups: FitGroups) -> Outcome {
    guard press != nil || !job.isForPress, job.kind != .sheets || deck.sheet?.hasMistakes == false else {
      return .failure([])
    }
    let cards = ComposedCards(
      job, groups: groups, composer: composer, preflight: preflight, keepsDecisions: request.keepsDecisions,
      pseudo: request.pseudo, clock: clock, stop: stop)
    do {
      guard let drawn = try job.kind == .png ? cards.next().map({ try png($0, cards.facts) }) : pdfFile(cards, job)
      else { return cards.wasStopped ? .stopped : .failure(cards.diagnostics) }
      if cards.wasStopped { return .stopped }
      let output = clock.measure(.writing) { describe(drawn, job, cards) }
      return .success(
        Product(bytes: drawn.bytes, output: output, diagnostics: cards.findings, decisions: cards.decisions))
    } catch {
      // A document that lacks pages because the run was ended may break rules.
      return cards.wasStopped ? .stopped : .failure(cards.findings + [problem(error, job)])
    }
  }

  /// A file in memory with its size after cutting, and its pages.
  private struct Drawn {
    var bytes: [UInt8]
    var width: Double
    var height: Double
    var unit = Manifest.Unit.mm
    var pages: Int?
  }

  private func describe(_ drawn: Drawn, _ job: Plan.Job, _ cards: ComposedCards) -> Manifest.Output {
    Manifest.Output(
      path: job.path, deck: deck.name, kind: Manifest.Kind(job.kind), language: job.language, format: job.format.name,
      cards: cards.facts.cards, width: drawn.width, height: drawn.height, unit: drawn.unit, pages: drawn.pages,
      bytes: drawn.bytes.count, sha256: SHA256.digest(of: drawn.bytes).hex, fonts: cards.facts.fonts,
      diagnostics: cards.findings.messages(without: [request.outputFolder, deck.folder]))
  }

  private func problem(_ error: any Error, _ job: Plan.Job) -> Diagnostic {
    var subject = Subject(language: job.language, format: job.format.name)
    if error is ImpositionError {
      return Diagnostic(
        .error, "sheet", "\(job.path) could not be made: \(error)", help: "change `sheet` in the deck",
        at: deck.sheet?.location, subject: subject)
    }
    if job.cards.count == 1 { subject.card = job.cards.first?.id }
    return Diagnostic(.error, "output", "\(job.path) could not be made: \(error)", subject: subject)
  }

  /// Nothing was written; an older file that is still there must not pass for a new one.
  private func failure(_ job: Plan.Job, _ diagnostics: [Diagnostic]) -> JobResult {
    let path = request.outputFolder + "/" + job.path
    guard access(path, F_OK) == 0 else { return JobResult(bytes: nil, diagnostics: diagnostics) }
    return JobResult(bytes: nil, diagnostics: diagnostics + [.stale(path)])
  }

  private func png(_ scene: Scene, _ facts: OutputFacts) throws -> Drawn {
    facts.add(page: scene)
    let image = try clock.measure(.painting) { try painter.raster(scene, scale: request.scale) }
    var metadata = PNGMetadata()
    metadata.title = scene.title
    metadata.description = scene.alt
    metadata.language = scene.language
    metadata.author = deck.metadata.author
    metadata.copyright = deck.metadata.licence
    metadata.pixelsPerInch = 96 * request.scale
    let buffer = PixelBuffer(width: image.width, height: image.height, pixels: image.pixels, stride: image.stride)
    let bytes = try clock.measure(.encoding) { try encoder.encode(buffer, metadata: metadata) }
    return Drawn(bytes: bytes, width: Double(image.width), height: Double(image.height), unit: .px)
  }

  /// The document, `nil` where none of its cards can be shown.
  private func pdfFile(_ cards: ComposedCards, _ job: Plan.Job) throws -> Drawn? {
    guard let first = cards.peek() else { return nil }
    let info = documentInfo(job, first)
    return try clock.measure(.documents) {
      let facts = cards.facts
      func pages(_ scenes: some Sequence<Scene>) -> some Sequence<Scene> {
        scenes.lazy.map { scene in
          facts.add(page: scene)
          return scene
        }
      }
      func whole(_ bytes: [UInt8]) -> Drawn {
        Drawn(
          bytes: bytes, width: Self.millimetres(facts.size.width, perInch: 96),
          height: Self.millimetres(facts.size.height, perInch: 96), pages: facts.pages)
      }
      if job.kind == .contactSheet {
        return whole(
          try pdf.write(pages(ContactSheetPages(cards, job, title: info.title, deck.theme, typesetter)), info: info))
      }
      guard job.format.isPress, let press else { return whole(try pdf.write(pages(cards), info: info)) }
      guard job.kind == .sheets, let sheet = deck.sheet else {
        return whole(try press.write(pages(cards), info: info))
      }
      let document = try press.write(pages(cards), info: info, hasMarks: false)
      let imposed = try SheetMaker(deck: deck, sheet: sheet).impose(document, cards: cards.shown, info: info)
      if !imposed.leftOut.isEmpty { cards.note(marksWithoutRoom(imposed.leftOut, job)) }
      return Drawn(
        bytes: imposed.file, width: Self.millimetres(imposed.size.width, perInch: 72),
        height: Self.millimetres(imposed.size.height, perInch: 72), pages: imposed.count)
    }
  }

  private func documentInfo(_ job: Plan.Job, _ first: Scene) -> PDFDocumentInfo {
    let language = job.language
    let metadata = deck.metadata
    let title = deck.title.flatMap { $0.text(in: language) } ?? first.title
    var info = PDFDocumentInfo(title: title, language: language)
    info.author = metadata.author
    info.subject = metadata.subject.flatMap { $0.text(in: language) }
    info.keywords = metadata.keywords
    info.licence = metadata.licence
    info.site = metadata.site
    info.date = metadata.date ?? request.date
    return info
  }

  /// To a thousandth.
  private static func millimetres(_ length: Double, perInch: Double) -> Double {
    (length * 25.4 / perInch * 1000).rounded() / 1000
  }

  private func marksWithoutRoom(_ marks: [Mark.Kind], _ job: Plan.Job) -> Diagnostic {
    Diagnostic(
      .warning, "marks", "\(marks.map(\.words).joined(separator: " and ")) found no room on the sheets",
      reason: "they must lie outside of every card's bleed and inside the sheet's margins",
      help: "choose a larger sheet, fewer cards on it, or a smaller margin", at: deck.sheet?.location,
      subject: Subject(language: job.language, format: job.format.name))
  }
}

extension JSONValue {
  /// A text value's string in a language.
  func text(in language: String) -> String? {
    string ?? self[language]?.string ?? language.split(separator: "-").first.flatMap { self[String($0)]?.string }
  }
}

/// What became of one file. It is small, as there may be very many.
public struct JobResult: Sendable {
  /// Where a file comes from.
  public enum Origin: String, Sendable {
    case made
    /// From the cache.
    case restored
    /// It was there already.
    case kept
  }

  /// The file's size; `nil` where it was not written.
  public var bytes: Int?
  public var origin = Origin.made
  /// The job's place in the plan.
  public var place: Int32 = 0
  public var diagnostics: [Diagnostic]
  /// What was done to texts so that they fit, where the request asks for it.
  public var decisions: [CardDecisions] = []
  /// Where it stands what the manifest says of the file, if it was written.
  var record: OutputRecord?
  /// Where it stands what the next run is to know of the file, as the folder's index says it; `nil` where there is no cache,
  /// where the file can be made from nothing known, and where the index has it already.
  var trace: Spool.Span?
}

/// A file in memory with all that is told of it: nothing else is needed to put it out, whoever made it.
struct Product: Sendable {
  var bytes: [UInt8]
  var output: Manifest.Output
  var diagnostics: [Diagnostic]
  var decisions: [CardDecisions]
  /// Whether it is set in fonts that its texts do not name.
  var borrowsFonts = false
}

extension Diagnostic {
  /// The same words for all files where the disk is full, so that it is told once.
  static func unwritten(_ job: Plan.Job, _ error: FileError, _ folder: String) -> Diagnostic {
    let subject = Subject(
      card: job.cards.count == 1 ? job.cards.first?.id : nil, language: job.language, format: job.format.name)
    if let link = error.link {
      var diagnostic = Diagnostic.linkedFolders([link])
      diagnostic.subject = subject
      return diagnostic
    }
    guard error.code == ENOSPC || error.code == EDQUOT else {
      return Diagnostic(.error, "output", "\(job.path) could not be made: \(error)", subject: subject)
    }
    return Diagnostic(
      .error, "disk-full", "there is no room left for files in \(folder)",
      reason: String(cString: strerror(error.code)),
      help: "make room, or name another folder with --output; then render again",
      subject: subject)
  }
}
