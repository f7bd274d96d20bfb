import XMP

/// What a PNG file says about itself. Every text is plain UTF-8; empty texts are left out.
public struct PNGMetadata: Sendable, Hashable {
  /// The card's title.
  public var title: String?
  /// The alternative text: what the picture shows, for those who cannot see it.
  public var description: String?
  /// BCP 47 tag of the language of `title` and `description`, for instance `es`.
  public var language: String?
  public var author: String?
  public var copyright: String?
  /// The program that made the file.
  public var software: String
  /// 96 for a picture at single size, 192 at double size; `nil` states no resolution.
  public var pixelsPerInch: Double?

  public init(
    title: String? = nil, description: String? = nil, language: String? = nil, author: String? = nil,
    copyright: String? = nil, software: String = "Placard", pixelsPerInch: Double? = nil
  ) {
    self.title = title
    self.description = description
    self.language = language
    self.author = author
    self.copyright = copyright
    self.software = software
    self.pixelsPerInch = pixelsPerInch
  }

  /// The language tag if it has the form of one (RFC 5646 §2.1: subtags of one to eight letters or digits), else empty.
  var languageTag: String {
    guard let language, language.utf8.count <= 255 else { return "" }
    let subtags = language.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let wellFormed = subtags.allSatisfy { subtag in
      (1...8).contains(subtag.count) && subtag.allSatisfy { $0.isASCIILetterOrDigit }
    }
    return wellFormed ? language : ""
  }

  /// The keyword and text of each `iTXt` chunk, in file order (PNG specification, third edition, §11.3.3.1).
  var texts: [(keyword: String, text: String, isTranslated: Bool)] {
    let fields: [(String, String?, Bool)] = [
      ("Title", title, true), ("Description", description, true), ("Author", author, false),
      ("Copyright", copyright, false), ("Software", software, false),
    ]
    return fields.compactMap { keyword, text, isTranslated in
      guard let text = text?.withoutControls, !text.isEmpty else { return nil }
      return (keyword, text, isTranslated)
    }
  }

  /// The same texts where photo tools and screen-reader software look for them, above all the IPTC field
  /// "Alt Text (Accessibility)"; `nil` where there is nothing to say.
  var packet: XMPPacket? {
    var packet = XMPPacket(
      language: languageTag,
      namespaces: [.dublinCore, .init("Iptc4xmpCore", "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/")])
    packet.add("dc:title", translated: title)
    packet.add("dc:description", translated: description)
    packet.add("dc:creator", list: "rdf:Seq", [author])
    packet.add("dc:rights", untranslated: copyright)
    let hasText = !(title ?? "").isEmpty || !(description ?? "").isEmpty
    packet.add("dc:language", list: "rdf:Bag", hasText ? [languageTag] : [])
    packet.add("Iptc4xmpCore:AltTextAccessibility", translated: description)
    return packet.isEmpty ? nil : packet
  }
}

extension UInt8 {
  fileprivate var isASCIILetterOrDigit: Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self)
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20)
  }
}
