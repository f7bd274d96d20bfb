import CardSpec
import Files
import Foundation

/// A copy of the folder with the font configuration and the deck's own fonts, which goes with this object.
///
/// Open fonts are mapped into memory: a font that a designer saves in place, shorter at that moment than it was, would end
/// the program in the middle of a picture. Nobody writes to the copy.
final class FontCopy: Sendable {
  private static let mostFiles = 2000
  private static let mostBytes = 512 << 20
  private static let deepest = 8
  private static let endings: Set = ["conf", "otf", "ttf", "otc", "ttc", "pfb"]

  /// The configuration file to be used: that of the copy, or the original where there is too much to copy.
  let configuration: String
  private let folder: String?
  private let space: ScratchSpace

  init(of original: String, in space: ScratchSpace) {
    self.space = space
    let real = RealPath.of(original) ?? original
    let (source, name) = ((real as NSString).deletingLastPathComponent, (real as NSString).lastPathComponent)
    guard let target = try? space.makeFolder("fonts") else {
      (configuration, folder) = (original, nil)
      return
    }
    var pass = CopyPass(space: space)
    if pass.copy(source, to: target, depth: 0), FileManager.default.fileExists(atPath: target + "/" + name) {
      (configuration, folder) = (target + "/" + name, target)
    } else {
      space.remove(target)
      (configuration, folder) = (original, nil)
    }
  }

  deinit {
    if let folder { space.remove(folder) }
  }

  private struct CopyPass {
    let space: ScratchSpace
    private var files = 0
    private var bytes = 0

    init(space: ScratchSpace) { self.space = space }

    /// - Returns: `false` where there is too much, or something cannot be copied.
    mutating func copy(_ source: String, to target: String, depth: Int) -> Bool {
      guard depth < FontCopy.deepest, let names = try? FileManager.default.contentsOfDirectory(atPath: source) else {
        return depth > 0
      }
      do {
        try write {
          try FileManager.default.createDirectory(
            atPath: target, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        }
        for name in names where !name.hasPrefix(".") {
          let (from, to) = (source + "/" + name, target + "/" + name)
          var isFolder: ObjCBool = false
          guard FileManager.default.fileExists(atPath: from, isDirectory: &isFolder) else { continue }
          if isFolder.boolValue {
            guard copy(from, to: to, depth: depth + 1) else { return false }
          } else if FontCopy.endings.contains((name as NSString).pathExtension.lowercased()) {
            let data = try Data(contentsOf: URL(fileURLWithPath: from))
            files += 1
            bytes += data.count
            guard files <= FontCopy.mostFiles, bytes <= FontCopy.mostBytes else { return false }
            try write { try data.write(to: URL(fileURLWithPath: to)) }
          }
        }
        return true
      } catch {
        return false
      }
    }

    private func write(_ body: () throws -> Void) throws {
      guard try space.whileOpen(body) != nil else { throw CancellationError() }
    }
  }
}
