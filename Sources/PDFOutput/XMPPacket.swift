/// An XMP packet in RDF/XML (ISO 16684-1 §7). Texts that are empty are left out.
struct XMPPacket {
  private let language: String
  private var properties: [String] = []

  /// - Parameter language: BCP 47, of texts that can be translated.
  init(language: String) { self.language = language }

  mutating func add(_ name: String, _ text: String?) {
    guard let text = Self.escaped(text) else { return }
    add(xml: "<\(name)>\(text)</\(name)>")
  }

  /// A text in the packet's language, which also stands for all others (§8.2.2.4).
  mutating func add(_ name: String, translated text: String?) {
    guard let text = Self.escaped(text) else { return }
    let own = Self.escaped(language).map { "<rdf:li xml:lang=\"\($0)\">\(text)</rdf:li>" } ?? ""
    add(xml: "<\(name)><rdf:Alt><rdf:li xml:lang=\"x-default\">\(text)</rdf:li>\(own)</rdf:Alt></\(name)>")
  }

  mutating func add(_ name: String, list container: String, _ texts: [String?]) {
    let items = texts.compactMap(Self.escaped).map { "<rdf:li>\($0)</rdf:li>" }
    guard !items.isEmpty else { return }
    add(xml: "<\(name)><\(container)>\(items.joined())</\(container)></\(name)>")
  }

  mutating func add(xml: String) { properties.append("   " + xml) }

  var xml: String {
    let namespaces = Self.namespaces.map { "xmlns:\($0)=\"\($1)\"" }.joined(separator: " ")
    return """
      <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/">
       <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" \(namespaces)>
      \(properties.joined(separator: "\n"))
        </rdf:Description>
       </rdf:RDF>
      </x:xmpmeta>
      <?xpacket end="r"?>
      """
  }

  private static let namespaces = [
    ("dc", "http://purl.org/dc/elements/1.1/"), ("xmp", "http://ns.adobe.com/xap/1.0/"),
    ("pdf", "http://ns.adobe.com/pdf/1.3/"), ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
    ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/"), ("pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"),
    ("pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"), ("pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"),
  ]

  private static func escaped(_ text: String?) -> String? {
    guard let text = text?.onOneLine, !text.isEmpty else { return nil }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
