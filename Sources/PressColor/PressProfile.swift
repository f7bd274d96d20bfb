import CLcms

/// The ICC profile of a printing condition: how four process inks look on a paper.
public struct PressProfile: Sendable, Hashable {
  /// The file, as it goes into a document's output intent.
  public let bytes: [UInt8]
  /// What the profile calls itself.
  public let name: String

  /// - Throws: If the file is no profile of a CMYK printer that colours can be converted with.
  public init(_ bytes: [UInt8]) throws(PressColorError) {
    // The first four bytes state the size, and "acsp" marks a profile (ICC.1 §7.2).
    guard bytes.count >= 132, bytes[36..<40].elementsEqual("acsp".utf8) else { throw .damaged }
    let size = bytes[0..<4].reduce(0) { $0 << 8 | Int($1) }
    guard size == bytes.count, let profile = cmsOpenProfileFromMem(bytes, cmsUInt32Number(bytes.count)) else {
      throw .damaged
    }
    // Safe: opened here, used and closed here; Little CMS has a copy of the bytes.
    defer { cmsCloseProfile(profile) }
    guard cmsGetColorSpace(profile) == cmsSigCmykData else {
      throw .notCMYK(space: String(decoding: bytes[16..<20].filter { $0 > 32 && $0 < 127 }, as: UTF8.self))
    }
    guard cmsGetDeviceClass(profile) == cmsSigOutputClass else { throw .notForPrinting }
    self.bytes = bytes
    name = Self.name(of: profile)
    // Tables that cannot be read are found here rather than in the middle of a document.
    _ = try PressConversion(self)
  }

  private static func name(of profile: cmsHPROFILE) -> String {
    var text = [CChar](repeating: 0, count: 201)
    // Safe: the buffer is larger than the size that is passed.
    _ = cmsGetProfileInfoASCII(profile, cmsInfoDescription, "en", "US", &text, 200)
    let letters = text.prefix { $0 != 0 }.filter { $0 >= 32 && $0 < 127 }.map { UInt8(bitPattern: $0) }
    return letters.isEmpty ? "unnamed" : String(decoding: letters, as: UTF8.self)
  }
}
