import Foundation
import TestSupport
import Testing

@testable import placard

/// The job files under `Examples`. Slurm's are run by `SlurmTests`.
@Suite("Ready-made job files are right")
struct ExampleTests {
  private static let examples = Tool.repository + "/Examples/"

  private func json(_ script: String, _ file: String) throws -> [String: Any] {
    let result = try Tool.run(Python.executable.path, ["-c", script, Self.examples + file], in: Tool.repository)
    try #require(result.code == 0, "\(result.errors)")
    return try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
  }

  private func yaml(_ file: String) throws -> [String: Any] {
    try json("import json, sys, yaml; print(json.dumps(yaml.safe_load(open(sys.argv[1]))))", file)
  }

  /// Of the one container of a Job.
  private func container(_ job: [String: Any]) throws -> (command: [String], mounts: [String: String]) {
    let template = try #require((job["spec"] as? [String: Any])?["template"] as? [String: Any])
    let spec = try #require(template["spec"] as? [String: Any])
    #expect(spec["restartPolicy"] as? String == "Never")
    let containers = try #require(spec["containers"] as? [[String: Any]])
    try #require(containers.count == 1)
    let words = ["command", "args"].flatMap { containers[0][$0] as? [String] ?? [] }
    let mounts = try #require(containers[0]["volumeMounts"] as? [[String: Any]])
    let volumes = try #require(spec["volumes"] as? [[String: Any]])
    let names = Set(volumes.compactMap { $0["name"] as? String })
    #expect(mounts.allSatisfy { names.contains($0["name"] as? String ?? "") })
    let pairs = mounts.map { ($0["name"] as? String ?? "", $0["mountPath"] as? String ?? "") }
    return (words, Dictionary(pairs) { $1 })
  }

  /// Runs a command of a job file as a list of files, with the repository in the place of the deck's volume.
  private func list(_ command: [String], deck: String, _ variables: [String]) throws -> [String] {
    let words = command.dropFirst().map { $0.hasPrefix(deck + "/") ? Tool.repository + $0.dropFirst(deck.count) : $0 }
    let result = try Tool.run("env", variables + [Tool.path] + words + ["--dry-run"], in: Tool.repository)
    try #require(result.code == 0, "\(result.errors)")
    return result.output.split(separator: "\n").map { String($0.split(separator: " ")[0]) }
  }

  private func wholePlan() throws -> [String] {
    try list(["placard", "render", "--deck", "CardSpecs/deck.json"], deck: "/none", []).sorted()
  }

  @Test func theKubernetesJobHasAsManyPodsAsShards() throws {
    let job = try yaml("kubernetes/render.yaml")
    #expect(job["apiVersion"] as? String == "batch/v1" && job["kind"] as? String == "Job")
    let spec = try #require(job["spec"] as? [String: Any])
    #expect(spec["completionMode"] as? String == "Indexed")
    let count = try #require(spec["completions"] as? Int)
    let (command, mounts) = try container(job)
    #expect(mounts == ["deck": "/deck", "output": "/output"])
    #expect(command.contains("auto/\(count)") && command.contains("/output"))
    let lists = try (0..<count).map { try list(command, deck: "/deck", ["JOB_COMPLETION_INDEX=\($0)"]) }
    #expect(try lists.flatMap(\.self).sorted() == wholePlan())
  }

  @Test func theKubernetesJobThatJoinsReadsTheSameFolder() throws {
    let job = try yaml("kubernetes/merge.yaml")
    #expect(job["apiVersion"] as? String == "batch/v1" && job["kind"] as? String == "Job")
    let (command, mounts) = try container(job)
    #expect(mounts == ["output": "/output"])
    let arguments = try ManifestMerge.parse(Array(command.dropFirst(3)))
    #expect(command.prefix(3) == ["placard", "manifest", "merge"] && arguments.sources == ["/output"])
  }

  @Test func theAWSBatchJobIsSplitByItsArray() throws {
    let read = "import json, sys; print(json.dumps(json.load(open(sys.argv[1]))))"
    let definition = try json(read, "aws-batch/render.json")
    let properties = try #require(definition["containerProperties"] as? [String: Any])
    let command = try #require(properties["command"] as? [String])
    let lists = try (0..<8).map {
      try list(
        command, deck: "/cards/deck", ["AWS_BATCH_JOB_ARRAY_INDEX=\($0)", "AWS_BATCH_JOB_ARRAY_SIZE=8"])
    }
    #expect(try lists.flatMap(\.self).sorted() == wholePlan())
    let merge = try json(read, "aws-batch/merge.json")
    let other = try #require((merge["containerProperties"] as? [String: Any])?["command"] as? [String])
    #expect(other == ["placard", "manifest", "merge", "/cards/output"])
    #expect(command.contains("/cards/output"))
  }
}
