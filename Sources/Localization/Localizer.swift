import CardSpec
import Diagnostics
import Files
import LiteralText

/// Turns a card into its version in one language.
public struct Localizer: Sendable {
  private let deck: Deck

  public init(deck: Deck) { self.deck = deck }

  /// The localised card, or `nil` where a text is missing or wrong. All problems are returned.
  public func localize(_ card: Card, language: String) -> (card: LocalizedCard?, diagnostics: [Diagnostic]) {
    let content: CardContent
    do throws(FileError) { content = try card.content() } catch {
      var diagnostic = card.unreadable(error)
      diagnostic.subject.language = language
      return (nil, [diagnostic])
    }
    var pass = LocalizationPass(deck: deck, card: card, content: content, language: language)
    let slots = pass.slots()
    let title = pass.required(content.title, "title")
    let alt = content.alt == nil ? "" : pass.required(content.alt, "alternative text")
    let link = pass.link(content.link)
    if pass.diagnostics.contains(where: { $0.severity == .error }) { return (nil, pass.diagnostics) }
    var localized = LocalizedCard(
      card: card.id, language: language, direction: WritingDirection(language: language), title: title, alt: alt,
      link: link, slots: slots, template: card.template, layout: content.layout, parts: content.parts,
      location: card.location, numberStyle: pass.numberStyle)
    localized.holdsData = card.holdsData
    return (localized, pass.diagnostics)
  }
}

/// One card in one language; collects what is wrong on the way.
private struct LocalizationPass {
  /// Bounds that no card needs and that keep mistaken references from running away.
  private static let longestText = 100_000
  private static let deepestReference = 32

  let deck: Deck
  let card: Card
  let content: CardContent
  let language: String
  let numberStyle: Deck.NumberStyle?
  var diagnostics: [Diagnostic] = []
  private let slotKinds: [String: Template.Slot.Kind]
  private var done: [String: JSONValue] = [:]
  private var underway: [String] = []

  init(deck: Deck, card: Card, content: CardContent, language: String) {
    self.deck = deck
    self.card = card
    self.content = content
    self.language = language
    numberStyle = LanguageTag.fallbacks(language).lazy.compactMap { deck.numberStyles[$0] }.first
    slotKinds = card.template.flatMap { deck.templates[$0] }?.slots.mapValues(\.kind) ?? [:]
  }

  private var subject: Subject { Subject(card: card.id, language: language) }
  private var format: NumberFormat { NumberFormat(language: language, style: numberStyle) }

  mutating func slots() -> JSONObject {
    JSONObject(
      content.slots.members.map { member in
        JSONObject.Member(key: member.key, keyLocation: member.keyLocation, value: slot(member.key) ?? member.value)
      })
  }

  // MARK: Title, alternative text and link

  /// A text that no card can be without.
  mutating func required(_ value: JSONValue?, _ name: String) -> String {
    let before = diagnostics.count
    let text = plain(text(value) ?? "")
    if diagnostics.count == before, text.allSatisfy(\.isWhitespace) {
      let place = value ?? JSONValue(.null, at: card.location, path: name)
      report("empty-text", "the \(name) is empty", place, "write one; people who cannot see the card depend on it")
    }
    return text
  }

  mutating func link(_ value: JSONValue?) -> String? {
    guard let value, let link = text(value).map(plain) else { return nil }
    if let mistake = LinkAddress.mistake(in: link) {
      diagnostics.append(
        Diagnostic(
          .error, "wrong-link", "\"\(NodeMessages.shortened(link))\" is not an address that a card may link to",
          reason: mistake, at: value.location, path: value.path, subject: subject))
    }
    return link
  }

  private mutating func text(_ value: JSONValue?) -> String? {
    guard let value, let chosen = choose(value), let text = chosen.string else { return nil }
    return interpolated(text, at: chosen)
  }

  /// Of a text that is no markup, what data brought into it.
  private func plain(_ text: String) -> String { card.holdsData ? LiteralText.reveal(text) : text }

  // MARK: Slots

  /// A slot's localised value, worked out once; `nil` while it refers to itself.
  private mutating func slot(_ name: String) -> JSONValue? {
    if let value = done[name] { return value }
    guard let raw = content.slots[name] else { return nil }
    if let start = underway.firstIndex(of: name) {
      let chain = (underway[start...] + [name]).joined(separator: " → ")
      report("slot-cycle", "the slot \"\(name)\" refers to itself: \(chain)", raw, "write one of these texts out")
      return nil
    }
    guard underway.count < Self.deepestReference else {
      report(
        "slot-depth", "slots refer to each other more than \(Self.deepestReference) times in a row", raw,
        "write one of these texts out")
      return nil
    }
    underway.append(name)
    defer { underway.removeLast() }
    let value = localized(raw, isText: [.text, .image, .link].contains(slotKinds[name]))
    done[name] = value
    return value
  }

  /// - Parameter isText: whether the template says that the slot is a text, so that an object is one in languages.
  private mutating func localized(_ value: JSONValue, isText: Bool = false) -> JSONValue {
    switch value.kind {
    case .null, .bool, .number: return value
    case .string(let text):
      if let named = named(by: text, at: value) { return named }
      return JSONValue(.string(interpolated(text, at: value)), at: value.location, path: value.path)
    case .array(let values):
      return JSONValue(.array(values.map { localized($0) }), at: value.location, path: value.path)
    case .object(let object):
      if object["number"]?.number != nil { return number(object, value) }
      if isText || TextMap.isMeant(by: object, languages: deck.languages) {
        // What is missing was reported; nothing more is to be said of it.
        return choose(value).map { localized($0) } ?? JSONValue(.string(""), at: value.location, path: value.path)
      }
      let members = object.members.map {
        JSONObject.Member(key: $0.key, keyLocation: $0.keyLocation, value: localized($0.value))
      }
      return JSONValue(.object(JSONObject(members)), at: value.location, path: value.path)
    }
  }

  /// The value in this language: exact first, then what the language falls back to.
  private mutating func choose(_ value: JSONValue) -> JSONValue? {
    guard let object = value.object, object["number"]?.number == nil else { return value }
    if let found = TextMap.choose(language, from: object) { return found }
    diagnostics.append(
      .missingTranslation(value, language: language, of: deck.languages, subject: subject))
    return nil
  }

  // MARK: Numbers

  /// The number as an object of its `text` in this language, the `number` itself, and its `source`.
  private mutating func number(_ object: JSONObject, _ value: JSONValue) -> JSONValue {
    guard let number = object["number"]?.number else { return value }
    let divisor = object["divideBy"].flatMap { choose($0)?.number } ?? 1
    var text = written(divisor == 0 ? number : number / divisor, object, value)
    if let pattern = object["pattern"].flatMap({ choose($0)?.string }) { text = pattern.replacing("{n}", with: text) }
    var result = JSONObject()
    result["text"] = JSONValue(.string(text), at: value.location, path: value.path)
    result["number"] = JSONValue(.number(number), at: value.location, path: value.path)
    if let source = object["source"], let text = self.text(source) {
      result["source"] = JSONValue(.string(text), at: source.location, path: source.path)
    }
    return JSONValue(.object(result), at: value.location, path: value.path)
  }

  private mutating func written(_ number: Double, _ object: JSONObject, _ value: JSONValue) -> String {
    let digits = Self.fraction(object)
    switch object["style"]?.string.flatMap(NumberNotation.init) ?? .decimal {
    case .decimal: return format.decimal(number, fraction: digits)
    case .percent: return format.percent(number, fraction: digits)
    case .currency: return format.currency(number, code: object["currency"]?.string ?? "", fraction: digits)
    case .compact:
      if let compact = format.compact(number, fraction: digits) { return compact }
      report(
        "compact-number", "the words for large numbers in \"\(language)\" are not known", value,
        "use \"divideBy\" and a \"pattern\" with the word, for instance {\"\(language)\": \"{n} …\"}")
      return format.decimal(number, fraction: digits)
    }
  }

  private static func fraction(_ object: JSONObject) -> ClosedRange<Int>? {
    let least = object["minimumFractionDigits"]?.number.map { Int(min(15, max(0, $0))) }
    let most = object["maximumFractionDigits"]?.number.map { Int(min(15, max(0, $0))) }
    guard least != nil || most != nil else { return nil }
    let lower = least ?? 0
    return lower...max(lower, most ?? max(lower, 3))
  }

  // MARK: References in texts

  /// What a text stands for that is one reference and nothing else: the value itself, so that a number stays a number.
  private mutating func named(by text: String, at value: JSONValue) -> JSONValue? {
    let pieces = Placeholder.split(text)
    guard pieces.count == 1, case .reference(let path) = pieces[0], let found = find(path, at: value) else {
      return nil
    }
    return JSONValue(found.kind, at: value.location, path: value.path)
  }

  private mutating func find(_ path: String, at value: JSONValue) -> JSONValue? {
    let name = Placeholder.name(of: path)
    let isKnown = content.slots[name] != nil
    if isKnown, let slot = slot(name) {
      if let found = Placeholder.look(path, in: slot) { return found }
    } else if isKnown {
      // A circle, which was reported where it closes.
      return nil
    }
    let known = isKnown ? slot(name)?.object?.keys.map { "\(name).\($0)" } ?? [] : content.slots.keys
    let near = Suggestion.nearest(to: path, among: known)
    report(
      "unknown-slot", "the card has no slot \"\(NodeMessages.shortened(path))\"", value,
      near.map { "did you mean {{\($0)}}?" } ?? "add it to `slots`")
    return nil
  }

  private mutating func interpolated(_ text: String, at value: JSONValue) -> String {
    guard text.contains("{{") else { return text }
    var result = ""
    for piece in Placeholder.split(text) {
      switch piece {
      case .text(let text): result += text
      case .reference(let path):
        guard let found = find(path, at: value) else { continue }
        if let text = format.text(of: found) {
          result += text
        } else {
          report(
            "wrong-value", "\"\(NodeMessages.shortened(path))\" is \(NodeMessages.describe(found)), not a text", value,
            "name a text or a number inside it, such as {{\(Placeholder.name(of: path)).name}}")
        }
      }
      guard result.utf8.count <= Self.longestText else {
        report(
          "long-text", "the text is longer than \(Self.longestText) bytes once its references are filled in", value,
          "shorten it")
        return ""
      }
    }
    return result
  }

  private mutating func report(_ code: String, _ message: String, _ value: JSONValue, _ help: String) {
    let diagnostic = Diagnostic(
      .error, code, message, help: help, at: value.location, path: value.path, subject: subject)
    if diagnostics.count < Diagnostic.limit, !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }
}

extension Diagnostic {
  /// A text that is written in other languages, but not in the one that is rendered.
  ///
  /// - Parameter languages: The deck's. A text in one of them is not misspelt.
  public static func missingTranslation(
    _ value: JSONValue, language: String, of languages: [String], subject: Subject
  ) -> Diagnostic {
    let name = value.path.split(separator: ".").last.map(String.init) ?? "text"
    let others = value.object?.keys ?? []
    let near = Suggestion.nearest(to: language, among: others.filter { !languages.contains($0) })
    return Diagnostic(
      .error, "missing-translation", "\"\(name)\" is not written in \"\(language)\"",
      reason: others.isEmpty ? nil : "it is written in \(others.joined(separator: ", "))",
      help: near.map { "did you mean \"\(language)\" where \"\($0)\" stands?" }
        ?? "add \"\(language)\": \"…\" beside them",
      at: value.location, path: value.path, subject: subject)
  }
}
