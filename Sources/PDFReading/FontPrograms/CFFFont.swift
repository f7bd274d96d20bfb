/// A font program in the Compact Font Format (Adobe Technical Note 5176): what a PDF says about its glyphs again
/// outside of it.
package struct CFFFont {
  /// By glyph; the first is `.notdef`. Empty for fonts whose glyphs have numbers, or names from beyond the Latin alphabet.
  package let names: [String]
  /// By glyph, in thousandths of the font size, as PDF counts.
  package let widths: [Double]
  /// The glyph of each code of a simple font.
  package let glyphs: [Int: Int]

  /// - Returns: `nil` if the font cannot be read.
  package init?(_ font: [UInt8]) {
    var reader = CFFReader(font)
    guard reader.skipHeader(), reader.index() != nil, let top = reader.index()?.first, let strings = reader.index(),
      let global = reader.index(), case let entries = reader.dictionary(top),
      let charStrings = entries.whole(.charStrings), let outlines = reader.index(at: charStrings)
    else { return nil }
    let identifiers = entries.whole(.charset).flatMap { reader.charset(at: $0, glyphs: outlines.count) }
    names = identifiers.flatMap { Self.names($0, strings.map { String(decoding: font[$0], as: UTF8.self) }) } ?? []
    glyphs = entries.whole(.encoding).map { reader.encoding(at: $0) } ?? [:]

    var owner = entries
    if let parts = entries.whole(.fontArray) {
      // Fonts made of several parts have a scale and widths for each; Cairo writes one.
      guard let list = reader.index(at: parts), list.count == 1 else { return nil }
      owner = reader.dictionary(list[0])
    }
    guard let hints = owner.numbers(.privateDictionary), hints.count == 2,
      let place = reader.range(hints[1], count: hints[0])
    else { return nil }
    let settings = reader.dictionary(place)
    let local = settings.whole(.subroutines).flatMap { reader.index(at: place.lowerBound + $0) } ?? []
    let scan = CharStringWidth(
      bytes: font, local: local, global: global, standard: settings.numbers(.defaultWidth)?.last ?? 0,
      nominal: settings.numbers(.nominalWidth)?.last ?? 0)
    let scale = 1000 * (entries.numbers(.matrix)?.first ?? owner.numbers(.matrix)?.first ?? 0.001)
    let found = outlines.compactMap { scan.width(of: $0) }
    guard found.count == outlines.count else { return nil }
    widths = found.map { $0 * scale }
  }

  /// All names but that of `.notdef`, as `CharSet` wants them (ISO 32000-1 table 122).
  package var charset: String? { names.isEmpty ? nil : names.dropFirst().map { "/" + $0 }.joined() }

  private static func names(_ identifiers: [Int], _ strings: [String]) -> [String]? {
    let names = identifiers.map { identifier -> String? in
      if latin.indices.contains(identifier) { return String(latin[identifier]) }
      let own = identifier - standardCount
      return strings.indices.contains(own) ? strings[own] : nil
    }
    return names.contains(nil) ? nil : names.compactMap(\.self)
  }

  /// How many strings the format knows by number (appendix A).
  private static let standardCount = 391

  /// The first of them, those of the character set ISOAdobe.
  private static let latin = """
    .notdef space exclam quotedbl numbersign dollar percent ampersand quoteright parenleft parenright asterisk plus \
    comma hyphen period slash zero one two three four five six seven eight nine colon semicolon less equal greater \
    question at A B C D E F G H I J K L M N O P Q R S T U V W X Y Z bracketleft backslash bracketright asciicircum \
    underscore quoteleft a b c d e f g h i j k l m n o p q r s t u v w x y z braceleft bar braceright asciitilde \
    exclamdown cent sterling fraction yen florin section currency quotesingle quotedblleft guillemotleft \
    guilsinglleft guilsinglright fi fl endash dagger daggerdbl periodcentered paragraph bullet quotesinglbase \
    quotedblbase quotedblright guillemotright ellipsis perthousand questiondown grave acute circumflex tilde macron \
    breve dotaccent dieresis ring cedilla hungarumlaut ogonek caron emdash AE ordfeminine Lslash Oslash OE \
    ordmasculine ae dotlessi lslash oslash oe germandbls onesuperior logicalnot mu trademark Eth onehalf plusminus \
    Thorn onequarter divide brokenbar degree thorn threequarters twosuperior registered minus eth multiply \
    threesuperior copyright Aacute Acircumflex Adieresis Agrave Aring Atilde Ccedilla Eacute Ecircumflex Edieresis \
    Egrave Iacute Icircumflex Idieresis Igrave Ntilde Oacute Ocircumflex Odieresis Ograve Otilde Scaron Uacute \
    Ucircumflex Udieresis Ugrave Yacute Ydieresis Zcaron aacute acircumflex adieresis agrave aring atilde ccedilla \
    eacute ecircumflex edieresis egrave iacute icircumflex idieresis igrave ntilde oacute ocircumflex odieresis \
    ograve otilde scaron uacute ucircumflex udieresis ugrave yacute ydieresis zcaron
    """.split(separator: " ")
}
