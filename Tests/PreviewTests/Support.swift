import Foundation
import TestSupport
import Testing

@testable import Preview

/// A small deck in a folder of its own, and a session over it.
final class Stage {
  let folder = TemporaryFolder()
  let session: PreviewSession
  private var events: AsyncStream<PreviewEvent>.Iterator?

  static let fonts = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fonts/fonts.conf").path

  static let deck = """
    {"name": "set", "languages": ["en", "fr"], "sourceLanguage": "en", "theme": "theme.json",
     "formats": [{"name": "wide", "width": 400, "height": 200}, {"name": "tall", "width": 200, "height": 400}, "a6-landscape"],
     "templates": ["templates/*.json"], "cards": ["cards/*.json"]}
    """
  static let theme = """
    {"color": {"ground": "#FFFFFF"}, "size": {"title": 40}}
    """
  static let template = """
    {"id": "plain", "slots": {"title": {"type": "text"}, "photo": {"type": "image", "required": false}},
     "layout": {"id": "root", "width": "100%", "height": "100%", "background": "$color.ground", "color": "#222222",
      "flexDirection": "column", "rowGap": 10, "children": [
       {"id": "title", "text": "{{title}}", "role": "heading1", "fontFamily": "Inter", "fontSize": "$size.title", "fit": ["shrink"]},
       {"id": "note", "text": {"en": "A note", "fr": "Une note"}, "fontFamily": "Inter"},
       {"id": "photo", "type": "svg", "if": "photo", "src": "{{photo}}", "alt": "", "width": 20, "height": 20}]}}
    """
  static func card(_ id: String, _ en: String = "Words", _ fr: String = "Mots", more: String = "") -> String {
    """
    {"id": "\(id)", "template": "plain", "title": {"en": "\(en)", "fr": "\(fr)"}, "alt": {"en": "A", "fr": "B"},
     "slots": {"title": {"en": "\(en)", "fr": "\(fr)"}\(more)}}
    """
  }

  /// - Parameter prepare: What is different from the deck of two cards, `a` and `b`, before it is loaded.
  init(
    _ change: (inout PreviewRequest) -> Void = { _ in }, prepare: (TemporaryFolder) throws -> Void = { _ in }
  ) async throws {
    try folder.write(Self.deck, to: "deck.json")
    try folder.write(Self.theme, to: "theme.json")
    try folder.write(Self.template, to: "templates/plain.json")
    for id in ["a", "b"] { try folder.write(Self.card(id), to: "cards/\(id).json") }
    try prepare(folder)
    var request = PreviewRequest(
      source: .deck(file: folder.path + "/deck.json"), fontConfiguration: Self.fonts)
    change(&request)
    session = PreviewSession(request, id: "test")
    events = await session.listen()?.events.makeAsyncIterator()
    await session.start()
  }

  deinit {
    let session = session
    Task { await session.stop(reason: "the test is over") }
  }

  /// Saves a file and tells the session of it, as a watcher would.
  func save(_ text: String, to name: String) async throws {
    try folder.write(text, to: name)
    await told(name)
  }

  func remove(_ name: String) async throws {
    try FileManager.default.removeItem(atPath: folder.path + "/" + name)
    await told(name)
  }

  func told(_ names: String...) async {
    let root = session.watchedFolders[0]
    await session.filesChanged(Set(names.map { root + "/" + $0 }))
  }

  /// The next report of changed files.
  func change() async -> ChangeReport? { await report { !$0.files.isEmpty } }

  /// The next report of the words of cards, which comes behind.
  func words() async -> ChangeReport? { await report { !$0.cards.isEmpty } }

  private func report(where isWanted: (ChangeReport) -> Bool) async -> ChangeReport? {
    while let event = await events?.next() {
      if case .changed(let report) = event, isWanted(report) { return report }
    }
    return nil
  }

  func picture(_ cell: CellID, trial: String? = nil, known: String? = nil) async throws -> PreviewSession.PictureAnswer
  {
    var wanted = PreviewSession.PictureRequest(cell, scale: 1)
    (wanted.trial, wanted.known) = (trial, known)
    return try await session.picture(wanted)
  }
}

extension CellID {
  static func cell(_ card: String, _ language: String = "en", _ format: String = "wide") -> CellID {
    CellID(card: card, language: language, format: format)
  }
}
