/// Reads track lists and lines of grids (CSS Grid Layout 2, §7.2 and §8.3).
enum TrackText {
  private typealias Breadth = GridProperties.Breadth
  private typealias Track = GridProperties.Track

  static let largestCount = 1000

  // MARK: Patterns

  private static let number = "[0-9]{1,6}(?:\\.[0-9]{1,6})?"
  private static let length = LengthText.pattern(Length.Unit.allCases, signed: false)
  private static let words = "auto|min-content|max-content"
  private static let fixed =
    "(?:\(length)|minmax\\(\(length), ?(?:\(length)|\(words)|\(number)fr)\\)|minmax\\((?:\(words)), ?\(length)\\))"
  private static let track =
    "(?:\(length)|\(words)|\(number)fr|minmax\\((?:\(length)|\(words)), ?(?:\(length)|\(words)|\(number)fr)\\)"
    + "|fit-content\\(\(length)\\))"
  private static let repeated = "repeat\\([1-9][0-9]{0,2}, ?\(track)(?: \(track))*\\)"
  private static let filling = "repeat\\(auto-fi(?:ll|t), ?\(fixed)(?: \(fixed))*\\)"
  private static let item = "(?:\(track)|\(repeated))"
  private static let filled =
    "(?:\(fixed) |repeat\\([1-9][0-9]{0,2}, ?\(fixed)(?: \(fixed))*\\) )*\(filling)"
    + "(?: \(fixed)| repeat\\([1-9][0-9]{0,2}, ?\(fixed)(?: \(fixed))*\\))*"

  static let templatePattern = "^(?:none|\(item)(?: \(item))*|\(filled))$"
  static let listPattern = "^\(track)(?: \(track))*$"
  static let linePattern = "^(?:auto|-?[1-9][0-9]{0,3}|span [1-9][0-9]{0,3})$"
  static let placePattern =
    "^(?:auto|-?[1-9][0-9]{0,3}|span [1-9][0-9]{0,3})(?: ?/ ?(?:auto|-?[1-9][0-9]{0,3}|span [1-9][0-9]{0,3}))?$"

  // MARK: Track lists

  static func template(_ text: String) -> GridProperties.Template? {
    var template = GridProperties.Template()
    if text == "none" { return template }
    guard let parts = split(text, at: " "), !parts.isEmpty else { return nil }
    var isFilled = false
    for part in parts {
      var read: [Track]
      if let inside = call("repeat", part) {
        guard let comma = inside.firstIndex(of: ",") else { return nil }
        let count = inside[..<comma]
        var rest = inside[inside.index(after: comma)...]
        if rest.hasPrefix(" ") { rest = rest.dropFirst() }
        guard let tracks = list(String(rest)) else { return nil }
        if count == "auto-fill" || count == "auto-fit" {
          guard !isFilled else { return nil }
          isFilled = true
          template.repeated = tracks
          template.fits = count == "auto-fit"
          continue
        }
        guard let times = whole(count), (1...999).contains(times) else { return nil }
        read = (0..<times).flatMap { _ in tracks }
      } else if let track = track(part) {
        read = [track]
      } else {
        return nil
      }
      if isFilled { template.trailing += read } else { template.leading += read }
    }
    let all = template.leading + template.repeated + template.trailing
    // With a repetition that fills, every size has to be known (§7.2.3.1).
    guard all.count <= largestCount, !isFilled || all.allSatisfy(isFixed) else { return nil }
    return template
  }

  static func list(_ text: String) -> [GridProperties.Track]? {
    guard let parts = split(text, at: " "), !parts.isEmpty, parts.count <= largestCount else { return nil }
    let tracks = parts.compactMap(track)
    return tracks.count == parts.count ? tracks : nil
  }

  private static func isFixed(_ track: Track) -> Bool {
    if track.fitContent != nil { return false }
    if case .length = track.min { return true }
    if case .length = track.max { return true }
    return false
  }

  private static func track(_ text: Substring) -> Track? {
    if let inside = call("minmax", text) {
      guard let parts = split(String(inside), at: ","), parts.count == 2 else { return nil }
      let second = parts[1].hasPrefix(" ") ? parts[1].dropFirst() : parts[1]
      guard let least = breadth(parts[0]), let most = breadth(second) else { return nil }
      if case .fraction = least { return nil }
      return Track(least, most)
    }
    if let inside = call("fit-content", text) {
      return LengthText.read(inside, Length.Unit.allCases, signed: false).map {
        Track(.auto, .maxContent, fitContent: $0)
      }
    }
    guard let breadth = breadth(text) else { return nil }
    if case .fraction = breadth { return Track(.auto, breadth) }
    return Track(breadth, breadth)
  }

  private static func breadth(_ text: Substring) -> Breadth? {
    switch text {
    case "auto": return .auto
    case "min-content": return .minContent
    case "max-content": return .maxContent
    default: break
    }
    if text.hasSuffix("fr") {
      let parts = text.dropLast(2).utf8.split(separator: 0x2E, omittingEmptySubsequences: false)
      guard (1...2).contains(parts.count),
        parts.allSatisfy({ (1...6).contains($0.count) && $0.allSatisfy(ASCII.isDigit) })
      else { return nil }
      return Double(text.dropLast(2)).map { .fraction($0) }
    }
    return LengthText.read(text, Length.Unit.allCases, signed: false).map { .length($0) }
  }

  private static func call(_ name: String, _ text: Substring) -> Substring? {
    guard text.hasPrefix(name + "("), text.hasSuffix(")") else { return nil }
    return text.dropFirst(name.count + 1).dropLast()
  }

  /// Splits outside of parentheses. `nil` where a piece is empty or a parenthesis is open.
  private static func split(_ text: String, at separator: Character) -> [Substring]? {
    var parts: [Substring] = []
    var depth = 0
    var start = text.startIndex
    for index in text.indices {
      switch text[index] {
      case "(": depth += 1
      case ")": depth -= 1
      case separator where depth == 0:
        parts.append(text[start..<index])
        start = text.index(after: index)
      default: break
      }
    }
    parts.append(text[start...])
    return depth == 0 && !parts.contains("") ? parts : nil
  }

  // MARK: Lines

  static func line(_ text: Substring) -> GridProperties.Line? {
    if text == "auto" { return .auto }
    if text.hasPrefix("span ") {
      return whole(text.dropFirst(5)).flatMap { (1...9999).contains($0) ? .span($0) : nil }
    }
    let isNegative = text.hasPrefix("-")
    guard let number = whole(isNegative ? text.dropFirst() : text), (1...9999).contains(number) else { return nil }
    return .line(isNegative ? -number : number)
  }

  static func place(_ text: String) -> (start: GridProperties.Line, end: GridProperties.Line)? {
    guard let slash = text.firstIndex(of: "/") else { return line(Substring(text)).map { ($0, .auto) } }
    var first = text[..<slash]
    var second = text[text.index(after: slash)...]
    if first.hasSuffix(" ") { first = first.dropLast() }
    if second.hasPrefix(" ") { second = second.dropFirst() }
    guard let start = line(first), let end = line(second) else { return nil }
    return (start, end)
  }

  /// A whole number without a sign or leading zeros.
  private static func whole(_ text: Substring) -> Int? {
    guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy(ASCII.isDigit), text.utf8.first != 0x30 else {
      return nil
    }
    return Int(text)
  }
}
