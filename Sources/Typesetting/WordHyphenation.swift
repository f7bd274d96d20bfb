/// Puts soft hyphens where a language's patterns allow words to be broken, so that shaping, breaking and copying treat
/// them like those that an author wrote.
struct WordHyphenation {
  private static let softHyphen: Unicode.Scalar = "\u{AD}"
  /// A name marked with it, anywhere in the word, is never broken.
  private static let wordJoiner: Unicode.Scalar = "\u{2060}"

  let text: StyledText
  let library: HyphenationLibrary
  private let never: Set<String>

  init(_ text: StyledText, library: HyphenationLibrary) {
    self.text = text
    self.library = library
    never = Set(text.hyphenation.neverBroken.map { $0.lowercased() })
  }

  func apply(to paragraph: inout SourceParagraph) {
    switch text.hyphenation.mode {
    case .manual: break
    case .none: removeSoftHyphens(&paragraph)
    case .auto: addSoftHyphens(&paragraph)
    }
  }

  private func removeSoftHyphens(_ paragraph: inout SourceParagraph) {
    guard paragraph.scalars.contains(Self.softHyphen) else { return }
    let kept = paragraph.scalars.indices.filter { paragraph.scalars[$0] != Self.softHyphen }
    paragraph.spans = kept.map { paragraph.spans[$0] }
    paragraph.scalars = kept.map { paragraph.scalars[$0] }
  }

  private func addSoftHyphens(_ paragraph: inout SourceParagraph) {
    let scalars = paragraph.scalars
    let hasSmallLetters = scalars.contains { $0.properties.isLowercase }
    var breaks: [Int] = []
    var start = 0
    while start < scalars.count {
      guard !Self.isSpace(scalars[start]) else {
        start += 1
        continue
      }
      var end = start
      while end < scalars.count, !Self.isSpace(scalars[end]) { end += 1 }
      if !Self.isUnbreakable(scalars[start..<end]) {
        addBreaks(start..<end, paragraph, hasSmallLetters, to: &breaks)
      }
      start = end
    }
    insert(breaks, into: &paragraph)
  }

  /// Numbers, addresses, and what is marked as a name.
  private static func isUnbreakable(_ token: ArraySlice<Unicode.Scalar>) -> Bool {
    token.contains { scalar in
      scalar == wordJoiner || scalar == "@" || scalar == "/" || scalar == "\\" || scalar == "_"
        || scalar.properties.generalCategory == .decimalNumber
    }
      || token.indices.dropFirst().dropLast().contains { index in
        (token[index] == "." || token[index] == ":") && isLetter(token[index - 1]) && isLetter(token[index + 1])
      }
  }

  /// The breaks of the words in what stands between two spaces.
  private func addBreaks(
    _ token: Range<Int>, _ paragraph: SourceParagraph, _ hasSmallLetters: Bool, to breaks: inout [Int]
  ) {
    var start = token.lowerBound
    while start < token.upperBound {
      guard Self.isLetter(paragraph.scalars[start]) else {
        start += 1
        continue
      }
      var end = start
      while end < token.upperBound, Self.isLetter(paragraph.scalars[end]) || paragraph.scalars[end] == Self.softHyphen {
        end += 1
      }
      breaks += self.breaks(start..<end, paragraph, hasSmallLetters)
      start = end
    }
  }

  private func breaks(_ range: Range<Int>, _ paragraph: SourceParagraph, _ hasSmallLetters: Bool) -> [Int] {
    let word = Array(paragraph.scalars[range])
    let limits = text.hyphenation
    guard word.count >= limits.shortestWord, word.count <= HyphenationDictionary.longestWord,
      !word.contains(Self.softHyphen)
    else { return [] }
    let spans = Set(paragraph.spans[range]).map { text.spans[Int($0)] }
    guard spans.allSatisfy(\.hyphenates), Set(spans.map(\.language)).count == 1 else { return [] }
    // Words in capitals among others are acronyms.
    if hasSmallLetters, !word.contains(where: { $0.properties.isLowercase }),
      word.contains(where: { $0.properties.isUppercase })
    {
      return []
    }
    var string = String.UnicodeScalarView()
    string.append(contentsOf: word)
    let lowered = String(string).lowercased()
    // Where a capital has no single small letter, places in the word would shift.
    let small = Array(lowered.unicodeScalars)
    guard small.count == word.count, !never.contains(lowered),
      let dictionary = library.dictionary(for: spans[0].language ?? text.language)
    else { return [] }
    return dictionary.breaks(in: small)
      .filter { $0 >= limits.shortestBefore && word.count - $0 >= limits.shortestAfter }
      .filter { !Self.isMark(word[$0]) }
      .map { range.lowerBound + $0 }
  }

  private func insert(_ breaks: [Int], into paragraph: inout SourceParagraph) {
    guard !breaks.isEmpty else { return }
    var (scalars, spans): ([Unicode.Scalar], [Int32]) = ([], [])
    scalars.reserveCapacity(paragraph.scalars.count + breaks.count)
    spans.reserveCapacity(paragraph.scalars.count + breaks.count)
    var next = breaks.startIndex
    for (index, scalar) in paragraph.scalars.enumerated() {
      if next < breaks.endIndex, breaks[next] == index {
        scalars.append(Self.softHyphen)
        spans.append(paragraph.spans[index - 1])
        next += 1
      }
      scalars.append(scalar)
      spans.append(paragraph.spans[index])
    }
    paragraph.scalars = scalars
    paragraph.spans = spans
  }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? scalar == " " : scalar.properties.generalCategory == .spaceSeparator
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark: true
    default: false
    }
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? scalar.properties.isAlphabetic : scalar.properties.isAlphabetic || isMark(scalar)
  }
}
