import Foundation
import Testing
import XMP

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("An XMP packet")
struct XMPPacketTests {
  private func packet(_ language: String = "es") -> XMPPacket {
    XMPPacket(language: language, namespaces: [.dublinCore])
  }

  @Test func isXMLWhateverTheTextsHold() {
    var packet = packet()
    packet.add("dc:title", translated: "A & B <c> \"d\" \u{0}\u{1B}\u{FFFE}é 🕊\r\nnext")
    #expect(XMLParser(data: Data(packet.xml.utf8)).parse())
    #expect(packet.xml.contains("A &amp; B &lt;c&gt; &quot;d&quot; é 🕊\nnext"))
  }

  @Test func saysATextInItsLanguageAndForAllOthers() {
    var packet = packet()
    packet.add("dc:title", translated: "Hola")
    packet.add("dc:rights", untranslated: "CC BY 4.0")
    #expect(
      packet.xml.contains(
        "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">Hola</rdf:li><rdf:li xml:lang=\"es\">Hola</rdf:li></rdf:Alt>"
      ))
    #expect(packet.xml.contains("<dc:rights><rdf:Alt><rdf:li xml:lang=\"x-default\">CC BY 4.0</rdf:li></rdf:Alt>"))
  }

  @Test func leavesOutWhatIsEmpty() {
    var packet = packet()
    packet.add("dc:format", "")
    packet.add("dc:title", translated: nil)
    packet.add("dc:subject", list: "rdf:Bag", [nil, "\u{1}"])
    #expect(packet.isEmpty)
  }
}
