import Foundation
import TestSupport
import Testing

@testable import PDFOutput
@testable import Scene

/// A document on disk, looked at with the tools that `make` installs.
final class PDFProbe {
  let bytes: [UInt8]
  let path: String
  private let folder: URL
  private(set) var objects: [String: Any] = [:]

  struct Missing: Error, CustomStringConvertible { let description: String }

  init(_ bytes: [UInt8]) throws {
    self.bytes = bytes
    folder = FileManager.default.temporaryDirectory.appending(path: "placard-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    path = folder.appending(path: "document.pdf").path
    try Data(bytes).write(to: URL(filePath: path))
    let json = try run("qpdf", ["--json=2", "--json-key=qpdf", path])
    let parsed = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    objects = (parsed?["qpdf"] as? [Any])?.last as? [String: Any] ?? [:]
  }

  convenience init(_ scenes: Scene..., info: PDFDocumentInfo = .plain) throws {
    try self.init(try PDFWriter().write(scenes, info: info))
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  // MARK: Tools

  /// What a tool of qpdf or poppler-utils prints.
  func run(_ tool: String, _ arguments: [String]) throws -> String {
    String(decoding: try output(tool, arguments), as: UTF8.self)
  }

  func output(_ tool: String, _ arguments: [String]) throws -> Data {
    if tool == "python3" { return try output(Python.executable.path, arguments, tool) }
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin").split(separator: ":")
    guard let file = folders.map({ "\($0)/\(tool)" }).first(where: FileManager.default.isExecutableFile) else {
      throw Missing(description: "\(tool) is missing; `make` installs it (apt: qpdf, poppler-utils, ghostscript)")
    }
    return try output(file, arguments, tool)
  }

  private func output(_ file: String, _ arguments: [String], _ tool: String) throws -> Data {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: file)
    process.arguments = arguments
    process.standardOutput = pipe
    process.standardError = Pipe()
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    if process.terminationStatus != 0 { throw Missing(description: "\(tool) \(arguments) failed") }
    return data
  }

  /// The text of a page in the order of its content.
  func text(page: Int = 1) throws -> String {
    try run("pdftotext", ["-raw", "-f", "\(page)", "-l", "\(page)", path, "-"])
      .replacing("\u{C}", with: "").trimmingCharacters(in: .newlines)
  }

  /// The page as a picture file.
  func picture(dotsPerInch: Int) throws -> String {
    let root = folder.appending(path: "page").path
    _ = try output("pdftoppm", ["-r", "\(dotsPerInch)", "-png", "-singlefile", path, root])
    return root + ".png"
  }

  // MARK: Objects

  var root: PDFNode { trailer["Root"] }
  var trailer: PDFNode { PDFNode(probe: self, value: (objects["trailer"] as? [String: Any])?["value"]) }

  var pages: [PDFNode] {
    func leaves(_ node: PDFNode) -> [PDFNode] { node["Kids"].exists ? node["Kids"].items.flatMap(leaves) : [node] }
    return leaves(root["Pages"])
  }

  /// Every dictionary, also of streams.
  var dictionaries: [(reference: String, node: PDFNode)] {
    objects.keys.sorted().map { key in
      let reference = key.replacing("obj:", with: "")
      return (reference, PDFNode(probe: self, value: reference))
    }
  }

  /// The structure as one line: `Document(Sect(H1(0) P(1 Link(2 @))))`; numbers are marks, `@` an annotation.
  var outline: String { Self.outline(root["StructTreeRoot"]["K"]) }

  private static func outline(_ node: PDFNode) -> String {
    if let number = node.number { return "\(Int(number))" }
    if node["Type"].string == "/OBJR" { return "@" }
    let kids = node["K"].items.map(outline).joined(separator: " ")
    return "\(node["S"].string?.dropFirst() ?? "?")(\(kids))"
  }

  /// Every structure element, in reading order.
  var elements: [PDFNode] {
    func all(_ node: PDFNode) -> [PDFNode] {
      guard node["S"].exists else { return [] }
      return [node] + node["K"].items.flatMap(all)
    }
    return all(root["StructTreeRoot"]["K"])
  }

  func elements(_ type: String) -> [PDFNode] { elements.filter { $0["S"].string == "/" + type } }

  var metadata: String {
    get throws {
      let reference = try #require(root.raw("Metadata") as? String)
      return try run("qpdf", ["--show-object=\(reference.split(separator: " ")[0])", "--filtered-stream-data", path])
    }
  }
}

/// A value in a document; references are followed.
struct PDFNode {
  let probe: PDFProbe
  let value: Any?

  init(probe: PDFProbe, value: Any?) {
    self.probe = probe
    var value = value
    if let reference = value as? String, reference.hasSuffix(" R"),
      let object = probe.objects["obj:" + reference] as? [String: Any]
    {
      value = object["value"] ?? (object["stream"] as? [String: Any])?["dict"]
    }
    self.value = value
  }

  subscript(_ key: String) -> PDFNode { PDFNode(probe: probe, value: raw(key)) }
  func raw(_ key: String) -> Any? { (value as? [String: Any])?["/" + key] }

  var exists: Bool { value != nil && !(value is NSNull) }
  var string: String? { value as? String }
  /// A text string; qpdf writes `u:` before text, `b:` before bytes in hexadecimal.
  var text: String? { string.flatMap { $0.hasPrefix("u:") ? String($0.dropFirst(2)) : nil } }
  var number: Double? { (value as? NSNumber)?.doubleValue }
  var numbers: [Double] { items.compactMap(\.number) }
  var items: [PDFNode] {
    if let array = value as? [Any] { return array.map { PDFNode(probe: probe, value: $0) } }
    return exists ? [self] : []
  }
  var references: [String] { (value as? [Any])?.compactMap { $0 as? String } ?? [] }
}
