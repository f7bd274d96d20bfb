import Batch
import Testing

@testable import placard

@Suite("--shard auto reads which task of an array this is")
struct ArrayTaskTests {
  private static func slurm(_ id: String, _ least: String, _ most: String, _ step: String, _ count: String) -> [String:
    String]
  {
    [
      "SLURM_ARRAY_TASK_ID": id, "SLURM_ARRAY_TASK_MIN": least, "SLURM_ARRAY_TASK_MAX": most,
      "SLURM_ARRAY_TASK_STEP": step, "SLURM_ARRAY_TASK_COUNT": count,
    ]
  }

  private static func aws(_ index: String, _ size: String) -> [String: String] {
    ["AWS_BATCH_JOB_ARRAY_INDEX": index, "AWS_BATCH_JOB_ARRAY_SIZE": size]
  }

  private func chosen(_ text: String, _ environment: [String: String]) throws -> String? {
    try ShardOptions.parse(["--shard", "1/1"]).reading(text, environment)
  }

  /// The variables are those that Slurm 22.05 sets for the array that is named.
  @Test(arguments: [
    ("1-8", slurm("3", "1", "8", "1", "8"), "3/8"), ("0-7", slurm("0", "0", "7", "1", "8"), "1/8"),
    ("0-7", slurm("7", "0", "7", "1", "8"), "8/8"), ("2-8:3", slurm("5", "2", "8", "3", "3"), "2/3"),
    ("5", slurm("5", "5", "5", "1", "1"), "1/1"), ("AWS", aws("0", "10"), "1/10"), ("AWS", aws("9", "10"), "10/10"),
  ])
  func tasksBecomeShards(array: String, environment: [String: String], shard: String) throws {
    #expect(try chosen("auto", environment) == shard)
    let count = shard.split(separator: "/")[1]
    #expect(try chosen("auto/\(count)", environment) == shard)
  }

  @Test func podsOfAnIndexedJobBecomeShards() throws {
    #expect(try chosen("auto/8", ["JOB_COMPLETION_INDEX": "7"]) == "8/8")
    #expect(try chosen("auto/8", ["JOB_COMPLETION_INDEX": "0", "SLURM_ARRAY_TASK_ID": ""]) == "1/8")
  }

  @Test(arguments: [
    ("auto", [:], "finds no task of an array"),
    ("auto", ["SLURM_JOB_ID": "12"], "finds no task of an array"),
    ("auto", ["JOB_COMPLETION_INDEX": "2"], "not how many there are; write --shard auto/N"),
    ("auto/8", ["JOB_COMPLETION_INDEX": "8"], "there are more than 8"),
    ("auto/0", ["JOB_COMPLETION_INDEX": "0"], "from 1, such as auto/8"),
    ("auto/x", ["JOB_COMPLETION_INDEX": "0"], "from 1, such as auto/8"),
    ("auto/4", ["JOB_COMPLETION_INDEX": "-1"], "JOB_COMPLETION_INDEX is \"-1\", which is no number"),
    ("auto", slurm("3", "1", "7", "1", "3"), "there are gaps; use an array without, such as --array=1-3"),
    ("auto", slurm("4", "1", "7", "2", "4"), "there are gaps"),
    ("auto", slurm("9", "1", "8", "1", "8"), "task 9 of 8 cannot be"),
    ("auto", slurm("x", "1", "7", "1", "7"), "SLURM_ARRAY_TASK_ID is \"x\""),
    ("auto", ["SLURM_ARRAY_TASK_ID": "1"], "needs SLURM_ARRAY_TASK_MIN, which is not set"),
    ("auto/8", slurm("3", "3", "3", "1", "1"), "is for 8 tasks, and the Slurm array has 1"),
    ("auto", ["AWS_BATCH_JOB_ARRAY_INDEX": "1"], "needs AWS_BATCH_JOB_ARRAY_SIZE"),
    ("auto", aws("4", "4"), "task 5 of 4 cannot be"),
    ("auto", aws("0", "0"), "cannot be"),
    ("auto", aws("1", "4").merging(["JOB_COMPLETION_INDEX": "1"]) { $1 }, "several systems: Kubernetes"),
    ("auto", slurm("99999999999999999999", "0", "7", "1", "8"), "which is no number"),
  ])
  func whatNamesNoShardIsAClearError(text: String, environment: [String: String], words: String) {
    let error = #expect(throws: (any Error).self) { try chosen(text, environment) }
    #expect("\(error.map { "\($0)" } ?? "")".contains(words), "\(error.map { "\($0)" } ?? "")")
  }
}

extension ShardOptions {
  /// The shard that a text means in an environment.
  fileprivate func reading(_ text: String, _ environment: [String: String]) throws -> String? {
    var copy = self
    copy.shard = text
    return try copy.chosen(environment)?.description
  }
}
