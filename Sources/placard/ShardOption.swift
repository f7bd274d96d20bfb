import ArgumentParser
import Batch
import Foundation

/// Which shard a command is to make.
struct ShardOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "One of N equal parts, such as 2/8, so that several machines share the work; auto takes it from Slurm or AWS Batch, auto/8 also from Kubernetes. Then see `placard manifest merge`.",
      valueName: "I/N"))
  var shard: String?

  func validate() throws { _ = try chosen() }

  /// The shard, `nil` where none is asked for.
  func chosen(_ environment: [String: String] = ProcessInfo.processInfo.environment) throws -> Shard? {
    guard let shard else { return nil }
    do throws(ArrayTask.Problem) {
      guard shard != "auto" else { return try ArrayTask.shard(in: environment, count: nil) }
      guard shard.hasPrefix("auto/") else { return try Self.shard(shard) }
      guard let count = Shard.number(shard.dropFirst("auto/".count)), (1...Shard.most).contains(count) else {
        throw .init("--shard auto/N takes how many shards there are, from 1, such as auto/8")
      }
      return try ArrayTask.shard(in: environment, count: count)
    } catch {
      throw ValidationError(error.message)
    }
  }

  private static func shard(_ text: String) throws(ArrayTask.Problem) -> Shard {
    do throws(Shard.Problem) {
      return try Shard(text)
    } catch {
      throw .init(words(error))
    }
  }

  private static func words(_ problem: Shard.Problem) -> String {
    switch problem {
    case .notNumbers: "--shard takes a shard and how many there are, such as 2/8, or auto"
    case .noShards: "--shard: a plan cannot be split into 0 shards; the second number is from 1"
    case .tooMany: "--shard: a plan is split into at most \(Shard.most) shards"
    case .countsFromOne: "--shard counts from 1: the first of 8 shards is 1/8"
    case .beyondCount(let index, let count):
      "--shard: there is no shard \(index) of \(count); the last is \(count)/\(count)"
    }
  }
}
