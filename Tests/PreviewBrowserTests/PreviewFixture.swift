import Foundation
import TestSupport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The campaign's deck in a folder of its own, `placard preview` that serves it, and a browser.
final class PreviewFixture {
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  /// Pictures of the page, for people to look at; the folder is not part of the repository.
  private static let pictures = repository + "/Output/preview"

  let folder = TemporaryFolder()
  let browser: Browser
  private(set) var address = ""
  private var server: Process?
  private let arguments: [String]

  init(_ arguments: [String] = [], width: Int = 1280, height: Int = 800, density: Double = 1) throws {
    self.arguments = arguments
    for name in ["CardSpecs", "Fonts"] {
      try FileManager.default.copyItem(atPath: Self.repository + "/" + name, toPath: folder.path + "/" + name)
    }
    browser = try Browser(width: width, height: height, density: density)
  }

  deinit { endServer() }

  /// - Parameter port: 0 takes any.
  func startServer(port: Int = 0) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Bundle.main.bundleURL.path + "/placard")
    process.arguments = ["preview", "--port", "\(port)"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.standardError
    process.standardInput = FileHandle.nullDevice
    try process.run()
    server = process
    var line = Data()
    while let byte = try output.fileHandleForReading.read(upToCount: 1), !byte.isEmpty, byte != Data([10]) {
      line += byte
    }
    address = String(decoding: line, as: UTF8.self)
    guard address.hasPrefix("http://127.0.0.1:") else {
      throw Browser.Failure(description: "the server printed \"\(address)\"")
    }
  }

  func endServer() {
    guard let server, server.isRunning, server.processIdentifier > 0 else { return }
    server.terminate()
    server.waitUntilExit()
  }

  /// Opens a place of the page; the words of the page are English unless told otherwise.
  func open(_ query: String = "", language: String = "en") throws {
    try browser.open(address + "?lang=\(language)" + (query.isEmpty ? "" : "&" + query))
  }

  func keepPicture(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: Self.pictures, withIntermediateDirectories: true)
    try browser.screenshot().write(to: URL(fileURLWithPath: Self.pictures + "/\(name).png"))
  }

  func keep(_ text: String, as name: String) throws {
    try FileManager.default.createDirectory(atPath: Self.pictures, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: Self.pictures + "/" + name))
  }

  /// Saves a file of the deck as editors do, in one step.
  func change(_ name: String, _ old: String, _ new: String) throws {
    let text = try folder.text("CardSpecs/" + name)
    guard text.contains(old) else { throw Browser.Failure(description: "\(name) has no \(old)") }
    let changed = Data(text.replacingOccurrences(of: old, with: new).utf8)
    try changed.write(to: URL(fileURLWithPath: folder.path + "/CardSpecs/" + name), options: .atomic)
  }
}
