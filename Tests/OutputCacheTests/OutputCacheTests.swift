import Files
import Foundation
import Hashing
import TestSupport
import Testing

@testable import OutputCache

@Suite("The cache gives back what was stored, or nothing")
struct OutputCacheTests {
  private let folder = TemporaryFolder()
  private func key(_ number: Int) -> Digest { SHA256.digest(of: Array("\(number)".utf8)) }
  private func cache(limit: Int = 1 << 30) -> OutputCache { OutputCache(folder: folder.path + "/cache", limit: limit) }

  private func path(of key: Digest) -> String { folder.path + "/cache/v1/entries/\(key.hex.prefix(2))/\(key.hex)" }

  @Test func whatWasStoredIsThereForAnotherProcess() {
    let entry = CacheEntry(record: [1, 2, 3], contents: Array(repeating: 7, count: 10_000))
    cache().store(entry, for: key(1))
    #expect(cache().entry(key(1)) == entry)
    #expect(cache().entry(key(2)) == nil)
    #expect(cache().troubles == OutputCache.Troubles())
  }

  @Test func anEmptyEntryIsOne() {
    cache().store(CacheEntry(record: []), for: key(1))
    #expect(cache().entry(key(1)) == CacheEntry(record: []))
  }

  /// One byte changed anywhere, or the file cut off anywhere.
  @Test func anEntryThatIsNotWholeIsTakenAwayAndTold() throws {
    let entry = CacheEntry(record: Array("record".utf8), contents: Array("contents".utf8))
    let key = key(1)
    cache().store(entry, for: key)
    let whole = try #require(FileContents.bytes(of: path(of: key)))
    for at in whole.indices {
      var changed = whole
      changed[at] ^= 0x10
      for damaged in [changed, Array(whole[..<at])] {
        try AtomicFile.write(damaged, to: path(of: key))
        let cache = cache()
        #expect(cache.entry(key) == nil, "byte \(at)")
        #expect(cache.troubles.damaged == 1)
        #expect(!FileManager.default.fileExists(atPath: path(of: key)))
      }
    }
    try AtomicFile.write(whole, to: path(of: key))
    #expect(cache().entry(key) == entry)
  }

  @Test func anEntryUnderAnotherNameIsNone() throws {
    cache().store(CacheEntry(record: [1], contents: [2]), for: key(1))
    let file = try #require(FileContents.bytes(of: path(of: key(1))))
    try AtomicFile.write(file, to: path(of: key(2)))
    let cache = cache()
    #expect(cache.entry(key(2)) == nil)
    #expect(cache.troubles.damaged == 1)
    #expect(cache.entry(key(1)) != nil)
  }

  /// Its length is looked at before it is read.
  @Test func anEntryOfAbsurdLengthIsNone() throws {
    cache().store(CacheEntry(record: [1], contents: [2]), for: key(1))
    let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path(of: key(1))))
    try handle.truncate(atOffset: 1 << 40)
    try handle.close()
    #expect(cache().entry(key(1)) == nil)
  }

  @Test func anEntryThatIsAFolderIsNone() throws {
    try FileManager.default.createDirectory(atPath: path(of: key(1)), withIntermediateDirectories: true)
    #expect(cache().entry(key(1)) == nil)
  }

  @Test func whatCannotBeWrittenIsToldOnce() throws {
    try folder.write("", to: "cache")
    let cache = cache()
    cache.store(CacheEntry(record: [1]), for: key(1))
    cache.store(CacheEntry(record: [1]), for: key(2))
    #expect(cache.troubles.unwritten?.message.contains("/cache") == true)
    #expect(cache.entry(key(1)) == nil)
    cache.tidy()
  }

  @Test func beyondTheLimitTheLongestUnusedGo() throws {
    let size = 10_000
    let limit = 12 * size
    for number in 0..<10 {
      cache(limit: limit).store(
        CacheEntry(record: [], contents: [UInt8](repeating: UInt8(number), count: size)), for: key(number))
      // Ages differ by days.
      let date = Date(timeIntervalSince1970: 1_500_000_000 + Double(number) * 86_400)
      try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: path(of: key(number)))
    }
    // The oldest is of use.
    #expect(cache(limit: limit).entry(key(0)) != nil)
    let last = cache(limit: limit)
    for number in 10..<14 {
      last.store(CacheEntry(record: [], contents: [UInt8](repeating: UInt8(number), count: size)), for: key(number))
    }
    last.tidy()
    let left = (0..<14).filter { FileManager.default.fileExists(atPath: path(of: key($0))) }
    #expect(left == [0] + Array(5..<14))
  }

  @Test func oneLongRunKeepsToTheLimitToo() {
    let cache = cache(limit: 100_000)
    for number in 0..<100 {
      cache.store(CacheEntry(record: [], contents: [UInt8](repeating: 1, count: 10_000)), for: key(number))
    }
    let left = (0..<100).filter { FileManager.default.fileExists(atPath: path(of: key($0))) }
    #expect((1...11).contains(left.count))
    #expect(left.last == 99)
  }

  @Test func severalMayStoreAndReadAtOnce() async {
    let folder = folder.path + "/cache"
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<4 {
        group.addTask {
          let cache = OutputCache(folder: folder, limit: 50_000)
          for round in 0..<100 {
            let key = SHA256.digest(of: [UInt8(round % 7)])
            let entry = CacheEntry(record: [UInt8(round % 7)], contents: [UInt8](repeating: 1, count: 9_000))
            cache.store(entry, for: key)
            let read = cache.entry(key)
            #expect(read == nil || read == entry)
            cache.tidy()
          }
          #expect(cache.troubles == OutputCache.Troubles())
        }
      }
    }
  }
}
