import Files
import Foundation
import TestSupport
import Testing

@testable import Batch

@Suite("The lock of an output folder")
struct OutputLockTests {
  private let folder = TemporaryFolder()
  private var path: String { folder.path + "/out" }

  @Test func oneHasItUntilItIsGivenBack() throws {
    let first = try OutputLock.take(path)
    #expect(throws: OutputLock.Refusal.taken) { try OutputLock.take(path) }
    first.release()
    #expect(folder.files() == [])
    try OutputLock.take(path).release()
  }

  @Test func aFileThatAKilledRunLeftIsNoObstacleAndIsNoticed() throws {
    try folder.write("", to: "out/" + OutputLock.name)
    let lock = try OutputLock.take(path)
    #expect(lock.foundLeftover)
    lock.release()
    let next = try OutputLock.take(path)
    #expect(!next.foundLeftover)
    next.release()
  }

  @Test func cleaningLeavesTheLockAlone() throws {
    try folder.write("", to: "out/" + OutputLock.name)
    OutputLock.removeLeftovers(in: path)
    #expect(folder.files() == ["out/" + OutputLock.name])
  }

  private func take(_ shard: String?) async throws -> OutputLock {
    let shard = try shard.map { try Shard($0) }
    return try #require(try await OutputLock.take(path, as: shard, waits: false, stop: StopSignal()) {})
  }

  @Test func shardsHaveItTogetherAndEachItsOwn() async throws {
    let (one, other) = (try await take("1/2"), try await take("2/2"))
    await #expect(throws: OutputLock.Refusal.taken) { try await take("2/2") }
    await #expect(throws: OutputLock.Refusal.taken) { try await take(nil) }
    // Another split of the folder's files has locks of its own.
    try await take("2/3").release(isComplete: false)
    other.release(isComplete: false)
    await #expect(throws: OutputLock.Refusal.taken) { try await take(nil) }
    one.release()
    #expect(folder.files() == [])
    let whole = try await take(nil)
    await #expect(throws: OutputLock.Refusal.taken) { try await take("1/2") }
    whole.release()
  }

  @Test func theLastOfThemTakesTheFileAwayNotTheFirst() async throws {
    let (one, other) = (try await take("1/2"), try await take("2/2"))
    one.release()
    #expect(folder.files() == ["out/" + OutputLock.name, "out/" + OutputLock.name + "-2-of-2"])
    await #expect(throws: OutputLock.Refusal.taken) { try await take(nil) }
    other.release()
    #expect(folder.files() == [])
  }

  @Test func whoeverHasTheFolderAloneClearsWhatKilledShardsLeft() async throws {
    try folder.write("", to: "out/" + OutputLock.name + "-1-of-2")
    OutputLock.removeLeftovers(in: path)
    #expect(folder.files() == ["out/" + OutputLock.name + "-1-of-2"])
    let lock = try await take(nil)
    lock.removeShardLocks(in: path)
    #expect(folder.files() == ["out/" + OutputLock.name])
    lock.release()
  }

  @Test func aFileIsNoFolder() throws {
    try folder.write("", to: "out")
    let error = #expect(throws: OutputLock.Refusal.self) { try OutputLock.take(path) }
    #expect(error == .unusable(FileError(message: "\(path) is a file, not a folder", code: ENOTDIR)))
  }
}
