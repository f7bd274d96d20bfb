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

  static func press(_ options: Press.Options = Press.Options()) throws -> Press {
    let profile = try PressProfile(Array(try Data(contentsOf: URL(filePath: profile))))
    return Press(try PressConversion(profile), pictures: PictureLibrary(), options: options)
  }

  static func document(_ scenes: [Scene], _ options: Press.Options = Press.Options()) throws -> [UInt8] {
    try PressWriter(press: try press(options)).write(scenes, info: .plain)
  }
}
