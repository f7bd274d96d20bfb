/// The names of the glyphs in a font in the Compact Font Format (Adobe Technical Note 5176), which a font's
/// description may list (ISO 32000-1 table 122, `CharSet`) and some validators of PDF/A expect.
struct CFFCharset {
  /// Without the `.notdef` that every font has.
  let names: [String]

  /// - Returns: `nil` if the font cannot be read, has no names, or has names from beyond the Latin alphabet.
  init?(_ font: [UInt8]) {
    var reader = CFFReader(font)
    guard let headerSize = reader.byte(at: 2) else { return nil }
    reader.position = headerSize
    guard reader.index() != nil, let top = reader.index()?.first, let strings = reader.index(),
      case let entries = reader.dictionary(top), entries[CFFReader.registryOrderingSupplement] == nil,
      let charset = entries[CFFReader.charset], let charStrings = entries[CFFReader.charStrings]
    else { return nil }
    reader.position = charStrings
    guard let count = reader.index()?.count, let identifiers = reader.charset(at: charset, glyphs: count) else {
      return nil
    }
    var names: [String] = []
    for identifier in identifiers {
      if Self.latin.indices.contains(identifier) {
        names.append(String(Self.latin[identifier]))
      } else if case let index = identifier - Self.standardCount, strings.indices.contains(index) {
        names.append(String(decoding: font[strings[index]], as: UTF8.self))
      } else {
        return nil
      }
    }
    self.names = names
  }

  /// As `CharSet` wants them: each with its slash, in one string.
  var text: String { names.map { "/" + $0 }.joined() }

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

/// Reads the parts of a font program. Whatever lies outside the file is `nil`.
private struct CFFReader {
  /// Operators of a dictionary (table 9).
  static let charset = 15
  static let charStrings = 17
  static let registryOrderingSupplement = 1230

  private let bytes: [UInt8]
  var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func byte(at index: Int) -> Int? { bytes.indices.contains(index) ? Int(bytes[index]) : nil }

  /// A big-endian number.
  private mutating func number(_ size: Int) -> Int? {
    guard position >= 0, position <= bytes.count - size else { return nil }
    defer { position += size }
    return bytes[position..<position + size].reduce(0) { $0 << 8 | Int($1) }
  }

  /// The places of an INDEX's objects (§5).
  mutating func index() -> [Range<Int>]? {
    guard let count = number(2) else { return nil }
    guard count > 0 else { return [] }
    guard let size = number(1), (1...4).contains(size) else { return nil }
    var offsets: [Int] = []
    for _ in 0...count {
      guard let offset = number(size) else { return nil }
      offsets.append(offset)
    }
    // Offsets count from the byte before the data.
    let base = position - 1
    guard let last = offsets.last, offsets[0] == 1, base + last <= bytes.count,
      zip(offsets, offsets.dropFirst()).allSatisfy({ $0 <= $1 })
    else { return nil }
    position = base + last
    return zip(offsets, offsets.dropFirst()).map { base + $0..<base + $1 }
  }

  /// The last operand of each operator of a DICT that is a whole number (§4); two-byte operators are 1200 and more.
  mutating func dictionary(_ range: Range<Int>) -> [Int: Int] {
    var entries: [Int: Int] = [:]
    var operand = 0
    position = range.lowerBound
    while position < range.upperBound, let first = number(1) {
      switch first {
      case 12: entries[1200 + (number(1) ?? 0)] = operand
      case 0...21: entries[first] = operand
      case 28: operand = number(2) ?? 0
      case 29: operand = number(4) ?? 0
      case 30: while let pair = number(1), pair & 15 != 15, position < range.upperBound {}
      case 32...246: operand = first - 139
      case 247...250: operand = (first - 247) * 256 + (number(1) ?? 0) + 108
      case 251...254: operand = -(first - 251) * 256 - (number(1) ?? 0) - 108
      default: break
      }
    }
    return entries
  }

  /// The string identifiers of all glyphs but the first (§13).
  mutating func charset(at offset: Int, glyphs: Int) -> [Int]? {
    // Offsets below three stand for built-in sets, which are no places in the file.
    guard offset > 2, glyphs > 0 else { return nil }
    position = offset
    guard let format = number(1) else { return nil }
    var identifiers: [Int] = []
    while identifiers.count < glyphs - 1 {
      guard let first = number(2) else { return nil }
      switch format {
      case 0: identifiers.append(first)
      case 1, 2:
        guard let more = number(format) else { return nil }
        identifiers += first...first + more
      default: return nil
      }
    }
    return identifiers.count == glyphs - 1 ? identifiers : nil
  }
}
