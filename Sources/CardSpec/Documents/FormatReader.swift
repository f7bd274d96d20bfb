import Diagnostics

/// Reads an entry of `formats`: the name of a built-in format, or a size of one's own.
enum FormatReader {
  static func read(_ value: JSONValue) -> (format: Format?, diagnostics: [Diagnostic]) {
    if let name = value.string { return builtIn(name, value) }
    var diagnostics: [Diagnostic] = []
    let width = extent(value["width"], "wide", &diagnostics)
    let height = extent(value["height"], "high", &diagnostics)
    guard let name = value["name"]?.string, FileName.isValid(name), let width, let height else {
      return (nil, diagnostics)
    }
    let bleed = value["bleed"].flatMap(Grammar<Length>.paperLength.read)?.paperPx ?? 0
    if bleed > min(width, height) {
      diagnostics.append(
        Diagnostic(
          .error, "wrong-size", "the bleed is larger than the card", help: "printers ask for 3 mm",
          at: value["bleed"]?.location, path: value["bleed"]?.path))
    }
    let stated = value["medium"]?.string.flatMap(Format.Medium.init)
    // Only what is cut has a bleed.
    let medium = stated ?? (bleed > 0 ? .paper : .screen)
    if bleed > 0, medium == .screen {
      diagnostics.append(
        Diagnostic(
          .error, "wrong-value", "a screen has no bleed", reason: "paint reaches over the trim where paper is cut",
          help: "set `medium` to \"paper\", or remove `bleed`", at: value["bleed"]?.location, path: value["bleed"]?.path
        ))
    }
    let traits =
      value["traits"].map { ($0.array ?? []).compactMap(\.string) } ?? BuiltInFormats.traits(medium, width, height)
    let format = Format(name: name, medium: medium, width: width, height: height, bleed: bleed, traits: traits)
    return (diagnostics.isEmpty ? format : nil, diagnostics)
  }

  private static func builtIn(_ name: String, _ value: JSONValue) -> (format: Format?, diagnostics: [Diagnostic]) {
    if let format = BuiltInFormats.all.first(where: { $0.name == name }) { return (format, []) }
    guard FileName.isValid(name) else { return (nil, []) }
    let near = Suggestion.nearest(to: name, among: BuiltInFormats.all.map(\.name))
    let diagnostic = Diagnostic(
      .error, "unknown-format", "there is no format \"\(name)\"",
      help: near.map { "did you mean \"\($0)\"?" } ?? "`placard formats` lists them", at: value.location,
      path: value.path)
    return (nil, [diagnostic])
  }

  private static func extent(_ value: JSONValue?, _ word: String, _ diagnostics: inout [Diagnostic]) -> Double? {
    guard let value, let length = Grammar<Length>.paperLength.read(value) else { return nil }
    let px = length.paperPx
    if (1...20_000).contains(px) { return px }
    diagnostics.append(
      Diagnostic(
        .error, "wrong-size", "a card cannot be \(NodeMessages.describe(value)) \(word)",
        reason: "expected from 1 px to 20,000 px", at: value.location, path: value.path))
    return nil
  }
}
