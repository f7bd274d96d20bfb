import ArgumentParser
import Foundation
import Imaging
import Typesetting

struct Doctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Says what is missing on this machine, and the command that installs it.")

  @OptionGroup var deckOptions: DeckOptions

  func run() throws {
    let checks = fontChecks() + [profileCheck(), webpCheck()]
    for check in checks {
      Console.output(
        "\(check.isWell ? "ok     " : "missing") \(check.name)"
          + (check.isWell ? "" : "\n        install it: \(check.remedy)"))
    }
    if checks.contains(where: { !$0.isWell }) { throw ExitCode.failure }
  }

  private struct Check {
    var name: String
    var isWell: Bool
    var remedy: String
  }

  private func fontChecks() -> [Check] {
    let configuration = try? Workspace.fontConfiguration(deckOptions, deckFolder: nil)
    let library = configuration.flatMap { try? FontLibrary(configuration: $0) }
    let families = [("Inter", "fonts-inter"), ("Inter Display", "fonts-inter"), ("Noto Sans", "fonts-noto-core")]
    return [
      Check(
        name: "font configuration \(configuration ?? "Fonts/fonts.conf")", isWell: library != nil,
        remedy: "take Fonts/fonts.conf from Placard's repository, or name yours with --fonts")
    ]
      + families.map { family, package in
        Check(name: "font \(family)", isWell: library?.hasFamily(family) == true, remedy: Self.install(package))
      }
  }

  private func profileCheck() -> Check {
    let places = ["/usr/share/color/icc/sRGB.icc", "/usr/share/color/icc/ghostscript/srgb.icc"]
    let isThere = places.contains { FileManager.default.fileExists(atPath: $0) }
    return Check(name: "colour profile sRGB", isWell: isThere, remedy: Self.install("icc-profiles-free"))
  }

  private func webpCheck() -> Check {
    let types = PictureTypes.readable
    return Check(name: "WebP pictures", isWell: types.contains("webp"), remedy: Self.install("webp-pixbuf-loader"))
  }

  private static func install(_ package: String) -> String {
    #if os(macOS)
      "brew install \(package)"
    #else
      "sudo apt-get install \(package)"
    #endif
  }
}
