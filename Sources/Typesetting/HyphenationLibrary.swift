import CPango

#if canImport(CHyphen)
  import CHyphen
#endif

/// The hyphenation patterns of this machine, by language.
///
/// It owns the dictionaries it has opened. Not `Sendable`: give each worker its own.
public final class HyphenationLibrary {
  /// Where patterns are looked for: Debian's `hyphen-*` packages put them here.
  public static let folders = ["/usr/share/hyphen"]

  private let folders: [String]
  private var dictionaries: [String: HyphenationDictionary?] = [:]

  public init(folders: [String] = HyphenationLibrary.folders) { self.folders = folders }

  /// Whether there are patterns for the language, a BCP 47 tag.
  public func hasPatterns(for language: String) -> Bool { dictionary(for: language) != nil }

  /// The Debian package that holds a language's patterns; `nil` for a language that has none or does not break words.
  public static func package(for language: String) -> String? {
    let (code, region) = parts(of: language)
    switch (code, region) {
    case ("en", "US"), ("en", ""): return "hyphen-en-us"
    case ("en", _): return "hyphen-en-gb"
    case ("pt", "PT"): return "hyphen-pt-pt"
    case ("pt", _): return "hyphen-pt-br"
    case ("nb", _), ("nn", _): return "hyphen-no"
    default: return packaged.contains(code) ? "hyphen-\(code)" : nil
    }
  }

  /// As of Debian 12.
  private static let packaged: Set<String> = Set(
    """
    af as be bg bn ca cs da de el es fr gl gu hi hr hu id is it kn lt lv ml mn mr nl no or pa pl ro ru sk sl sr sv ta \
    te th uk zu
    """.split(separator: " ").map(String.init))

  func dictionary(for language: String) -> HyphenationDictionary? {
    if let known = dictionaries[language] { return known }
    let found = files(for: language).lazy.compactMap { HyphenationDictionary(file: $0) }.first
    dictionaries[language] = .some(found)
    return found
  }

  /// The files that may hold a language's patterns and exist, best first: those of its region, of the region that the
  /// language alone stands for (CLDR, likely subtags), and of no region.
  private func files(for language: String) -> [String] {
    let (code, region) = Self.parts(of: language)
    guard (2...3).contains(code.utf8.count), code.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else { return [] }
    let usual = Self.usualRegions[code] ?? code.uppercased()
    let names = (region.isEmpty ? [] : ["\(code)_\(region)"]) + ["\(code)_\(usual)", code]
    return names.flatMap { name in folders.map { "\($0)/hyph_\(name).dic" } }
      .filter { g_file_test($0, G_FILE_TEST_IS_REGULAR) != 0 }
  }

  private static let usualRegions = [
    "be": "BY", "ca": "ES", "cs": "CZ", "da": "DK", "el": "GR", "en": "US", "et": "EE", "nb": "NO", "nn": "NO",
    "pt": "BR", "sl": "SI", "sr": "Latn", "sv": "SE", "uk": "UA", "zu": "ZA",
  ]

  /// The language's code and its region, in the capitals that files use; empty where there is none.
  private static func parts(of tag: String) -> (code: String, region: String) {
    let parts = tag.split(separator: "-")
    let region = parts.dropFirst().first { part in
      part.utf8.count == 2 && part.utf8.allSatisfy { (0x41...0x5A).contains($0 & 0xDF) }
    }
    return (parts.first?.lowercased() ?? "", region?.uppercased() ?? "")
  }
}

/// One language's patterns.
final class HyphenationDictionary {
  /// Longer words are none.
  static let longestWord = 64
  private static let mostKnown = 10_000

  #if canImport(CHyphen)
    private let dictionary: UnsafeMutablePointer<HyphenDict>
    /// Whether words are handed over in UTF-8; else in ISO 8859-1, the other encoding of the packages' German patterns.
    private let isUTF8: Bool
  #endif
  private var known: [[Unicode.Scalar]: [Int]] = [:]

  /// `nil` where the file is no dictionary, or one in an encoding that cannot be written.
  init?(file: String) {
    #if canImport(CHyphen)
      guard let dictionary = hnj_hyphen_load(file) else { return nil }
      let name = withUnsafeBytes(of: dictionary.pointee.cset) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      guard dictionary.pointee.utf8 != 0 || name == "ISO8859-1" else {
        hnj_hyphen_free(dictionary)
        return nil
      }
      self.dictionary = dictionary
      isUTF8 = dictionary.pointee.utf8 != 0
    #else
      return nil
    #endif
  }

  #if canImport(CHyphen)
    deinit { hnj_hyphen_free(dictionary) }
  #endif

  /// How many letters may stand before each break that the patterns allow, in order. `word` is in small letters.
  func breaks(in word: [Unicode.Scalar]) -> [Int] {
    guard (2...Self.longestWord).contains(word.count) else { return [] }
    if let breaks = known[word] { return breaks }
    let breaks = look(up: word)
    if known.count >= Self.mostKnown { known = [:] }
    known[word] = breaks
    return breaks
  }

  private func look(up word: [Unicode.Scalar]) -> [Int] {
    #if canImport(CHyphen)
      guard let bytes = encoded(word) else { return [] }
      // libhyphen writes at most five bytes more than the word has, and reads up to its length.
      var points = [CChar](repeating: 0, count: bytes.count + 5)
      var replacements: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
      var (positions, cuts): (UnsafeMutablePointer<Int32>?, UnsafeMutablePointer<Int32>?)
      let status = bytes.withUnsafeBufferPointer { buffer in
        hnj_hyphen_hyphenate2(
          dictionary, buffer.baseAddress, Int32(bytes.count), &points, nil, &replacements, &positions, &cuts)
      }
      // It makes the three arrays, an entry a byte, only where breaking changes the spelling; they are ours to free.
      defer {
        if let replacements { for index in bytes.indices { free(replacements[index]) } }
        free(replacements)
        free(positions)
        free(cuts)
      }
      guard status == 0 else { return [] }
      // A break that changes letters, as some languages have it, cannot be drawn from the word's own glyphs.
      // Points and replacements are counted in characters.
      return (0..<word.count - 1).filter { points[$0] & 1 == 1 && replacements?[$0] == nil }.map { $0 + 1 }
    #else
      return []
    #endif
  }

  #if canImport(CHyphen)
    /// `nil` where the encoding has not all letters, which patterns could not know then.
    private func encoded(_ word: [Unicode.Scalar]) -> [CChar]? {
      if isUTF8 {
        return word.flatMap { Array(UTF8.encode($0) ?? UTF8.encodedReplacementCharacter) }.map(CChar.init(bitPattern:))
      }
      guard word.allSatisfy({ $0.value < 0x100 }) else { return nil }
      return word.map { CChar(bitPattern: UInt8($0.value)) }
    }
  #endif
}
