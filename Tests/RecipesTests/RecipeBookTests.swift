import CardSpec
import Diagnostics
import Files
import Foundation
import Hashing
import OutputCache
import TestSupport
import Testing
import Typesetting

@testable import Recipes

@Suite("A recipe is true as long as nobody touches what it names")
struct RecipeBookTests {
  private let folder = TemporaryFolder()

  private func write(mark color: String) throws {
    try folder.write(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path fill=\"\(color)\" d=\"M0 0h9v9z\"/></svg>",
      to: "mark.svg")
  }

  private func book() throws -> (RecipeBook, Deck) {
    try folder.write(
      """
      {"id": "a", "title": "T", "alt": "A", "formats": [{"name": "f", "width": 90, "height": 60}],
       "layout": {"children": [{"type": "svg", "src": "mark.svg", "width": 9, "height": 9}]}}
      """, to: "a.card.json")
    let deck = try #require(SpecLoader.loadCard(folder.path + "/a.card.json").deck)
    let fonts = FontInventory(filesByFamily: [:], files: [], configuration: [])
    let book = RecipeBook(
      deck: deck, fonts: fonts, surroundings: SHA256.digest(of: []), sums: FileSums(nil))
    return (book, deck)
  }

  private func recipe(_ book: RecipeBook, _ deck: Deck) throws -> CardRecipe {
    let (card, format) = (try #require(deck.cards.first), try #require(deck.formats.first))
    return try #require(book.recipe(of: card, language: deck.languages[0], format: format))
  }

  @Test func aPictureThatIsChangedAndChangedBackMakesItUntrue() async throws {
    try write(mark: "red")
    try await Task.sleep(for: .milliseconds(60))
    let (book, deck) = try book()
    let first = try recipe(book, deck)
    #expect(book.isStillTrue(first))
    try write(mark: "blue")
    #expect(!book.isStillTrue(first))
    try write(mark: "red")
    #expect(!book.isStillTrue(first))
    let second = try recipe(book, deck)
    #expect(second.sum == first.sum)
  }

  @Test func anotherPictureIsAnotherRecipe() throws {
    try write(mark: "red")
    let (one, deck) = try book()
    let red = try recipe(one, deck)
    try write(mark: "blue")
    let (other, _) = try book()
    #expect(try recipe(other, deck).sum != red.sum)
  }
}
