import Batch

/// Reads which task of an array this process is, as batch systems tell it in the environment.
///
/// - Slurm: https://slurm.schedmd.com/job_array.html
/// - Kubernetes, Jobs with `completionMode: Indexed`: https://kubernetes.io/docs/concepts/workloads/controllers/job/
/// - AWS Batch: https://docs.aws.amazon.com/batch/latest/userguide/job_env_vars.html
enum ArrayTask {
  /// Why the environment names no shard, in words.
  struct Problem: Error, Hashable {
    var message: String
    init(_ message: String) { self.message = message }
  }

  private static let systems: [(name: String, variable: String)] = [
    ("Slurm", "SLURM_ARRAY_TASK_ID"), ("Kubernetes", "JOB_COMPLETION_INDEX"),
    ("AWS Batch", "AWS_BATCH_JOB_ARRAY_INDEX"),
  ]

  /// - Parameter count: How many shards there are, where it was said; the array must have as many tasks.
  static func shard(in environment: [String: String], count: Int?) throws(Problem) -> Shard {
    let environment = environment.filter { !$0.value.isEmpty }
    let found = systems.filter { environment[$0.variable] != nil }
    guard found.count <= 1 else {
      let told = found.map { "\($0.name) (\($0.variable)=\(environment[$0.variable] ?? ""))" }
      throw Problem(
        "--shard auto finds tasks of several systems: \(told.joined(separator: " and ")); name the shard itself, such as --shard 2/8"
      )
    }
    switch found.first?.name {
    case "Slurm": return try slurm(environment, count)
    case "Kubernetes": return try kubernetes(environment, count)
    case .some: return try awsBatch(environment, count)
    case nil:
      let names = systems.map(\.variable)
      throw Problem(
        "--shard auto finds no task of an array: none of \(names.dropLast().joined(separator: ", ")) and \(names[names.count - 1]) is set; start it from a job array, or name the shard itself, such as --shard 2/8"
      )
    }
  }

  // MARK: Systems

  private static func slurm(_ environment: [String: String], _ count: Int?) throws(Problem) -> Shard {
    let id = try number("SLURM_ARRAY_TASK_ID", environment)
    let least = try number("SLURM_ARRAY_TASK_MIN", environment)
    let most = try number("SLURM_ARRAY_TASK_MAX", environment)
    let tasks = try number("SLURM_ARRAY_TASK_COUNT", environment)
    let step = environment["SLURM_ARRAY_TASK_STEP"] == nil ? 1 : try number("SLURM_ARRAY_TASK_STEP", environment)
    // For a list such as 1,3,7, Slurm says that the step is 1.
    guard step >= 1, most >= least, (most - least) % step == 0, (most - least) / step == tasks - 1, id >= least,
      (id - least) % step == 0
    else {
      throw Problem(
        "--shard auto cannot number the tasks of this Slurm array: it has \(tasks), from \(least) to \(most) in steps of \(step), so there are gaps; use an array without, such as --array=1-\(max(1, tasks)), or name the shard itself"
      )
    }
    return try shard((id - least) / step + 1, tasks, "the Slurm array", count)
  }

  private static func kubernetes(_ environment: [String: String], _ count: Int?) throws(Problem) -> Shard {
    let index = try number("JOB_COMPLETION_INDEX", environment)
    guard let count else {
      throw Problem(
        "Kubernetes says which pod of the job this is (JOB_COMPLETION_INDEX=\(index)), but not how many there are; write --shard auto/N with the number in `completions`"
      )
    }
    guard index < count else {
      throw Problem(
        "this is pod \(index) of the job, counted from 0, so there are more than \(count); write --shard auto/N with the number in `completions`"
      )
    }
    return try shard(index + 1, count, "the job", count)
  }

  private static func awsBatch(_ environment: [String: String], _ count: Int?) throws(Problem) -> Shard {
    let index = try number("AWS_BATCH_JOB_ARRAY_INDEX", environment)
    let size = try number("AWS_BATCH_JOB_ARRAY_SIZE", environment)
    return try shard(index + 1, size, "the AWS Batch array", count)
  }

  // MARK: Numbers

  private static func number(_ variable: String, _ environment: [String: String]) throws(Problem) -> Int {
    guard let text = environment[variable] else {
      throw Problem("--shard auto needs \(variable), which is not set; name the shard itself, such as --shard 2/8")
    }
    guard let number = Shard.number(text), number < .max / 4 else {
      throw Problem(
        "--shard auto: \(variable) is \"\(text)\", which is no number; name the shard itself, such as --shard 2/8")
    }
    return number
  }

  private static func shard(_ index: Int, _ tasks: Int, _ array: String, _ count: Int?) throws(Problem) -> Shard {
    if let count, count != tasks {
      throw Problem(
        "--shard auto/\(count) is for \(count) tasks, and \(array) has \(tasks); for one that is to run again, name the shard itself, such as --shard 2/\(count)"
      )
    }
    guard let shard = try? Shard(index, of: tasks) else {
      throw Problem("--shard auto: task \(index) of \(tasks) cannot be; name the shard itself, such as --shard 2/8")
    }
    return shard
  }
}
