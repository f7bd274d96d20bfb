import Foundation
import TestSupport
import Testing

@testable import CardSpec

@Suite("The published schemas")
struct SchemaTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
  private static let schemas =
    folder.deletingLastPathComponent().deletingLastPathComponent().appending(path: "CardSpecs/schema")

  @Test("are what the decoder's own tables say", arguments: SchemaWriter.schemas().map(\.fileName))
  func current(name: String) throws {
    let written = try String(contentsOf: Self.schemas.appending(path: name), encoding: .utf8)
    let generated = SchemaWriter.schemas().first { $0.fileName == name }?.text
    #expect(written == generated, "run `placard schema --write CardSpecs/schema`")
  }

  @Test("explain every key", arguments: SchemaWriter.schemas().map(\.fileName))
  func described(name: String) throws {
    let text = try #require(SchemaWriter.schemas().first { $0.fileName == name }?.text)
    let parsed = JSONParser.parse(text, file: name)
    #expect(parsed.diagnostics.isEmpty)
    let document = try #require(parsed.value)
    let bare = Self.keysWithoutDescription(document, in: document)
    #expect(bare.isEmpty)
  }

  private static func keysWithoutDescription(_ value: JSONValue, in document: JSONValue) -> [String] {
    var found: [String] = (value.array ?? []).flatMap { keysWithoutDescription($0, in: document) }
    for member in value.object?.members ?? [] {
      found += keysWithoutDescription(member.value, in: document)
      // Where a rule only looks at a key to tell things apart, as in `not`, nothing is to be explained.
      guard member.key == "properties", value["additionalProperties"] != nil else { continue }
      found += (member.value.object?.members ?? []).filter { !isExplained($0.value, in: document) }.map(\.value.path)
    }
    return found
  }

  private static func isExplained(_ key: JSONValue, in document: JSONValue) -> Bool {
    if key["description"] != nil { return true }
    if let choices = key["anyOf"]?.array { return choices.allSatisfy { isExplained($0, in: document) } }
    guard let name = key["$ref"]?.string?.split(separator: "/").last else { return false }
    return document["$defs"]?[String(name)]?["description"] != nil
  }

  /// A reader of JSON Schema and our decoder are given the same documents; their verdicts must be the same.
  @Test("accept and refuse the same documents as the decoder")
  func verdicts() throws {
    let corpus = SchemaCorpus.documents(folder: Self.folder, schemas: Self.schemas)
    #expect(corpus.count > 2000)
    #expect(corpus.contains { $0.isAccepted } && corpus.contains { !$0.isAccepted })
    let verdicts = try SchemaReader.verdicts(corpus, schemas: Self.schemas)
    try #require(verdicts.count == corpus.count)
    let different = zip(corpus, verdicts).filter { $0.isAccepted != $1 }.map { document, verdict in
      "\(document.kind.rawValue) \(document.name): the schema \(verdict ? "accepts" : "refuses") \(document.text.prefix(300))"
    }
    #expect(different.isEmpty, "\(different.count) differ:\n\(different.prefix(20).joined(separator: "\n"))")
  }
}

/// A document with the decoder's verdict on its structure.
struct JudgedDocument {
  var kind: DocumentKind
  var name: String
  var text: String
  var isAccepted: Bool

  init?(_ kind: DocumentKind, _ name: String, _ text: String) {
    let parsed = JSONParser.parse(text, file: name)
    guard let value = parsed.value, parsed.diagnostics.isEmpty else { return nil }
    self.kind = kind
    self.name = name
    self.text = text
    // Two nodes of one name are a mistake that JSON Schema has no words for.
    isAccepted = kind.mistakes(in: value).allSatisfy { $0.code == "duplicate-id" }
  }
}

/// The reference reader of JSON Schema, in Python.
enum SchemaReader {
  /// Whether each document is valid, by Draft202012Validator.
  static func verdicts(_ corpus: [JudgedDocument], schemas: URL) throws -> [Bool] {
    let lines = corpus.map {
      "{\"kind\": \"\($0.kind.rawValue)\", \"document\": \($0.text.replacing("\n", with: " "))}"
    }
    let folder = FileManager.default.temporaryDirectory.appending(path: "placard-schema-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let input = folder.appending(path: "corpus.jsonl")
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: input)
    let process = Process()
    process.executableURL = Python.executable
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "validate.py")
    process.arguments = [script.path, schemas.path, input.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(
      process.terminationStatus == 0, "python3 with its package jsonschema is needed: apt install python3-jsonschema")
    return String(decoding: data, as: UTF8.self).split(separator: "\n").map { $0 == "valid" }
  }
}
