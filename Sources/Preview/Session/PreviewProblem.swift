import Diagnostics

/// Why a session cannot answer.
public enum PreviewProblem: Error, Sendable {
  /// There is no deck, since its file cannot be read.
  case noDeck([DiagnosticReport])
  case unknownCell
  case unknownCard
  /// Mistakes stand in the way, and there is no earlier picture.
  case nothingToShow([DiagnosticReport])
  case tooLarge
  case notPainted(String)
  case trialForgotten
  /// The format is none of a document.
  case noDocument
  case noReview
  /// A revision of git that cannot be compared with.
  case revision(Diagnostic)
  case unknownFolder
  case edit(EditProblem)
  /// Saving this would make a card one that cannot be shown.
  case wouldBreak(card: String, [DiagnosticReport])
  /// Too much waits already.
  case busy
  case tooLong
  case stopping
  case fonts(DiagnosticReport)
}

extension PreviewProblem {
  /// What it means for whoever asked that something was not rendered.
  static func of(_ refusal: RenderRefusal, _ files: DeckFiles) -> any Error {
    switch refusal {
    case .busy: PreviewProblem.busy
    case .tooLong: PreviewProblem.tooLong
    case .stopped: PreviewProblem.stopping
    case .fonts(let found): PreviewProblem.fonts(DiagnosticReport(found, files))
    case .dropped: CancellationError()
    }
  }
}
