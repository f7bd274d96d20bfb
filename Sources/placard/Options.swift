import ArgumentParser

/// Options that choose the deck and its fonts.
struct DeckOptions: ParsableArguments {
  @Option(name: .long, help: "The deck's file; by default deck.json or CardSpecs/deck.json here.")
  var deck: String?

  @Option(
    name: .long,
    help: "The fontconfig file that lists the fonts; by default Fonts/fonts.conf beside or above the deck.")
  var fonts: String?
}

/// Options that choose some of the languages and formats.
struct SelectionOptions: ParsableArguments {
  @Option(name: .long, help: "A language of the deck, or a pattern; may be repeated.")
  var language: [String] = []

  @Option(name: .long, help: "A format (see `placard formats`), or a pattern; may be repeated.")
  var format: [String] = []
}

/// How messages are shown.
struct MessageOptions: ParsableArguments {
  @Flag(name: .shortAndLong, help: "Say nothing but what is wrong.")
  var quiet = false

  @Flag(name: .shortAndLong, help: "Also show notes.")
  var verbose = false
}
