import Testing
import XMP

@Suite("What an XMP packet says")
struct XMPPropertiesTests {
  private let dc = "http://purl.org/dc/elements/1.1/"

  private func properties(_ inner: String) -> XMPProperties {
    XMPProperties(
      Array(
        """
        <?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about="" xmlns:dc="\(dc)" \(inner)</rdf:Description></rdf:RDF></x:xmpmeta>
        <?xpacket end="r"?>
        """.utf8))
  }

  @Test func isReadBackAsItWasWritten() {
    var packet = XMPPacket(language: "es", namespaces: [.dublinCore])
    packet.add("dc:title", translated: "A & B <c> \"d\" é 🕊")
    packet.add("dc:subject", list: "rdf:Bag", ["one", "two"])
    packet.add("dc:format", "application/pdf")
    let found = XMPProperties(Array(packet.xml.utf8))
    #expect(found.isReadable)
    #expect(found.text(dc, "title") == "A & B <c> \"d\" é 🕊")
    #expect(found.list(dc, "subject") == ["one", "two"])
    #expect(found.text(dc, "format") == "application/pdf")
  }

  @Test(
    "a property is an attribute or an element, under any prefix",
    arguments: [
      "dc:format=\"a&#x41;b\">", "><dc:format>aAb</dc:format>",
      "><d:format xmlns:d='http://purl.org/dc/elements/1.1/'>a&#65;b</d:format>",
      "><dc:format><![CDATA[aAb]]></dc:format>", "><!-- <dc:format>no</dc:format> --><dc:format>aAb</dc:format>",
    ])
  func forms(inner: String) { #expect(properties(inner).text(dc, "format") == "aAb") }

  @Test func extensionSchemasNameWhatTheyDescribe() {
    let found = properties(
      """
      xmlns:e="http://www.aiim.org/pdfa/ns/extension/" xmlns:s="http://www.aiim.org/pdfa/ns/schema#"><e:schemas>\
      <rdf:Bag><rdf:li rdf:parseType="Resource"><s:namespaceURI>https://example.org/</s:namespaceURI></rdf:li>\
      </rdf:Bag></e:schemas>
      """)
    #expect(found.describedNamespaces == ["https://example.org/"])
    #expect(found.names == [.init(namespace: "http://www.aiim.org/pdfa/ns/extension/", name: "schemas")])
  }

  @Test(
    "what is no packet is not readable",
    arguments: [
      "", "<", "<a>", "<a></b>", "<a b=c/>", "<!--", "<a><![CDATA[", "text", "<a/>",
      String(repeating: "<a>", count: 9999),
    ])
  func damaged(text: String) { #expect(!XMPProperties(Array(text.utf8)).isReadable) }

  @Test func entitiesOfADocumentTypeAreNotFollowed() {
    let bomb = """
      <!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
      """
    let text = bomb + "<x>&b;</x>"
    #expect(!XMPProperties(Array(text.utf8)).isReadable)
  }

  @Test func packetsMayStandInUTF16() {
    var packet = XMPPacket(language: "fr", namespaces: [.dublinCore])
    packet.add("dc:title", translated: "Priorité")
    let units = packet.xml.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    #expect(XMPProperties([0xFE, 0xFF] + units).text(dc, "title") == "Priorité")
  }
}
