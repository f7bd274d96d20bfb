import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("One run at a time writes to a folder")
struct LockTests {
  private let folder = TemporaryFolder()

  init() throws {
    try folder.write(
      #"{"id": "a", "alt": "A", "formats": [{"name": "s", "width": 20, "height": 10}], "layout": {}}"#, to: "a.json")
    try folder.write(
      #"{"id": "b", "alt": "A", "formats": [{"name": "s", "width": 20, "height": 10}], "layout": {}}"#, to: "b.json")
  }

  private let fonts = ["--fonts", Tool.repository + "/Fonts/fonts.conf"]

  /// As another run holds it.
  private func hold() throws -> Int32 {
    try folder.write("", to: "Output/.placard-lock")
    let descriptor = open(folder.path + "/Output/.placard-lock", O_RDWR | O_CLOEXEC)
    try #require(descriptor >= 0 && flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    return descriptor
  }

  @Test func whoeverDoesNotWaitIsTold() throws {
    let descriptor = try hold()
    defer { close(descriptor) }
    let result = try Tool.run(["render", "a.json", "--no-wait"] + fonts, in: folder.path)
    #expect(result.code == 1)
    #expect(result.errors.hasPrefix("error: another run of Placard is writing to Output [folder-taken]"))
    #expect(folder.files() == ["Output/.placard-lock", "a.json", "b.json"])
  }

  /// A run that has said that it waits.
  private func waiting(_ errors: TemporaryFolder) throws -> Process {
    try errors.write("", to: "errors")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Tool.path)
    process.arguments = ["render", "a.json"] + fonts
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors.path + "/errors"))
    try process.run()
    while try process.isRunning && errors.text("errors").isEmpty { Thread.sleep(forTimeInterval: 0.02) }
    return process
  }

  @Test func theSecondRunWaitsAndSaysSo() throws {
    let descriptor = try hold()
    let errors = TemporaryFolder()
    let process = try waiting(errors)
    #expect(try errors.text("errors") == "another run is writing to Output; waiting for it to end\n")
    #expect(!folder.files().contains("Output/en/s/a.png"))
    // The run that is waited for ends as one does that is killed: the file stays, the lock does not.
    close(descriptor)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(folder.files().contains("Output/en/s/a.png"))
    #expect(!folder.files().contains("Output/.placard-lock"))
  }

  @Test func whoeverWaitsCanBeEnded() throws {
    let descriptor = try hold()
    defer { close(descriptor) }
    let process = try waiting(TemporaryFolder())
    try #require(process.processIdentifier > 0)
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 143)
    #expect(folder.files() == ["Output/.placard-lock", "a.json", "b.json"])
  }

  @Test func rowsWaitForTheFolderToo() throws {
    let descriptor = try hold()
    defer { close(descriptor) }
    try folder.write("id\n1\n", to: "rows.csv")
    let result = try Tool.run(
      ["render", "a.json", "--data", "rows.csv", "--name", "{{id}}", "--no-wait"] + fonts, in: folder.path)
    #expect(result.code == 1)
    #expect(result.errors.contains("another run of Placard is writing to Output [folder-taken]"), "\(result.errors)")
  }

  @Test func twoDecksAtOnceBothEndUpInTheManifest() throws {
    let processes = try ["a.json", "b.json"].map { try Tool.start(["render", $0] + fonts, in: folder.path) }
    for process in processes {
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
    let text = try folder.text("Output/manifest.json")
    #expect(text.contains("\"en/s/a.png\"") && text.contains("\"en/s/b.png\""))
  }
}
