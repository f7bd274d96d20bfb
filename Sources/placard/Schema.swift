import ArgumentParser
import Batch
import CardSpec
import Files
import Foundation
import Manifest

struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Prints the JSON Schema of a kind of file, or writes all of them.",
    discussion: """
      An editor that knows the schema completes and explains every key of a spec: point to it by "$schema".

      Examples:
        placard schema card
        placard schema --write CardSpecs/schema --reference README.md
      """)

  @Argument(help: "deck, card, template, theme or manifest.")
  var kind: String?

  @Option(name: .long, help: "The folder to write all schemas to.")
  var write: String?

  @Option(name: .long, help: "A Markdown file whose reference of nodes and properties is made anew.")
  var reference: String?

  func run() throws {
    if write == nil, reference == nil { return try show() }
    if let write {
      let schemas = Self.schemas
      for schema in schemas { try save(schema.text, write + "/" + schema.fileName) }
      try Console.output("\(schemas.count) schemas in \(write)")
    }
    if let reference {
      guard let text = try? String(contentsOfFile: reference, encoding: .utf8),
        let renewed = ReferenceWriter.renewed(text)
      else {
        throw ValidationError(
          "\(reference) has no place for the reference, a line \(ReferenceWriter.start) and a line \(ReferenceWriter.end)"
        )
      }
      try save(renewed, reference)
      try Console.output("the reference in \(reference)")
    }
  }

  /// Of the files that Placard reads, and of the one that it writes.
  private static var schemas: [(fileName: String, text: String)] {
    SchemaWriter.schemas() + [(ManifestSchema.fileName, ManifestSchema.text)]
  }

  private func show() throws {
    let schemas = Self.schemas
    let kinds = schemas.map { $0.fileName.replacing(".schema.json", with: "") }
    guard let kind else {
      throw ValidationError("name a kind (\(kinds.joined(separator: ", "))), or a folder with --write")
    }
    guard let index = kinds.firstIndex(of: kind) else {
      throw ValidationError("there is no schema \"\(kind)\"; there are \(kinds.joined(separator: ", "))")
    }
    try Console.output(schemas[index].text)
  }

  private func save(_ text: String, _ path: String) throws {
    do throws(FileError) {
      try AtomicFile.write(Array(text.utf8), to: path)
    } catch {
      Console.error("error: \(error.message)")
      throw ExitCode.failure
    }
  }
}
