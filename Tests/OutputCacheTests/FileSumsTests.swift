import Files
import Foundation
import Hashing
import TestSupport
import Testing

@testable import OutputCache

@Suite("Sums of files are kept with their stamps")
struct FileSumsTests {
  private let folder = TemporaryFolder()
  private var cache: OutputCache { OutputCache(folder: folder.path + "/cache", limit: 1 << 20) }

  /// A file that was written long ago.
  private func write(_ text: String, _ name: String) throws -> String {
    try folder.write(text, to: name)
    return folder.path + "/" + name
  }

  @Test func theSumIsThatOfTheContentsHoweverOftenTheyChange() throws {
    let sums = FileSums(cache)
    for text in ["one", "two", "six", "one"] {
      let path = try write(text, "file")
      #expect(sums.sum(of: path) == SHA256.digest(of: Array(text.utf8)))
      #expect(sums.sum(of: path) == SHA256.digest(of: Array(text.utf8)))
    }
    #expect(sums.sum(of: folder.path + "/none") == nil)
    #expect(sums.sum(of: folder.path) == nil)
  }

  @Test func theNextProcessKnowsThem() async throws {
    let path = try write("text", "file")
    // Only what has not been touched for a moment is kept.
    try await Task.sleep(for: .milliseconds(60))
    let sums = FileSums(cache)
    let sum = try #require(sums.sum(of: path))
    sums.save()
    let kept = try folder.text("cache/v1/sums")
    #expect(kept.contains("\(sum.hex) ") && kept.contains(" \(path)\n"))
    #expect(FileSums(cache).sum(of: path) == sum)
    // A list in which a sum was changed is not believed.
    try folder.write(kept.replacing(sum.hex, with: SHA256.digest(of: [1]).hex), to: "cache/v1/sums")
    let damaged = cache
    #expect(FileSums(damaged).sum(of: path) == sum)
    #expect(damaged.troubles.damaged == 1)
  }

  @Test func onlySoManyAreInMemory() async throws {
    let paths = try (0..<7).map { try write("text \($0)", "file\($0)") }
    try await Task.sleep(for: .milliseconds(60))
    let sums = FileSums(cache, mostHeld: 3)
    for _ in 1...2 {
      for (index, path) in paths.enumerated() {
        #expect(sums.sum(of: path) == SHA256.digest(of: Array("text \(index)".utf8)))
      }
    }
    sums.save()
    let kept = try folder.text("cache/v1/sums").split(separator: "\n").count - 1
    #expect((1...3).contains(kept))
  }

  @Test(arguments: ["", "placard-sums-1", "placard-sums-2\n", "placard-sums-1\nabc\n", "\u{0}\u{0}\n"])
  func aDamagedListIsForgottenAndTold(text: String) throws {
    try folder.write(text, to: "cache/v1/sums")
    let cache = cache
    let sums = FileSums(cache)
    #expect(cache.troubles.damaged == 1)
    let path = try write("text", "file")
    #expect(sums.sum(of: path) == SHA256.digest(of: Array("text".utf8)))
  }
}
