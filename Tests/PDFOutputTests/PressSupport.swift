import CardSpec
import Foundation
import Imaging
import PressColor
import Scene

@testable import PDFOutput

/// What the tests of documents for the press print on.
enum PressSupport {
  /// A CMYK profile that `make` installs (apt: libgs-common).
  static let profile = "/usr/share/color/icc/ghostscript/default_cmyk.icc"

  static func document(_ scenes: [Scene], _ settings: PressSettings = PressSettings()) throws -> [UInt8] {
    let profile = try PressProfile(Array(try Data(contentsOf: URL(filePath: profile))))
    let press = try Press(profile, settings, pictures: PictureLibrary())
    return try PressWriter(press: press).write(scenes, info: .plain)
  }
}
