import Foundation
import Hashing

extension Manifest {
  /// Why a file is no manifest that can be used.
  public enum Problem: Error, Sendable, Hashable {
    /// It is no JSON, or lacks what a manifest has.
    case notAManifest
    /// Another version of Placard wrote it.
    case otherVersion(Int)
    /// It names a file outside of its folder, or one twice.
    case wrongPath(String)
  }

  /// The file's text, always the same for the same manifest. Each output stands on a line of its own, so that what
  /// changed is seen by comparing lines; and it is made one after the other, as there may be very many.
  public func write(_ put: (String) throws -> Void) throws {
    let manifest = sorted
    try Self.write(shard, manifest.decks, manifest.outputs, { $0 }, manifest.failures, put)
  }

  /// - Parameters:
  ///   - entries: What stands for the outputs, sorted as the decks and failures are.
  ///   - output: Gives what is said of one.
  static func write<Entry>(
    _ shard: Shard?, _ decks: [Deck], _ entries: [Entry], _ output: (Entry) throws -> Output, _ failures: [Failure],
    _ put: (String) throws -> Void
  ) throws {
    guard let shard else {
      try writeOpen(nil, decks, entries, output, failures, put)
      return try put("\n}\n")
    }
    let sum = SHA256()
    try writeOpen(shard, decks, entries, output, failures) { text in
      sum.update(Array(text.utf8))
      try put(text)
    }
    try put(Seal.text(sum.finish()))
  }

  /// All but the end.
  private static func writeOpen<Entry>(
    _ shard: Shard?, _ decks: [Deck], _ entries: [Entry], _ output: (Entry) throws -> Output, _ failures: [Failure],
    _ put: (String) throws -> Void
  ) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    func list<T>(_ name: String, _ values: [T], _ encodable: (T) throws -> some Encodable) throws {
      try put(",\n  \"\(name)\": [")
      for (index, value) in values.enumerated() {
        let text = String(decoding: try encoder.encode(try encodable(value)), as: UTF8.self)
        try put((index == 0 ? "\n    " : ",\n    ") + text)
      }
      try put(values.isEmpty ? "]" : "\n  ]")
    }
    try put("{\n  \"$schema\": \"\(schemaName)\",\n  \"version\": \(version)")
    if let shard { try put(",\n  \"shard\": " + String(decoding: try encoder.encode(shard), as: UTF8.self)) }
    try list("decks", decks) { $0 }
    try list("outputs", entries, output)
    try list("failures", failures) { $0 }
  }

  /// The whole text.
  public func text() throws -> String {
    var text = ""
    try write { text += $0 }
    return text
  }

  /// Reads a manifest, and trusts no path in it.
  public init(reading bytes: [UInt8]) throws(Problem) {
    let data = Data(bytes)
    struct Head: Decodable { var version: Int }
    guard let head = try? JSONDecoder().decode(Head.self, from: data) else { throw .notAManifest }
    guard head.version == Self.version else { throw .otherVersion(head.version) }
    guard let manifest = try? JSONDecoder().decode(Manifest.self, from: data), manifest.schema == Self.schemaName else {
      throw .notAManifest
    }
    var seen: Set<String> = []
    for path in manifest.outputs.map(\.path) {
      guard Self.isInside(path), seen.insert(path).inserted else { throw .wrongPath(path) }
    }
    if let path = manifest.failures.map(\.path).first(where: { !Self.isInside($0) }) { throw .wrongPath(path) }
    self = manifest.sorted
  }

  /// Whether the manifest of a shard is, byte for byte, as the shard wrote it.
  public static func isIntact(_ bytes: [UInt8]) -> Bool { Seal.isIntact(bytes) }

  /// Whether a relative path stays in its folder.
  private static func isInside(_ path: String) -> Bool {
    guard !path.utf8.contains(0), !path.contains("\\") else { return false }
    return path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
      !$0.isEmpty && $0 != "." && $0 != ".."
    }
  }

  /// In the order of the file.
  public var sorted: Manifest {
    var result = self
    result.decks.sort { Self.precedes($0.name, $1.name) }
    result.outputs.sort { Self.precedes($0.path, $1.path) }
    result.failures.sort { Self.precedes($0.path, $1.path) }
    return result
  }

  static func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }
}
