import Foundation
import TestSupport
import Testing

/// Runs the command as a user would, and gives what it said.
struct Tool {
  struct Result {
    var code: Int32
    var output: String
    var errors: String
  }

  /// The repository's folder.
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// The built command, which lies beside the test bundle.
  static let path = Bundle.main.bundleURL.path + "/placard"

  /// What a run of the command finds around it: no folder of its user's, so that nothing is kept from test to test unless
  /// `--cache` says so.
  static let environment = ProcessInfo.processInfo.environment.filter {
    !["HOME", "XDG_CACHE_HOME"].contains($0.key)
  }

  /// A process that has started; its output goes to nowhere.
  static func start(_ arguments: [String], in folder: String = repository) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = environment
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  /// - Parameter limit: Seconds after which it is ended, where it might go on for ever.
  static func run(_ arguments: [String], in folder: String = repository, limit: Double? = nil) throws -> Result {
    try run(path, arguments, in: folder, limit: limit)
  }

  /// Any program, for instance a checker of PDFs. It is found through `PATH` unless it is a path.
  static func run(
    _ program: String, _ arguments: [String], in folder: String, limit: Double? = nil
  ) throws -> Result {
    let outputs = TemporaryFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program.hasPrefix("/") ? program : "/usr/bin/env")
    process.arguments = program.hasPrefix("/") ? arguments : [program] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = environment
    // Files, not pipes: a pipe that nobody empties would stop the program.
    let (output, errors) = (outputs.path + "/output", outputs.path + "/errors")
    for file in [output, errors] { try Data().write(to: URL(fileURLWithPath: file)) }
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
    try process.run()
    if let limit {
      DispatchQueue.global().asyncAfter(deadline: .now() + limit) { if process.isRunning { process.terminate() } }
    }
    process.waitUntilExit()
    return Result(
      code: process.terminationStatus, output: try outputs.text("output"), errors: try outputs.text("errors"))
  }
}
