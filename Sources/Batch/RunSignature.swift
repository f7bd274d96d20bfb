import Diagnostics
import Foundation
import Hashing
import Manifest
import Recipes

/// What a command was to make and what it found wrong with the specs, as a sum: two commands of one sum, whose files are
/// the same, leave the same manifest and gallery.
struct RunSignature {
  let sum: Digest

  init(_ runs: [(run: BatchRun, made: BatchResult, found: [Diagnostic])]) {
    var ingredients = Ingredients()
    for (run, made, found) in runs {
      ingredients.add(run.plan.isWhole ? "whole" : "part")
      ingredients.add(run.plan.jobs.map(\.path))
      ingredients.add(reflecting: Manifest.Deck(run.deck, found.messages(without: [run.request.outputFolder])))
      ingredients.add(count: made.results.count)
    }
    sum = ingredients.sum
  }
}
