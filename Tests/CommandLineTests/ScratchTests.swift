import Foundation
import TestSupport
import Testing

@Suite("Nothing stays in the folder for temporary files")
struct ScratchTests {
  private let folder = TemporaryFolder()
  private let temporary = TemporaryFolder()

  init() throws {
    try folder.write(
      """
      {"name": "set", "languages": ["en"], "sourceLanguage": "en", "cards": ["a.json"],
       "formats": [{"name": "wide", "width": 400, "height": 200}]}
      """, to: "deck.json")
    try folder.write("{\"id\": \"a\", \"title\": \"T\", \"alt\": \"A\", \"layout\": {}}", to: "a.json")
    // So many that copying them takes a while.
    for index in 0..<800 { try folder.write("\(index)", to: "more/\(index).txt") }
    for arguments in [
      ["init", "-q"], ["add", "."],
      ["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false", "commit", "-qm", "one"],
    ] { #expect(try Tool.run("git", arguments, in: folder.path).code == 0) }
  }

  private func start(_ arguments: [String]) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Tool.path)
    process.arguments = arguments + ["--fonts", Tool.repository + "/Fonts/fonts.conf"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.environment = Tool.environment.merging(["TMPDIR": temporary.path]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    // To 0, a signal would go to the tests themselves.
    try #require(process.processIdentifier > 0)
    return process
  }

  private func waitForCopies(_ process: Process) throws {
    while try process.isRunning && temporary.names("").isEmpty { Thread.sleep(forTimeInterval: 0.001) }
    try #require(process.isRunning)
  }

  @Test(
    "when a signal ends what has copied a revision, also in the middle of it",
    arguments: [["diff", "HEAD"], ["preview", "--port", "0", "--against", "HEAD"]], [SIGINT, SIGTERM])
  func signals(arguments: [String], signal: Int32) throws {
    for milliseconds in [0, 10, 60] {
      let process = try start(arguments)
      try waitForCopies(process)
      Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
      kill(process.processIdentifier, signal)
      process.waitUntilExit()
      // Once more than once a comparison may have been faster than the signal.
      let codes: Set<Int32> = arguments[0] == "diff" ? [128 + signal, 0] : [0]
      #expect(process.terminationReason == .exit && codes.contains(process.terminationStatus))
      #expect(try temporary.names("") == [])
    }
  }

  @Test("what a killed preview left goes with the next; what a living one uses stays")
  func killed() throws {
    let killed = try start(["preview", "--port", "0"])
    try waitForCopies(killed)
    kill(killed.processIdentifier, SIGKILL)
    killed.waitUntilExit()
    let left = try temporary.names("")
    #expect(left.count == 1)
    let living = try start(["preview", "--port", "0"])
    let limit = Date(timeIntervalSinceNow: 60)
    while try temporary.names("").contains(left[0]) || temporary.names("").isEmpty {
      try #require(living.isRunning && Date() < limit)
      Thread.sleep(forTimeInterval: 0.001)
    }
    let used = try temporary.names("")
    let diff = try start(["diff", "HEAD"])
    diff.waitUntilExit()
    #expect(diff.terminationStatus == 0)
    #expect(try temporary.names("") == used)
    kill(living.processIdentifier, SIGTERM)
    living.waitUntilExit()
    #expect(try temporary.names("") == [])
  }
}
