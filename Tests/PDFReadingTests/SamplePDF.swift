import Foundation
import PDFReading

/// A PDF that a test writes object by object, so that it holds exactly what the test is about.
struct SamplePDF {
  private(set) var objects: [(number: Int, body: [UInt8])] = []
  var trailer = "/Root 1 0 R"

  /// A document of one page of 200 × 100 points.
  ///
  /// - Parameters:
  ///   - content: Object 4.
  ///   - resources: The entries of the page's resources.
  ///   - page: Further entries of the page, object 3.
  ///   - catalogue: Further entries of the catalogue, object 1.
  init(_ content: String = "", resources: String = "", page: String = "", catalogue: String = "") {
    add(1, "<< /Type /Catalog /Pages 2 0 R \(catalogue) >>")
    add(2, "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 200 100] >>")
    add(3, "<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << \(resources) >> \(page) >>")
    stream(4, content)
  }

  mutating func add(_ number: Int, _ body: String) {
    objects.removeAll { $0.number == number }
    objects.append((number, Array(body.utf8)))
  }

  mutating func stream(_ number: Int, _ data: String, _ entries: String = "") {
    stream(number, Array(data.utf8), entries)
  }

  mutating func stream(_ number: Int, _ data: [UInt8], _ entries: String = "") {
    objects.removeAll { $0.number == number }
    let head = "<< /Length \(data.count) \(entries) >>\nstream\n"
    objects.append((number, Array(head.utf8) + data + Array("\nendstream".utf8)))
  }

  var bytes: [UInt8] {
    var file = Array("%PDF-1.7\n%\u{E9}\u{E9}\u{E9}\u{E9}\n".utf8)
    var places: [Int: Int] = [:]
    for (number, body) in objects {
      places[number] = file.count
      file += Array("\(number) 0 obj\n".utf8) + body + Array("\nendobj\n".utf8)
    }
    let start = file.count
    let size = (places.keys.max() ?? 0) + 1
    var table = "xref\n0 \(size)\n0000000000 65535 f \n"
    for number in 1..<size {
      let place = String(places[number] ?? 0)
      let isFree = places[number] == nil
      table += String(repeating: "0", count: 10 - place.count) + place + (isFree ? " 65535 f \n" : " 00000 n \n")
    }
    return file + Array("\(table)trailer\n<< /Size \(size) \(trailer) >>\nstartxref\n\(start)\n%%EOF\n".utf8)
  }

  func report() throws -> PDFReport { try PDFReport(reading: bytes) }
}
