import ArgumentParser
import Batch
import CardSpec
import Diagnostics
import Foundation
import Imaging
import Typesetting

struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says what is missing on this machine, and the command that installs it.",
    discussion: "The fonts that the deck's theme names are looked for too, if a deck is here or named with --deck.")

  @OptionGroup var deckOptions: DeckOptions

  func run() throws {
    let deck = (deckOptions.deck ?? DeckFinder.deck(in: ".")).flatMap { SpecLoader.loadDeck($0).deck }
    let checks =
      fontChecks(deck) + Self.pictureChecks() + Self.pressChecks(deck)
      + Self.hyphenationChecks(deck)
    for check in checks {
      try Console.output((check.isWell ? "ok       " : "missing  ") + check.name)
      if !check.isWell { try Console.output("         \(check.remedy)") }
    }
    if checks.contains(where: { !$0.isWell }) { throw ExitCode.failure }
  }

  private struct Check {
    var name: String
    var isWell: Bool
    var remedy: String
  }

  private func fontChecks(_ deck: Deck?) -> [Check] {
    let configuration = try? Workspace.fontConfiguration(deckOptions, deckFolder: deck?.folder)
    let library = configuration.flatMap { try? FontLibrary(configuration: $0) }
    let found = Check(
      name: "fonts of \(configuration ?? "Fonts/fonts.conf")", isWell: library != nil,
      remedy: configuration == nil
        ? "take Fonts/fonts.conf from Placard's repository, or name yours with --fonts"
        : "no font was found in the folders that it lists: " + Self.install("fonts-inter"))
    let families = deck?.theme.fontFamilies ?? []
    return [found]
      + families.map { family in
        Check(
          name: "font \(family)", isWell: library?.hasFamily(family) == true,
          remedy: Self.package(of: family).map(Self.install) ?? "put its files into the folder Fonts")
      }
  }

  private static func pictureChecks() -> [Check] {
    let types = PictureTypes.readable
    return [
      ("jpeg", "JPEG", "libgdk-pixbuf-2.0-0"), ("png", "PNG", "libgdk-pixbuf-2.0-0"),
      ("webp", "WebP", "webp-pixbuf-loader"),
    ]
    .map { type, name, package in
      Check(name: "\(name) pictures", isWell: types.contains(type), remedy: install(package))
    }
  }

  /// The profile of the press, where the deck has something printed.
  private static func pressChecks(_ deck: Deck?) -> [Check] {
    guard let deck, deck.formats.contains(where: \.isPress) else { return [] }
    let problem = PressSetup.problem(with: deck.press)
    return [
      Check(
        name: "colour profile of the press", isWell: problem == nil,
        remedy: problem.map { [$0.message, $0.help].compactMap(\.self).joined(separator: "; ") } ?? "")
    ]
  }

  /// The patterns that break the words of the deck's languages. Without them, words stay whole.
  private static func hyphenationChecks(_ deck: Deck?) -> [Check] {
    let languages = deck?.languages ?? []
    let library = HyphenationLibrary()
    return languages.compactMap { language in
      HyphenationLibrary.package(for: language).map { package in
        Check(
          name: "hyphenation of \(language)", isWell: library.hasPatterns(for: language),
          remedy: patterns(package))
      }
    }
  }

  private static func patterns(_ package: String) -> String {
    #if os(macOS)
      return "hyphenation works on Linux only: words stay whole here"
    #else
      return install(package)
    #endif
  }

  /// The Debian package that holds a family, where that is known.
  private static func package(of family: String) -> String? {
    if family.hasPrefix("Inter") { return "fonts-inter" }
    if family == "Noto Color Emoji" { return "fonts-noto-color-emoji" }
    if family.hasPrefix("Noto Sans CJK") || family.hasPrefix("Noto Serif CJK") { return "fonts-noto-cjk" }
    return family.hasPrefix("Noto ") ? "fonts-noto-core" : nil
  }

  private static func install(_ package: String) -> String {
    #if os(macOS)
      let name = package.hasPrefix("fonts-") ? "--cask font-" + package.dropFirst(6) : package
      return "install it: brew install \(name)"
    #else
      return "install it: sudo apt-get install \(package)"
    #endif
  }
}
