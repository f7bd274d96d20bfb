import Files
import Hashing

/// What is known of an output folder's files from earlier runs on this computer, so that a run that finds all as it was
/// need not read any of them.
public struct FolderIndex: Sendable, Hashable {
  /// One file of the folder.
  public struct Output: Sendable, Hashable {
    /// The sum of all that it was made from.
    public var key: Digest
    /// Of the fonts that were at hand, where the file depends on more of them than its texts name.
    public var fonts: Digest?
    /// The sum of the file.
    public var sum: Digest
    public var stamp: FileStamp
    /// Whether something is to be told of it, which the cache's entry holds.
    public var hasFindings: Bool
    /// Of all that its run was to make and of what, so that equal states mean equal keys.
    public var state: Digest

    public init(key: Digest, fonts: Digest?, sum: Digest, stamp: FileStamp, hasFindings: Bool, state: Digest) {
      self.key = key
      self.state = state
      self.fonts = fonts
      self.sum = sum
      self.stamp = stamp
      self.hasFindings = hasFindings
    }

    /// As the index says it.
    public var words: String {
      let fonts = fonts?.hex ?? "-"
      let findings = hasFindings ? "f" : "-"
      return [key.hex, fonts, sum.hex, "\(stamp)", findings, state.hex].joined(separator: " ")
    }
  }

  /// What lies beside the outputs, and tells of them.
  public struct Summary: Sendable, Hashable {
    /// Of all that the last run was to make and found out.
    public var run: Digest
    public var manifest: File
    public var gallery: File

    public init(run: Digest, manifest: File, gallery: File) {
      self.run = run
      self.manifest = manifest
      self.gallery = gallery
    }
  }

  /// A file as it was when the index was written.
  public struct File: Sendable, Hashable {
    public var stamp: FileStamp
    public var sum: Digest

    /// The file as it is; `nil` where it is not there.
    public init?(of path: String) {
      guard FileStamp(of: path, followsLinks: false) != nil, let (sum, stamp) = FileContents.stampedDigest(of: path)
      else { return nil }
      (self.stamp, self.sum) = (stamp, sum)
    }

    fileprivate init(stamp: FileStamp, sum: Digest) { (self.stamp, self.sum) = (stamp, sum) }
  }

  /// By path, from the folder.
  public var outputs: [String: Output] = [:]
  /// `nil` where manifest and gallery are not known to fit the outputs.
  public var summary: Summary?
  /// When it was written, in the clock of the cache's file system.
  private var written: Int64 = .min

  public init() {}

  private static let mark = "placard-index-1"

  private static func name(of folder: String) -> String { "folders/\(SHA256.digest(of: Array(folder.utf8)).hex)" }

  /// What the cache knows of a folder, given by its real path; nothing is known where the index is not whole.
  public init(of folder: String, in cache: OutputCache) {
    let name = Self.name(of: folder)
    guard let stamp = FileStamp(of: cache.path(of: name)), let bytes = FileContents.bytes(of: cache.path(of: name))
    else { return }
    if let read = Self.read(bytes) { self = read } else { cache.noteDamage(to: name) }
    written = stamp.modified
  }

  /// Whether a file is as it was when the index was written. One that was written just then is read.
  public func isUnchanged(_ path: String, in folder: String) -> Bool {
    guard let known = outputs[path] else { return false }
    return isUnchanged(File(stamp: known.stamp, sum: known.sum), folder + "/" + path)
  }

  /// Whether manifest and gallery are as they were when the index was written.
  public func isCurrent(manifest: String, gallery: String) -> Bool {
    guard let summary else { return false }
    return isUnchanged(summary.manifest, manifest) && isUnchanged(summary.gallery, gallery)
  }

  private func isUnchanged(_ known: File, _ path: String) -> Bool {
    guard let stamp = FileStamp(of: path, followsLinks: false), stamp == known.stamp else { return false }
    return stamp.isSettled(at: written) || FileContents.digest(of: path) == known.sum
  }

  /// Writes an index line by line, since there may be very many.
  ///
  /// - Parameters:
  ///   - summary: `nil` where manifest and gallery are not known to fit the outputs.
  ///   - outputs: Path and words of each output. They are asked for twice, as the sum of all lines comes first.
  public static func write(
    of folder: String, to cache: OutputCache, _ summary: Summary?,
    _ outputs: some Collection<(path: String, words: String)>
  ) {
    func lines(_ put: ([UInt8]) -> Void) {
      let head = summary.map { "\($0.run.hex) \($0.manifest.words) \($0.gallery.words)" } ?? "-"
      put(Array("\(head)\n".utf8))
      for (path, words) in outputs where !path.utf8.contains(0x0A) { put(Array("\(words) \(path)\n".utf8)) }
    }
    let hash = SHA256()
    lines { hash.update($0) }
    cache.write(to: name(of: folder)) { put in
      put(Array("\(mark) \(hash.finish().hex)\n".utf8))
      lines(put)
    }
  }

  private static func read(_ bytes: [UInt8]) -> FolderIndex? {
    guard let end = bytes.firstIndex(of: 0x0A), bytes.last == 0x0A else { return nil }
    let hash = SHA256()
    hash.update(bytes[(end + 1)...])
    guard text(bytes[..<end]) == "\(mark) \(hash.finish().hex)" else { return nil }
    var rest = bytes[(end + 1)...]
    func line() -> ArraySlice<UInt8>? {
      guard let end = rest.firstIndex(of: 0x0A) else { return nil }
      defer { rest = rest[(end + 1)...] }
      return rest[..<end]
    }
    var index = FolderIndex()
    guard let first = line() else { return nil }
    if !first.elementsEqual("-".utf8) {
      guard let summary = Summary(text(first)) else { return nil }
      index.summary = summary
    }
    while let line = line() {
      guard let (path, output) = output(line) else { return nil }
      index.outputs[path] = output
    }
    return index
  }

  private static func output(_ line: ArraySlice<UInt8>) -> (String, Output)? {
    let parts = line.split(separator: 0x20, maxSplits: 6)
    guard parts.count == 7, let key = Digest(hex: text(parts[0])), let sum = Digest(hex: text(parts[2])),
      let stamp = FileStamp(text(parts[3])), let state = Digest(hex: text(parts[5]))
    else { return nil }
    let output = Output(
      key: key, fonts: Digest(hex: text(parts[1])), sum: sum, stamp: stamp, hasFindings: text(parts[4]) == "f",
      state: state)
    return (text(parts[6]), output)
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
}

extension FolderIndex.Summary {
  fileprivate init?(_ text: String) {
    let parts = text.split(separator: " ")
    guard parts.count == 5, let run = Digest(hex: parts[0]),
      let manifest = FolderIndex.File(parts[1], parts[2]), let gallery = FolderIndex.File(parts[3], parts[4])
    else { return nil }
    self.init(run: run, manifest: manifest, gallery: gallery)
  }
}

extension FolderIndex.File {
  fileprivate var words: String { "\(sum.hex) \(stamp)" }

  fileprivate init?(_ sum: Substring, _ stamp: Substring) {
    guard let sum = Digest(hex: sum), let stamp = FileStamp(String(stamp)) else { return nil }
    self.init(stamp: stamp, sum: sum)
  }
}
