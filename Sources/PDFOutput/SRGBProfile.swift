import CLcms
import PDFSyntax

/// The ICC profile of sRGB (IEC 61966-2-1), made by Little CMS, so that no document depends on what profiles a
/// computer has.
enum SRGBProfile {
  static func bytes() throws(PDFError) -> [UInt8] {
    guard let profile = cmsCreate_sRGBProfile() else { throw failure }
    // Safe: made here, used and closed here.
    defer { cmsCloseProfile(profile) }
    var count: UInt32 = 0
    guard cmsSaveProfileToMem(profile, nil, &count) != 0, count > 128 else { throw failure }
    var bytes = [UInt8](repeating: 0, count: Int(count))
    guard cmsSaveProfileToMem(profile, &bytes, &count) != 0 else { throw failure }
    // ICC.1 §7.2.8: Little CMS states the clock's date; this is 2000-01-01.
    bytes.replaceSubrange(24..<36, with: [0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0])
    return bytes
  }

  private static let failure = PDFError("the colour profile of sRGB cannot be made")
}
