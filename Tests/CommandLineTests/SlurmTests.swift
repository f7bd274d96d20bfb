import Foundation
import Manifest
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite("A real Slurm renders a deck with an array of jobs")
struct SlurmTests {
  private let folder = TemporaryFolder()
  private static let examples = Tool.repository + "/Examples/slurm/"
  private static let options = ["--fonts", Tool.repository + "/Fonts/fonts.conf", "--no-cache"]

  /// 100 cards in two languages and ten sizes: 2,000 pictures.
  init() throws {
    let formats = (0..<10).map { #"{"name": "size-\#($0)", "width": \#(150 + 10 * $0), "height": 90}"# }
    try folder.write(
      """
      {"name": "set", "languages": ["en", "fr"], "cards": ["cards/*.json"], "formats": [\(formats.joined(separator: ", "))]}
      """, to: "deck.json")
    for number in 1...100 {
      try folder.write(
        """
        {"id": "card-\(number)", "title": "Card \(number)", "alt": "The number \(number)", "layout": {
          "width": "100%", "height": "100%", "background": {"linear": {"stops": ["#204060", "#e0f0ff"]}}, "padding": 8,
          "children": [{"text": "Number \(number)", "fontFamily": "Inter", "fontSize": \(16 + number % 9)}]}}
        """, to: "cards/card-\(number).json")
    }
  }

  private func bytes(_ output: String) throws -> [String: Data] {
    let names = folder.files().filter { $0.hasPrefix(output + "/") }
    return try Dictionary(
      uniqueKeysWithValues: names.map { (String($0.dropFirst(output.count + 1)), try folder.data($0)) })
  }

  private func submit(_ cluster: SlurmCluster, _ options: [String], _ script: String, _ arguments: [String]) throws
    -> String
  {
    let result = try cluster.run(
      "sbatch", ["--parsable", "--cpus-per-task=1"] + options + [Self.examples + script] + arguments, in: folder.path)
    try #require(result.code == 0, "\(result.errors)")
    return result.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder.path + "/" + name) }

  /// Has a task wait, as if the same were running already, until the others are done; then lets it go and kills it as soon as it
  /// has made a file, as a machine does that has no memory left. Says how many files it had made.
  private func kill(_ task: Int, of job: String, _ cluster: SlurmCluster, _ lock: Int32) throws -> Int {
    let listing = try Tool.run(
      ["render", "--dry-run", "--quiet", "--shard", "\(task)/8"] + Self.options, in: folder.path)
    let own = listing.output.split(separator: "\n").map { "Output/" + $0.split(separator: " ")[0] }
    try cluster.wait("the other tasks") {
      try cluster.tasks(of: job).filter { $0.key != task }.map(\.value) == Array(repeating: "COMPLETED", count: 7)
    }
    let processes = try cluster.processes(task, of: job)
    try #require(!processes.isEmpty && !own.contains(where: exists))
    close(lock)
    let end = Date(timeIntervalSinceNow: 60)
    while !own.contains(where: exists), Date() < end { usleep(1_000) }
    for process in processes { send(SIGKILL, process) }
    try cluster.wait("the end of task \(task)") { try cluster.tasks(of: job)[task] != "RUNNING" }
    #expect(!exists("Output/manifest-\(task)-of-8.json"))
    return own.filter(exists).count
  }

  private func hold(_ name: String) throws -> Int32 {
    try folder.write("", to: name)
    let descriptor = open(folder.path + "/" + name, O_RDWR | O_CLOEXEC)
    try #require(descriptor >= 0 && flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    return descriptor
  }

  @Test(
    .enabled(
      if: SlurmCluster.missing.isEmpty,
      "\(SlurmCluster.missing.joined(separator: ", ")) not found: this needs Slurm (apt install slurm-wlm)"),
    .enabled(
      if: SlurmCluster.hasControlGroups,
      "nothing is mounted at /sys/fs/cgroup: Slurm's daemon does not start where there are no control groups"))
  func anArrayOfEightWithATaskThatIsKilledLeavesWhatASingleRunLeaves() throws {
    let single = try Tool.run(["render", "--output", "single"] + Self.options, in: folder.path)
    #expect(single.output == "2000 files in single\n", "\(single.errors)")
    let cluster = try SlurmCluster(cpus: 8)
    defer { cluster.stop() }
    let lock = try hold("Output/.placard-lock-3-of-8")
    let job = try submit(cluster, [], "render.sh", Self.options)
    let made = try kill(3, of: job, cluster, lock)
    #expect((1..<250).contains(made), "killed on the way")
    // The joining says which one is missing.
    let early = try Tool.run(["manifest", "merge"], in: folder.path)
    #expect(
      early.code == 1 && early.errors.contains("error: shard 3 of 8 is missing [missing-shard]"), "\(early.errors)")
    #expect(early.errors.contains("--shard 3/8"))

    #expect(try cluster.run("scontrol", ["requeue", "\(job)_3"]).code == 0)
    try cluster.wait("task 3") { try cluster.tasks(of: job)[3] == "COMPLETED" }
    #expect(try folder.text("placard-\(job)-3.log").hasSuffix("250 files in Output, shard 3 of 8\n"))
    let merge = try submit(cluster, ["--dependency=afterany:\(job)", "--wait"], "merge.sh", [])
    #expect(try folder.text("placard-merge-\(merge).log") == "2000 files of 8 shards in Output\n")
    let (joined, whole) = (try bytes("Output"), try bytes("single"))
    #expect(joined.count == 2_002)
    #expect(joined.keys.sorted() == whole.keys.sorted())
    #expect(joined.filter { $0.value != whole[$0.key] }.keys.sorted() == [])
  }
}
