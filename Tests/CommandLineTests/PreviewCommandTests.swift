import Foundation
import TestSupport
import Testing

@Suite("placard preview")
struct PreviewCommandTests {
  private let folder = TemporaryFolder()
  private static let fonts = Tool.repository + "/Fonts/fonts.conf"

  private func writeDeck(_ deck: String? = nil) throws {
    try folder.write(
      deck
        ?? """
        {"name": "set", "languages": ["en"], "sourceLanguage": "en", "cards": ["a.json"],
         "formats": [{"name": "wide", "width": 400, "height": 200}]}
        """, to: "deck.json")
    try folder.write(
      """
      {"id": "a", "title": "T", "alt": "A", "layout": {"width": "100%", "height": "100%", "background": "#FFFFFF"}}
      """, to: "a.json")
  }

  /// A preview that runs, and the address that it printed.
  private func start(_ arguments: [String] = []) throws -> (process: Process, address: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Tool.path)
    process.arguments = ["preview", "--port", "0", "--fonts", Self.fonts] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    var line = Data()
    while line.last != 0x0A, let part = try output.fileHandleForReading.read(upToCount: 1), !part.isEmpty {
      line += part
    }
    let address = String(decoding: line, as: UTF8.self).trimmingCharacters(in: .newlines)
    return (process, address)
  }

  @Test("prints its address, and ends with the terminal's signals", arguments: [SIGINT, SIGTERM, SIGHUP])
  func ends(signal: Int32) throws {
    try writeDeck()
    let (process, address) = try start(["a"])
    #expect(address.hasPrefix("http://127.0.0.1:") && address.hasSuffix("/?card=a"))
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
  }

  @Test("begins also where the deck is broken")
  func broken() throws {
    try writeDeck("{")
    let (process, address) = try start()
    #expect(address.hasPrefix("http://127.0.0.1:"))
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  @Test("says what to do where its port is taken")
  func portInUse() throws {
    try writeDeck()
    let (process, address) = try start()
    defer { process.terminate() }
    let port = try #require(address.split(separator: ":").last?.dropLast().description)
    let second = try Tool.run(["preview", "--port", port, "--fonts", Self.fonts], in: folder.path)
    #expect(second.code == 1)
    #expect(second.errors.contains("[port-in-use]") && second.errors.contains("--port"))
  }

  @Test(
    "refuses what it cannot do",
    arguments: [
      (["b"], "[unknown-card]"), (["--port", "70000"], "--port"),
      (["--editor", "javascript:{path}"], "--editor"),
      (["a*"], "pattern"), (["--approved", "nothing"], "manifest.json"), (["nothing.json"], "there is no file"),
      (["--terminal", "--terminal-as", "plain", "--open"], "--open"),
      (["--terminal", "--terminal-as", "plain", "--against", "HEAD"], "--against"),
      (["--terminal", "--terminal-as", "other"], "truecolor"), (["--terminal-as", "plain"], "goes with --terminal"),
      (["--language", "xx"], "[unknown-language]"), (["--format", "wid"], "did you mean \"wide\""),
      (["--format", "*q"], "no format of this deck matches"), (["aa"], "did you mean \"a\""),
      (["--terminal", "--terminal-as", "plain", "--language", "xx"], "[unknown-language]"),
      (["--terminal", "--terminal-as", "plain", "--format", "ogg"], "[unknown-format]"),
      (["--against", "nothing"], "[unknown-revision]"),
    ])
  func refuses(arguments: [String], words: String) throws {
    try writeDeck()
    let result = try Tool.run(
      ["preview", "--port", "0", "--fonts", Self.fonts] + arguments, in: folder.path, limit: 60)
    #expect(result.code == 64)
    #expect(result.errors.contains(words))
  }

  @Test("says that a host is none of this computer's")
  func unknownHost() throws {
    try writeDeck()
    let result = try Tool.run(
      ["preview", "--port", "0", "--host", "203.0.113.9", "--fonts", Self.fonts], in: folder.path)
    #expect(result.code == 1)
    #expect(result.errors.contains("[host]"))
  }

  @Test("a card file that the deck does not list is none of its cards")
  func otherFile() throws {
    try writeDeck()
    try folder.write("{\"id\": \"b\"}", to: "b.json")
    let result = try Tool.run(["preview", "b.json", "--port", "0", "--fonts", Self.fonts], in: folder.path, limit: 60)
    #expect(result.code == 64 && result.errors.contains("b.json is not among the cards of"))
  }

  @Test("draws nothing in what is no terminal, and says what to do")
  func noTerminal() throws {
    try writeDeck()
    let result = try Tool.run(["preview", "a", "--terminal", "--fonts", Self.fonts], in: folder.path)
    #expect(result.code == 64 && result.output == "")
    #expect(result.errors.contains("--terminal-as") && result.errors.contains("placard render"))
  }

  @Test(
    "draws there once as for the terminal that is named, and names the cell",
    arguments: [
      ("plain", ""), ("truecolor", "\u{1B}[38;2;"), ("256", "\u{1B}[38;5;"), ("16", "\u{1B}["),
      ("kitty", "\u{1B}_G"), ("iterm2", "\u{1B}]1337;File="), ("sixel", "\u{1B}P"),
    ])
  func namedTerminal(kind: String, sequence: String) throws {
    try writeDeck()
    let result = try Tool.run(
      ["preview", "a", "--terminal", "--terminal-as", kind, "--fonts", Self.fonts], in: folder.path)
    #expect(result.code == 0)
    #expect(result.output.hasPrefix("a · en · wide\n"))
    #expect(sequence.isEmpty ? !result.output.contains("\u{1B}") : result.output.contains(sequence))
  }

  @Test("ends where the revision to compare with has no deck that can be read")
  func noDeckAtRevision() throws {
    try folder.write("{", to: "deck.json")
    let author = ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    for arguments in [["init", "-q"], ["add", "."], author + ["commit", "-qm", "one"]] {
      #expect(try Tool.run("git", arguments, in: folder.path).code == 0)
    }
    try writeDeck()
    let result = try Tool.run(
      ["preview", "--port", "0", "--against", "HEAD", "--fonts", Self.fonts], in: folder.path, limit: 60)
    #expect(result.code == 64)
    #expect(result.errors.contains("[unreadable-deck]") && result.errors.contains("HEAD:deck.json:1:"))
  }
}
