import CardSpec
import Diagnostics

/// Turns a card into its version in one language.
public struct Localizer: Sendable {
  private let deck: Deck

  public init(deck: Deck) { self.deck = deck }

  /// The localised card, or `nil` where a text is missing or wrong. All problems are returned.
  public func localize(_ card: Card, language: String) -> (card: LocalizedCard?, diagnostics: [Diagnostic]) {
    var pass = LocalizationPass(deck: deck, card: card, language: language)
    let slots = pass.slots()
    let title = pass.text(card.title, "title") ?? ""
    let alt = pass.text(card.alt, "alt") ?? ""
    let link = card.link.flatMap { pass.text($0, "link") }
    if pass.diagnostics.contains(where: { $0.severity == .error }) { return (nil, pass.diagnostics) }
    let localized = LocalizedCard(
      card: card.id, language: language, direction: WritingDirection(language: language), title: title, alt: alt,
      link: link, slots: slots, template: card.template, layout: card.layout, parts: card.parts,
      location: card.location)
    return (localized, pass.diagnostics)
  }
}

/// One card in one language; collects what is wrong on the way.
private struct LocalizationPass {
  let deck: Deck
  let card: Card
  let language: String
  var diagnostics: [Diagnostic] = []
  private var done: [String: JSONValue] = [:]
  private var underway: [String] = []

  init(deck: Deck, card: Card, language: String) {
    self.deck = deck
    self.card = card
    self.language = language
  }

  private var subject: Subject { Subject(card: card.id, language: language) }

  mutating func slots() -> JSONObject {
    JSONObject(
      card.slots.members.map { member in
        JSONObject.Member(key: member.key, keyLocation: member.keyLocation, value: slot(member.key) ?? member.value)
      })
  }

  mutating func text(_ value: JSONValue?, _ name: String) -> String? {
    guard let value, let chosen = choose(value) else { return nil }
    guard let text = chosen.string else { return nil }
    return interpolated(text, at: chosen)
  }

  /// A slot's localised value, worked out once; `nil` while it refers to itself.
  private mutating func slot(_ name: String) -> JSONValue? {
    if let value = done[name] { return value }
    guard let raw = card.slots[name] else { return nil }
    if let start = underway.firstIndex(of: name) {
      let chain = (underway[start...] + [name]).joined(separator: " → ")
      report("slot-cycle", "the slot \"\(name)\" refers to itself: \(chain)", raw, "write one of these texts out")
      return nil
    }
    underway.append(name)
    defer { underway.removeLast() }
    let value = localized(raw)
    done[name] = value
    return value
  }

  private mutating func localized(_ value: JSONValue) -> JSONValue {
    switch value.kind {
    case .null, .bool, .number: return value
    case .string(let text):
      if let named = named(by: text, at: value) { return named }
      return JSONValue(.string(interpolated(text, at: value)), at: value.location, path: value.path)
    case .array(let values):
      return JSONValue(.array(values.map { localized($0) }), at: value.location, path: value.path)
    case .object(let object):
      if object["number"]?.number != nil { return number(object, value) }
      if isLanguageMap(object) { return choose(value).map { localized($0) } ?? value }
      let members = object.members.map {
        JSONObject.Member(key: $0.key, keyLocation: $0.keyLocation, value: localized($0.value))
      }
      return JSONValue(.object(JSONObject(members)), at: value.location, path: value.path)
    }
  }

  // MARK: Languages

  private func isLanguageMap(_ object: JSONObject) -> Bool {
    let bases = Set(deck.languages.flatMap { [$0, Self.base($0)] })
    return !object.members.isEmpty
      && object.keys.allSatisfy { bases.contains($0) || bases.contains(Self.base($0)) && $0.contains("-") }
  }

  private static func base(_ language: String) -> String { String(language.split(separator: "-").first ?? "") }

  /// The value in this language: exact first, then the language without its region.
  private mutating func choose(_ value: JSONValue) -> JSONValue? {
    guard let object = value.object, object["number"]?.number == nil else { return value }
    if let exact = object[language] ?? object[Self.base(language)] { return exact }
    let others = object.keys.joined(separator: ", ")
    report(
      "missing-translation", "the text has no \"\(language)\"", value,
      "add \"\(language)\" beside \(others.isEmpty ? "the other languages" : others)")
    return nil
  }

  // MARK: Numbers

  private mutating func number(_ object: JSONObject, _ value: JSONValue) -> JSONValue {
    guard let number = object["number"]?.number else { return value }
    let format = NumberFormat(
      language: language, style: deck.numberStyles[language] ?? deck.numberStyles[Self.base(language)])
    let divisor = object["divideBy"].flatMap { choose($0)?.number } ?? 1
    let scaled = divisor == 0 ? number : number / divisor
    let style = object["style"]?.string.flatMap(NumberFormat.Style.init) ?? .decimal
    let digits = fraction(object)
    var text: String
    switch style {
    case .decimal: text = format.decimal(scaled, fraction: digits)
    case .percent: text = format.percent(scaled, fraction: digits)
    case .compact:
      if let compact = format.compact(scaled, fraction: digits) {
        text = compact
      } else {
        report(
          "compact-number", "the words for large numbers in \"\(language)\" are not known", value,
          "use \"divideBy\" and a \"pattern\" with the word, for instance {\"\(language)\": \"{n} …\"}")
        text = format.decimal(scaled, fraction: digits)
      }
    }
    if let pattern = object["pattern"].flatMap({ choose($0)?.string }) {
      text = pattern.replacing("{n}", with: text)
    }
    func member(_ key: String, _ kind: JSONValue.Kind) -> JSONObject.Member {
      JSONObject.Member(
        key: key, keyLocation: value.location, value: JSONValue(kind, at: value.location, path: value.path))
    }
    return JSONValue(
      .object(JSONObject([member("text", .string(text)), member("number", .number(number))])), at: value.location,
      path: value.path)
  }

  private func fraction(_ object: JSONObject) -> ClosedRange<Int>? {
    let least = object["minimumFractionDigits"]?.number.map { Int(min(20, max(0, $0))) }
    let most = object["maximumFractionDigits"]?.number.map { Int(min(20, max(0, $0))) }
    guard least != nil || most != nil else { return nil }
    let lower = least ?? 0
    return lower...max(lower, most ?? max(lower, 3))
  }

  // MARK: References in texts

  /// What a text stands for that is one reference and nothing else: the value itself, so that a number stays a number.
  private mutating func named(by text: String, at value: JSONValue) -> JSONValue? {
    let pieces = Placeholder.split(text)
    guard pieces.count == 1, case .reference(let path) = pieces[0] else { return nil }
    let name = String(path.split(separator: ".").first ?? "")
    guard card.slots[name] != nil, let found = slot(name).flatMap({ Placeholder.look(path, in: $0) }) else { return nil }
    return JSONValue(found.kind, at: value.location, path: value.path)
  }

  private mutating func interpolated(_ text: String, at value: JSONValue) -> String {
    guard text.contains("{{") else { return text }
    var result = ""
    for piece in Placeholder.split(text) {
      switch piece {
      case .text(let text): result += text
      case .reference(let path):
        // A reference to something that only the template knows, such as a repeat's item, stays for it to fill.
        let name = String(path.split(separator: ".").first ?? "")
        guard card.slots[name] != nil else {
          result += "{{\(path)}}"
          continue
        }
        guard let found = slot(name).flatMap({ Placeholder.look(path, in: $0) }), let text = Placeholder.text(found)
        else { continue }
        result += text
      }
    }
    if result.utf8.count > 1 << 20 {
      report("long-text", "the text is longer than a megabyte once its references are filled in", value, "shorten it")
      return ""
    }
    return result
  }

  private mutating func report(_ code: String, _ message: String, _ value: JSONValue, _ help: String) {
    let diagnostic = Diagnostic(
      .error, code, message, help: help, at: value.location, path: value.path, subject: subject)
    if !diagnostics.contains(diagnostic) { diagnostics.append(diagnostic) }
  }
}
