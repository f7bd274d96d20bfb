/// The XMP packet of a picture (ISO 16684-1): the same texts as the `iTXt` chunks where photo tools and screen-reader
/// software look for them, above all the IPTC field "Alt Text (Accessibility)".
struct XMPPacket {
  let metadata: PNGMetadata

  /// The packet as XML, or `nil` when there is nothing to say.
  var xml: String? {
    let properties = [
      alternatives("dc:title", metadata.title),
      alternatives("dc:description", metadata.description),
      list("dc:creator", "rdf:Seq", metadata.author),
      alternatives("dc:rights", metadata.copyright, isTranslated: false),
      list("dc:language", "rdf:Bag", hasText ? metadata.languageTag : nil),
      alternatives("Iptc4xmpCore:AltTextAccessibility", metadata.description),
    ].compactMap(\.self)
    guard !properties.isEmpty else { return nil }
    return """
      <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/">
       <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
      xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/">
      \(properties.joined(separator: "\n"))
        </rdf:Description>
       </rdf:RDF>
      </x:xmpmeta>
      <?xpacket end="r"?>
      """
  }

  private var hasText: Bool { !(metadata.title ?? "").isEmpty || !(metadata.description ?? "").isEmpty }

  /// A language alternative: the default, and the same text under its language.
  private func alternatives(_ name: String, _ text: String?, isTranslated: Bool = true) -> String? {
    guard let text = Self.escape(text) else { return nil }
    let language = isTranslated ? metadata.languageTag : ""
    let tagged = language.isEmpty ? "" : "<rdf:li xml:lang=\"\(language)\">\(text)</rdf:li>"
    return "   <\(name)><rdf:Alt><rdf:li xml:lang=\"x-default\">\(text)</rdf:li>\(tagged)</rdf:Alt></\(name)>"
  }

  private func list(_ name: String, _ container: String, _ text: String?) -> String? {
    guard let text = Self.escape(text) else { return nil }
    return "   <\(name)><\(container)><rdf:li>\(text)</rdf:li></\(container)></\(name)>"
  }

  /// The text as XML character data, or `nil` if nothing is left of it.
  private static func escape(_ text: String?) -> String? {
    guard let text = text?.withoutControls, !text.isEmpty else { return nil }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
