import Foundation
import TestSupport
import Testing

@testable import Files

@Suite("Bytes are put aside")
struct SpoolTests {
  private let folder = TemporaryFolder()

  private func texts(_ count: Int) -> [[UInt8]] {
    (0..<count).map { number in Array(String(repeating: "\(number) ", count: number % 7).utf8) }
  }

  /// From a few bytes on they are in a file; or never.
  @Test(arguments: [1, 50, 1 << 20])
  func theyComeBackAsTheyWere(limit: Int) throws {
    let spool = Spool(in: folder.path, limit: limit)
    let texts = texts(300)
    let spans = texts.map(spool.append)
    for (text, span) in zip(texts, spans) { #expect(try spool.bytes(span) == text) }
    // What comes later changes nothing.
    let last = spool.append([1, 2, 3])
    #expect(try spool.bytes(last) == [1, 2, 3])
    #expect(try spool.bytes(spans[299]) == texts[299])
  }

  @Test func theFolderShowsNothingOfThem() throws {
    let spool = Spool(in: folder.path, limit: 1)
    let span = spool.append(Array("a".utf8))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    #expect(try spool.bytes(span) == Array("a".utf8))
  }

  @Test(arguments: [nil, "/nowhere/at/all"])
  func whereNoFileCanBeHadTheyStayInMemory(folder: String?) throws {
    let spool = Spool(in: folder, limit: 1)
    let texts = texts(20)
    let spans = texts.map(spool.append)
    for (text, span) in zip(texts, spans) { #expect(try spool.bytes(span) == text) }
  }

  @Test func severalMayPutAsideAtOnce() async throws {
    let spool = Spool(in: folder.path, limit: 100)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for worker in 0..<8 {
        group.addTask {
          for number in 0..<200 {
            let text = Array("worker \(worker), text \(number)".utf8)
            let span = spool.append(text)
            let found = try spool.bytes(span)
            #expect(found == text)
          }
        }
      }
      try await group.waitForAll()
    }
  }
}
