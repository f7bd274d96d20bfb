import CLcms

extension PDFReport.Profile {
  /// - Returns: `nil` if these are no ICC profile.
  package init?(icc bytes: [UInt8]) {
    guard bytes.count >= 128, bytes[36..<40].elementsEqual("acsp".utf8) else { return nil }
    func text(_ start: Int) -> String {
      String(decoding: bytes[start..<start + 4], as: UTF8.self).trimmingBlanks
    }
    deviceClass = text(12)
    colorSpace = text(16)
    version = "\(bytes[8]).\(bytes[9] >> 4)"
    description = Self.description(bytes)
  }

  private static func description(_ bytes: [UInt8]) -> String {
    guard let profile = bytes.withUnsafeBytes({ cmsOpenProfileFromMem($0.baseAddress, UInt32($0.count)) }) else {
      return ""
    }
    // Safe: opened here, used and closed here; Little CMS keeps a copy of the bytes.
    defer { cmsCloseProfile(profile) }
    let count = cmsGetProfileInfoASCII(profile, cmsInfoDescription, "en", "US", nil, 0)
    guard count > 1, count < 4096 else { return "" }
    var buffer = [CChar](repeating: 0, count: Int(count) + 1)
    guard cmsGetProfileInfoASCII(profile, cmsInfoDescription, "en", "US", &buffer, count) > 0 else { return "" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self).trimmingBlanks
  }
}

extension String {
  var trimmingBlanks: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true || text.last == "\0" { text.removeLast() }
    return String(text)
  }
}
