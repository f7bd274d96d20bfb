import Foundation

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
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    func list(_ name: String, _ values: [some Encodable]) throws {
      try put(",\n  \"\(name)\": [")
      for (index, value) in values.enumerated() {
        let text = String(decoding: try encoder.encode(value), as: UTF8.self)
        try put((index == 0 ? "\n    " : ",\n    ") + text)
      }
      try put(values.isEmpty ? "]" : "\n  ]")
    }
    let manifest = sorted
    try put("{\n  \"$schema\": \"\(schema)\",\n  \"version\": \(version)")
    if let shard { try put(",\n  \"shard\": " + String(decoding: try encoder.encode(shard), as: UTF8.self)) }
    try list("decks", manifest.decks)
    try list("outputs", manifest.outputs)
    try list("failures", manifest.failures)
    try put("\n}\n")
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

  private static func precedes(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }
}
