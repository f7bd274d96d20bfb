import CardSpec
import Diagnostics
import Foundation
import PressColor

/// Reads the profile of a deck's printing condition, once for all workers.
public enum PressSetup {
  /// The largest profile that is read, bytes; those of presses have half a megabyte to three.
  private static let limit = 64 << 20

  /// Why nothing can be made for the press of these settings, if so.
  public static func problem(with settings: PressSettings) -> Diagnostic? {
    if case .failure(let problem) = profile(settings) { problem.diagnostic } else { nil }
  }

  /// The profile of the printing condition, if the plan makes anything for a press.
  static func profile(for plan: Plan, _ deck: Deck) -> (PressProfile?, Diagnostic?) {
    guard plan.jobs.contains(where: \.isForPress), !deck.press.hasMistakes else { return (nil, nil) }
    switch profile(deck.press) {
    case .success(let profile): return (profile, nil)
    case .failure(let problem): return (nil, problem.diagnostic)
    }
  }

  private static func profile(_ settings: PressSettings) -> Result<PressProfile, Problem> {
    guard let path = InstalledProfiles.path(of: settings.profile) else {
      return .failure(Problem(diagnostic: missing(settings)))
    }
    do {
      let handle = try FileHandle(forReadingFrom: URL(filePath: path))
      let bytes = Array(try handle.read(upToCount: limit) ?? Data())
      return .success(try PressProfile(bytes))
    } catch let error as PressColorError {
      return .failure(Problem(diagnostic: unusable(path, error.message, settings)))
    } catch {
      return .failure(Problem(diagnostic: unusable(path, "the file cannot be read", settings)))
    }
  }

  struct Problem: Error {
    var diagnostic: Diagnostic
  }

  private static func missing(_ settings: PressSettings) -> Diagnostic {
    let (what, help) =
      switch settings.profile {
      case .swop:
        (
          "the colour profile of the press, default_cmyk.icc,",
          "install it (Debian: libgs-common), or name a profile of your printer: \"press\": { \"profile\": \"….icc\" }"
        )
      case .fogra39:
        (
          "the colour profile FOGRA39",
          "ask your printer for the profile, put it beside the deck, and name the file in `press.profile`"
        )
      case .file(let path): ("the colour profile \(path)", "name a profile in the deck's folder")
      }
    return Diagnostic(
      .error, "press-profile", "\(what) is not on this computer",
      reason: "without it nothing can be put into the inks of a press", help: help, at: settings.profileLocation)
  }

  private static func unusable(_ path: String, _ reason: String, _ settings: PressSettings) -> Diagnostic {
    Diagnostic(
      .error, "press-profile", "\(path) cannot be used as the profile of a press", reason: reason,
      help: "ask your printer for the CMYK profile of the paper and press, an .icc file", at: settings.profileLocation)
  }
}
