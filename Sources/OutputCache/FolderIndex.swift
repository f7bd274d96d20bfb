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

  public func write(of folder: String, to cache: OutputCache) {
    let text = lines.joined(separator: "\n") + "\n"
    let sum = SHA256.digest(of: Array(text.utf8)).hex
    cache.write(Array("\(Self.mark) \(sum)\n\(text)".utf8), to: Self.name(of: folder))
  }

  private var lines: [String] {
    let head = summary.map { "\($0.run.hex) \($0.manifest.words) \($0.gallery.words)" } ?? "-"
    let sorted = outputs.sorted { $0.key < $1.key }.filter { !$0.key.utf8.contains(0x0A) }
    return [head]
      + sorted.map { path, output in
        let fonts = output.fonts?.hex ?? "-"
        let findings = output.hasFindings ? "f" : "-"
        return [output.key.hex, fonts, output.sum.hex, "\(output.stamp)", findings, output.state.hex, path]
          .joined(separator: " ")
      }
  }

  private static func read(_ bytes: [UInt8]) -> FolderIndex? {
    guard let end = bytes.firstIndex(of: 0x0A), bytes.last == 0x0A else { return nil }
    let sum = SHA256.digest(of: Array(bytes[(end + 1)...])).hex
    guard String(decoding: bytes[..<end], as: UTF8.self) == "\(mark) \(sum)" else { return nil }
    let lines = bytes[(end + 1)...].dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
    var index = FolderIndex()
    if let first = lines.first, first.elementsEqual("-".utf8) == false {
      guard let summary = Summary(text(first)) else { return nil }
      index.summary = summary
    }
    index.outputs.reserveCapacity(lines.count)
    for line in lines.dropFirst() {
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
