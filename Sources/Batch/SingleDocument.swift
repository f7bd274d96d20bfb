import CardSpec
import Diagnostics
import Localization
import Scene
import Typesetting

/// Makes the PDF of one card in memory, as a run would write it.
public enum SingleDocument {
  /// Why there is none.
  public struct Failure: Error, Sendable {
    public var diagnostics: [Diagnostic]
  }

  /// - Parameters:
  ///   - groups: What the card's fit groups came to.
  ///   - pseudo: A language that is pretended.
  /// - Returns: The file, and what was found on the way.
  public static func make(
    _ card: Card, language: String, format: Format, deck: Deck, groups: FitGroups, fontConfiguration: String,
    pseudo: PseudoLanguage? = nil
  ) throws(Failure) -> (bytes: [UInt8], diagnostics: [Diagnostic]) {
    var request = RenderRequest(outputFolder: "", fontConfiguration: fontConfiguration)
    (request.cards, request.languages, request.formats) = ([card.id], [language], [format.name])
    request.pdfPerCard = true
    request.pseudo = pseudo
    let plan: Plan
    do throws(UnknownNames) {
      plan = try Plan.make(request, deck: deck)
    } catch {
      throw Failure(diagnostics: error.diagnostics)
    }
    guard let job = plan.jobs.last(where: { $0.kind == .pdf && $0.cards.count == 1 && $0.leftOut.isEmpty }) else {
      throw Failure(diagnostics: [])
    }
    let (profile, problem) = PressSetup.profile(for: plan, deck)
    if let problem { throw Failure(diagnostics: [problem]) }
    let worker: Worker
    do throws(TypesettingError) {
      worker = try Worker(deck: deck, request: request, profile: profile, stop: StopSignal())
    } catch {
      throw Failure(diagnostics: [.fonts(error)])
    }
    switch worker.product(of: job, groups: groups) {
    case .success(let product): return (product.bytes, product.diagnostics)
    case .failure(let diagnostics): throw Failure(diagnostics: diagnostics)
    case .stopped: throw Failure(diagnostics: [])
    }
  }
}
