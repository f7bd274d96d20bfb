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
      (["b"], "there is no card \"b\""), (["--port", "70000"], "--port"),
      (["--editor", "javascript:{path}"], "--editor"),
      (["a*"], "pattern"), (["--approved", "nothing"], "manifest.json"), (["nothing.json"], "there is no file"),
      (["--terminal", "--open"], "--open"),
    ])
  func refuses(arguments: [String], words: String) throws {
    try writeDeck()
    let result = try Tool.run(["preview", "--fonts", Self.fonts] + arguments, in: folder.path)
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

  @Test("draws in what is no terminal once, and names the cell")
  func terminal() throws {
    try writeDeck()
    let result = try Tool.run(["preview", "a", "--terminal", "--fonts", Self.fonts], in: folder.path)
    #expect(result.code == 0)
    #expect(result.output.hasPrefix("a · en · wide\n"))
    #expect(result.output.split(separator: "\n").count > 5)
  }
}

@Suite("placard diff")
struct DiffTests {
  private let folder = TemporaryFolder()

  private func write(_ color: String) throws {
    try folder.write(
      """
      {"name": "set", "languages": ["en"], "sourceLanguage": "en", "cards": ["*.card.json"],
       "formats": [{"name": "wide", "width": 400, "height": 200}, {"name": "tall", "width": 200, "height": 400}]}
      """, to: "deck.json")
    try folder.write(
      "{\"id\": \"a\", \"title\": \"T\", \"alt\": \"A\", \"layout\": {\"width\": \"100%\", \"height\": \"100%\", \"background\": \"\(color)\"}}",
      to: "a.card.json")
  }

  private func git(_ arguments: String...) throws {
    let result = try Tool.run(
      "git",
      ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"] + arguments,
      in: folder.path)
    #expect(result.code == 0)
  }

  private func diff(_ arguments: String...) throws -> Tool.Result {
    try Tool.run(["diff", "--fonts", Tool.repository + "/Fonts/fonts.conf"] + arguments, in: folder.path)
  }

  @Test("tells by its code and its page what differs from a revision")
  func revisions() throws {
    try write("#FFFFFF")
    try git("init", "-q")
    try git("add", ".")
    try git("commit", "-qm", "one")
    let same = try diff("HEAD")
    #expect(same.code == 0 && same.output == "nothing differs; 2 as before\n")
    try write("#EEEEEE")
    let changed = try diff("HEAD", "--output", "d.html")
    #expect(changed.code == 1 && changed.output == "2 of 2 differ: see d.html\n")
    let page = try folder.text("d.html")
    #expect(page.contains("100 % of the pixels differ."))
    #expect(page.components(separatedBy: "src=\"data:image/png;base64,").count == 1 + 2 * 5)
    #expect(!page.contains("<script") && !page.contains("http:"))
    try git("commit", "-qam", "two")
    #expect(try diff("HEAD~1", "HEAD", "--format", "wide").code == 1)
    #expect(try diff("HEAD", "HEAD").code == 0)
  }

  @Test("compares with what was put out, and says what it cannot")
  func outputs() throws {
    try write("#FFFFFF")
    let fonts = Tool.repository + "/Fonts/fonts.conf"
    #expect(try Tool.run(["render", "--quiet", "--no-cache", "--fonts", fonts], in: folder.path).code == 0)
    #expect(try diff("Output").code == 0)
    try write("#EEEEEE")
    #expect(try diff("Output").code == 1)
    let unknown = try diff("nothing")
    #expect(unknown.code == 2 && unknown.errors.contains("[unknown-revision]"))
  }
}
