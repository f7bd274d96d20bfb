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

  @Test func aFileIsNoFolder() throws {
    try folder.write("", to: "out")
    let error = #expect(throws: OutputLock.Refusal.self) { try OutputLock.take(path) }
    #expect(error == .unusable(FileError(message: "\(path) is a file, not a folder", code: ENOTDIR)))
  }
}
