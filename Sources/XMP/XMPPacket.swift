/// An XMP packet in RDF/XML (ISO 16684-1 §7): what a file says about itself, in the one form that pictures and documents
/// share. Texts that are empty are left out.
public struct XMPPacket: Sendable {
  /// A vocabulary of properties, for instance Dublin Core.
  public struct Namespace: Sendable {
    public var prefix: String
    public var uri: String
    public init(_ prefix: String, _ uri: String) {
      self.prefix = prefix
      self.uri = uri
    }
    public static let dublinCore = Namespace("dc", "http://purl.org/dc/elements/1.1/")
  }

  private let language: String
  private let namespaces: [Namespace]
  private var properties: [String] = []

  /// - Parameters:
  ///   - language: BCP 47, of texts that can be translated; empty where it is not known.
  ///   - namespaces: those of every property that is added.
  public init(language: String, namespaces: [Namespace]) {
    self.language = language
    self.namespaces = namespaces
  }

  /// Whether there is nothing to say.
  public var isEmpty: Bool { properties.isEmpty }

  public mutating func add(_ name: String, _ text: String?) {
    guard let text = Self.escaped(text) else { return }
    add(xml: "<\(name)>\(text)</\(name)>")
  }

  /// A text in the packet's language, which also stands for all others (§8.2.2.4).
  public mutating func add(_ name: String, translated text: String?) { add(name, text, in: language) }

  /// A text that is the same in every language.
  public mutating func add(_ name: String, untranslated text: String?) { add(name, text, in: "") }

  private mutating func add(_ name: String, _ text: String?, in language: String) {
    guard let text = Self.escaped(text) else { return }
    let own = Self.escaped(language).map { "<rdf:li xml:lang=\"\($0)\">\(text)</rdf:li>" } ?? ""
    add(xml: "<\(name)><rdf:Alt><rdf:li xml:lang=\"x-default\">\(text)</rdf:li>\(own)</rdf:Alt></\(name)>")
  }

  /// - Parameter container: `rdf:Seq` for what has an order, else `rdf:Bag`.
  public mutating func add(_ name: String, list container: String, _ texts: [String?]) {
    let items = texts.compactMap(Self.escaped).map { "<rdf:li>\($0)</rdf:li>" }
    guard !items.isEmpty else { return }
    add(xml: "<\(name)><\(container)>\(items.joined())</\(container)></\(name)>")
  }

  /// A property that is XML already.
  public mutating func add(xml: String) { properties.append("   " + xml) }

  public var xml: String {
    let declarations = namespaces.map { "xmlns:\($0.prefix)=\"\($0.uri)\"" }.joined(separator: " ")
    return """
      <?xpacket begin="\u{FEFF}" id="W5M0MpCehiHzreSzNTczkc9d"?>
      <x:xmpmeta xmlns:x="adobe:ns:meta/">
       <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" \(declarations)>
      \(properties.joined(separator: "\n"))
        </rdf:Description>
       </rdf:RDF>
      </x:xmpmeta>
      <?xpacket end="r"?>
      """
  }

  private static func escaped(_ text: String?) -> String? {
    guard let text = text?.withoutControls, !text.isEmpty else { return nil }
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

extension String {
  /// The text without what neither XML (XML 1.0 §2.2) nor PNG texts may hold: control characters other than tab and line
  /// feed, and the two non-characters U+FFFE and U+FFFF. A carriage return becomes a line feed (PNG §11.3.3.1).
  public var withoutControls: String {
    var result = String.UnicodeScalarView()
    var previousWasReturn = false
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x0D: result.append("\n")
      case 0x0A: if !previousWasReturn { result.append(scalar) }
      case 0x09: result.append(scalar)
      case 0..<0x20, 0x7F..<0xA0, 0xFFFE, 0xFFFF: break
      default: result.append(scalar)
      }
      previousWasReturn = scalar.value == 0x0D
    }
    return String(result)
  }
}
