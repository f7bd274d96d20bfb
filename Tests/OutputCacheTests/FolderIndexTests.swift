import Files
import Foundation
import Hashing
import TestSupport
import Testing

@testable import OutputCache

@Suite("The index of an output folder")
struct FolderIndexTests {
  private let folder = TemporaryFolder()

  private func output(_ name: String, fonts: Bool, hasFindings: Bool) throws -> FolderIndex.Output {
    try folder.write(name, to: name)
    func sum(_ words: String) -> Digest { SHA256.digest(of: Array((name + words).utf8)) }
    return FolderIndex.Output(
      key: sum("key"), fonts: fonts ? sum("fonts") : nil, sum: sum("file"),
      stamp: try #require(FileStamp(of: folder.path + "/" + name)), hasFindings: hasFindings, state: sum("state"))
  }

  private func write(_ cache: OutputCache) throws -> [String: FolderIndex.Output] {
    let outputs = [
      "en/a.png": try output("a", fonts: true, hasFindings: false),
      "fr/é b.png": try output("b", fonts: false, hasFindings: true),
    ]
    let lines = outputs.sorted { $0.key < $1.key }.map { (path: $0.key, words: $0.value.words) }
    FolderIndex.write(of: "/out", to: cache, nil, lines + [(path: "no\nline.png", words: "-")])
    return outputs
  }

  /// A name with a line end is no line of it.
  @Test func isReadAsItWasWritten() throws {
    let cache = OutputCache(folder: folder.path + "/cache", limit: 1 << 20)
    let outputs = try write(cache)
    let index = FolderIndex(of: "/out", in: cache)
    #expect(index.outputs == outputs)
    #expect(index.summary == nil)
    #expect(cache.troubles.damaged == 0)
    #expect(FolderIndex(of: "/elsewhere", in: cache).outputs.isEmpty)
  }

  @Test(arguments: [0, 20, 100, 300, -1])
  func isNotBelievedWhereAByteHasChanged(at place: Int) throws {
    let cache = OutputCache(folder: folder.path + "/cache", limit: 1 << 20)
    _ = try write(cache)
    let name = try #require(FolderListing.names(in: cache.path(of: "folders")).first)
    let path = cache.path(of: "folders/" + name)
    var bytes = try #require(FileContents.bytes(of: path))
    bytes[place < 0 ? bytes.count - 1 : place] ^= 1
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    #expect(FolderIndex(of: "/out", in: cache).outputs.isEmpty)
    #expect(cache.troubles.damaged == 1)
  }
}
