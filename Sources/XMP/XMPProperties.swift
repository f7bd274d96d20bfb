/// What an XMP packet says (ISO 16684-1 §7), as far as documents are asked for it: simple properties, and the items of
/// lists. Structures within properties are left aside.
public struct XMPProperties: Sendable, Hashable {
  /// A property by its vocabulary's address and its name, joined.
  private var values: [String: [String]] = [:]
  /// Whether the packet is well-formed XML that holds RDF.
  public private(set) var isReadable = false
  /// The addresses of the vocabularies that a PDF/A extension schema describes (ISO 19005-2 §6.6.2.3.3).
  public private(set) var describedNamespaces: Set<String> = []
  /// Every property as its vocabulary's address and its name.
  public private(set) var names: Set<Name> = []

  public struct Name: Sendable, Hashable {
    public var namespace: String
    public var name: String

    public init(namespace: String, name: String) {
      self.namespace = namespace
      self.name = name
    }
  }

  public init(_ packet: [UInt8]) {
    var scanner = XMLScanner(Self.utf8(packet))
    var path: [XMLScanner.Name] = []
    var text = ""
    var hasRDF = false
    while let event = scanner.next() {
      switch event {
      case .start(let name, let attributes):
        path.append(name)
        text = ""
        if name == Self.rdf("RDF") { hasRDF = true }
        guard name == Self.rdf("Description"), path.dropLast().last == Self.rdf("RDF") else { continue }
        for (name, value) in attributes
        where !name.namespace.isEmpty && name.namespace != Self.rdfURI && name.namespace != Self.xmlURI {
          add(value, to: name)
        }
      case .text(let part): text += part
      case .end:
        take(text, at: path)
        text = ""
        _ = path.popLast()
      }
    }
    isReadable = scanner.isWellFormed && hasRDF && path.isEmpty
  }

  /// The property's text; of a list or of alternatives in languages, the first.
  public func text(_ namespace: String, _ name: String) -> String? { values[namespace + name]?.first }

  public func list(_ namespace: String, _ name: String) -> [String] { values[namespace + name] ?? [] }

  /// - Parameter path: The elements that the text stands in, the innermost last.
  private mutating func take(_ text: String, at path: [XMLScanner.Name]) {
    guard let top = path.firstIndex(of: Self.rdf("Description")), path.count > top + 1 else { return }
    let property = path[top + 1]
    let rest = path[(top + 2)...]
    names.insert(Name(namespace: property.namespace, name: property.local))
    if let last = rest.last, last.local == "namespaceURI", last.namespace == "http://www.aiim.org/pdfa/ns/schema#" {
      describedNamespaces.insert(text)
    }
    let isItem = rest.count == 2 && rest.last == Self.rdf("li")
    let isSimple = rest.isEmpty && values[property.namespace + property.local] == nil
    if isItem || isSimple { add(text, to: property) }
  }

  private mutating func add(_ text: String, to name: XMLScanner.Name) {
    names.insert(Name(namespace: name.namespace, name: name.local))
    values[name.namespace + name.local, default: []].append(text)
  }

  private static let rdfURI = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
  private static let xmlURI = "http://www.w3.org/XML/1998/namespace"
  private static func rdf(_ name: String) -> XMLScanner.Name { XMLScanner.Name(namespace: rdfURI, local: name) }

  /// Packets may also stand in UTF-16.
  private static func utf8(_ packet: [UInt8]) -> [UInt8] {
    guard packet.count > 1 else { return packet }
    switch (packet[0], packet[1]) {
    case (0xFE, 0xFF), (0, _): return recoded(packet) { UInt16($0) << 8 | UInt16($1) }
    case (0xFF, 0xFE), (_, 0): return recoded(packet) { UInt16($1) << 8 | UInt16($0) }
    default: return packet
    }
  }

  private static func recoded(_ packet: [UInt8], _ join: (UInt8, UInt8) -> UInt16) -> [UInt8] {
    let units = stride(from: 0, to: packet.count - 1, by: 2).map { join(packet[$0], packet[$0 + 1]) }
    return Array(String(decoding: units, as: UTF16.self).utf8)
  }
}
