import ArgumentParser

/// The command line: arguments in, one call, exit code out.
@main
struct Placard: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "placard",
    abstract: "Renders a campaign's cards as PDFs and pictures, in every language and size.",
    discussion: """
      Without a command, `placard render` renders the deck of the current folder (deck.json or CardSpecs/deck.json).

      Exit codes: 0 all is well; 1 something in the specs or a card is wrong; 64 the command was not understood;
      130 or 143 Ctrl-C, or the system, ended the run.
      """,
    version: "0.1.0",
    subcommands: [
      Render.self, ManifestCommand.self, PreviewCommand.self, Diff.self, Inspect.self, Formats.self, Fonts.self,
      Schema.self, Doctor.self,
    ],
    defaultSubcommand: Render.self)
}
