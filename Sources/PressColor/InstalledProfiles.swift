import CardSpec

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where the profiles of printing conditions lie that packages install, by the names that decks call them.
public enum InstalledProfiles {
  /// The first that exists of a profile's usual places; `nil` where none does.
  public static func path(of name: PressProfileName) -> String? {
    candidates(of: name).first { access($0, R_OK) == 0 }
  }

  /// All places in which a profile is looked for, in order.
  public static func candidates(of name: PressProfileName) -> [String] {
    switch name {
    case .file(let path): [path]
    case .swop:
      [
        "/usr/share/color/icc/ghostscript/default_cmyk.icc",
        "/opt/homebrew/share/color/icc/ghostscript/default_cmyk.icc",
        "/System/Library/ColorSync/Profiles/Generic CMYK Profile.icc",
      ]
    case .fogra39:
      folders.flatMap { folder in fogra39Files.map { "\(folder)/\($0)" } }
    }
  }

  private static let folders = [
    "/usr/share/color/icc", "/usr/share/color/icc/colord", "/usr/share/color/icc/ECI",
    "/usr/share/color/icc/basICColor",
    "/usr/local/share/color/icc", "/var/lib/color/icc", "/Library/ColorSync/Profiles",
    "/Library/Application Support/Adobe/Color/Profiles/Recommended",
  ]

  /// As colord, the ECI and Adobe call it.
  private static let fogra39Files = ["FOGRA39L_coated.icc", "ISOcoated_v2_eci.icc", "CoatedFOGRA39.icc"]
}
