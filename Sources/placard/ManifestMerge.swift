import ArgumentParser
import Batch
import Diagnostics

/// `placard manifest`: what concerns the manifests of output folders.
struct ManifestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manifest", abstract: "Joins what several machines rendered.", subcommands: [ManifestMerge.self])
}

struct ManifestMerge: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Joins the shards of one plan into one manifest and gallery, and proves that nothing is missing.",
    discussion: """
      Each `placard render --shard I/N` leaves its files and a manifest-I-of-N.json. When all are done, this command looks at every
      file, and leaves the folder as a single run would. Where they were joined before, it looks at every file once more.

      Examples:
        placard manifest merge                             shards that wrote to Output
        placard manifest merge part-1 part-2 --output all  shards that wrote to folders of their own
      """)

  @Argument(help: ArgumentHelp("Folders that shards wrote to, or their manifests.", valueName: "folder"))
  var sources: [String] = ["Output"]

  @Option(name: .long, help: "The folder of the whole; by default that of the shards, where it is one.")
  var output: String?

  @Flag(name: .customLong("no-wait"), help: "End with an error where another run is writing to the folder.")
  var noWait = false

  @OptionGroup var messages: MessageOptions

  func run() async throws {
    guard let output = output ?? ShardMerge.commonFolder(sources) else {
      throw ValidationError("these shards lie in several folders; name the folder of the whole with --output")
    }
    let interrupts = Interrupts()
    let result = await ShardMerge(sources, output: output).run(waits: !noWait, stop: interrupts.stop) {
      if !messages.quiet { Console.error("another run is writing to \(output); waiting for it to end") }
    }
    Console.show(result.diagnostics, messages)
    if let signal = interrupts.stop.signal { throw ExitCode(128 + signal) }
    if let made = result.made, !messages.quiet {
      try Console.output(
        "\(Render.count(made.files)) of \(made.shards) \(made.shards == 1 ? "shard" : "shards") in \(output)")
    }
    if let files = result.wholeBefore, !messages.quiet {
      try Console.output(
        "nothing to join: \(output) has no shards, and its \(Render.count(files)) are as its manifest says")
    }
    if result.diagnostics.contains(where: { $0.severity == .error }) { throw ExitCode.failure }
  }
}
