import Foundation

/// Reads a manifest as its bytes come, and hands out its outputs one after the other: there may be very many.
///
/// The rest is read as one. What is no JSON is found by those who read the parts; here it is only told where an output begins and ends.
struct ManifestReader {
  private enum Place: Equatable {
    case outside
    /// Between outputs; whether a comma has just been.
    case list(isAfterComma: Bool)
    case output
  }

  private let take: (Manifest.Output) -> Void
  private var place = Place.outside
  private var rest: [UInt8] = []
  private var output: [UInt8] = []
  /// Open brackets.
  private var depth = 0
  private var isInText = false
  private var isEscaped = false
  /// The last text in the outermost object, which is the key where a list begins.
  private var text: [UInt8] = []
  private var hasOutputs = false
  private var problem: Manifest.Problem?

  private static let key = Array("outputs".utf8)

  /// - Parameter take: Gets each output whose path stays in the folder.
  init(_ take: @escaping (Manifest.Output) -> Void) { self.take = take }

  // MARK: Bytes

  mutating func add(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      guard problem == nil else { return }
      switch place {
      case .outside: addOutside(byte)
      case .list(let isAfterComma): addBetween(byte, isAfterComma)
      case .output: addInside(byte)
      }
    }
  }

  private mutating func addOutside(_ byte: UInt8) {
    rest.append(byte)
    let isAtTop = depth == 1
    if isInText {
      if isAtTop { text.append(byte) }
      step(byte)
      if !isInText, isAtTop { text.removeLast() }
      return
    }
    step(byte)
    if isInText { text.removeAll(keepingCapacity: true) }
    if isAtTop, byte == UInt8(ascii: "["), text == Self.key {
      place = .list(isAfterComma: false)
      hasOutputs = false
    }
  }

  private mutating func addBetween(_ byte: UInt8, _ isAfterComma: Bool) {
    switch byte {
    case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"): break
    case UInt8(ascii: "{") where isAfterComma || !hasOutputs:
      place = .output
      output.removeAll(keepingCapacity: true)
      hasOutputs = true
      addInside(byte)
    case UInt8(ascii: ",") where !isAfterComma && hasOutputs: place = .list(isAfterComma: true)
    case UInt8(ascii: "]") where !isAfterComma:
      place = .outside
      addOutside(byte)
    default: problem = .notAManifest
    }
  }

  private mutating func addInside(_ byte: UInt8) {
    output.append(byte)
    step(byte)
    guard depth == 2, !isInText else { return }
    place = .list(isAfterComma: false)
    guard let read = try? JSONDecoder().decode(Manifest.Output.self, from: Data(output)) else {
      problem = .notAManifest
      return
    }
    guard Manifest.isInside(read.path), read.hasOwnPath else {
      problem = .wrongPath(read.path)
      return
    }
    take(read)
  }

  /// Follows texts and brackets.
  private mutating func step(_ byte: UInt8) {
    if isInText {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isInText = false
      }
      return
    }
    switch byte {
    case UInt8(ascii: "\""): isInText = true
    case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
    case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
    default: break
    }
  }

  // MARK: The end

  /// All but the outputs, sorted.
  func finish() throws(Manifest.Problem) -> Manifest {
    // A manifest of another version may have outputs of another kind. What was read before them tells, once the brackets are closed.
    struct Head: Decodable { var version: Int }
    let data = Data(problem == nil ? rest : rest + Array("]}".utf8))
    let head = try? JSONDecoder().decode(Head.self, from: data)
    if let head, head.version != Manifest.version { throw .otherVersion(head.version) }
    if let problem { throw problem }
    // A list that is not found, say because its key is written with escapes, is none of Placard's.
    guard head != nil, let manifest = try? JSONDecoder().decode(Manifest.self, from: data),
      manifest.schema == Manifest.schemaName, manifest.outputs.isEmpty
    else { throw .notAManifest }
    if let path = manifest.failures.map(\.path).first(where: { !Manifest.isInside($0) }) { throw .wrongPath(path) }
    return manifest.sorted
  }

  /// The first path that stands twice among sorted ones.
  static func doubled(_ paths: some BidirectionalCollection<String>) -> String? {
    zip(paths, paths.dropFirst()).first { $0 == $1 }?.0
  }
}

extension Manifest.Output {
  /// Whether the path is one that Placard gives such a file: `<language>/<format>/<card>.png`, `<language>/<format>/<card>.pdf`,
  /// `<language>/<deck>.pdf` or `<language>/<deck>-….pdf`. Files are removed by what a manifest says, and no others may be.
  fileprivate var hasOwnPath: Bool {
    let parts = path.split(separator: "/").map(String.init)
    guard parts.first == language, !parts.contains(where: { $0.hasPrefix(".") }) else { return false }
    if parts.count == 2 {
      return kind != .png && (parts[1] == deck + ".pdf" || parts[1].hasPrefix(deck + "-") && parts[1].hasSuffix(".pdf"))
    }
    guard parts.count == 3, parts[1] == format, cards.count == 1 else { return false }
    return parts[2] == cards[0].id + (kind == .png ? ".png" : ".pdf")
  }
}

extension Manifest {
  /// Reads a manifest, and trusts no path in it.
  public init(reading bytes: [UInt8]) throws(Problem) {
    var outputs: [Output] = []
    self = try withoutActuallyEscaping({ outputs.append($0) }) { take in
      var reader = ManifestReader(take)
      reader.add(bytes)
      return Result { () throws(Problem) in try reader.finish() }
    }.get()
    self.outputs = outputs.sorted { Self.precedes($0.path, $1.path) }
    if let path = ManifestReader.doubled(self.outputs.map(\.path)) { throw .wrongPath(path) }
  }

  /// Whether a relative path stays in its folder.
  static func isInside(_ path: String) -> Bool {
    guard !path.utf8.contains(0), !path.contains("\\") else { return false }
    return path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
      !$0.isEmpty && $0 != "." && $0 != ".."
    }
  }
}
