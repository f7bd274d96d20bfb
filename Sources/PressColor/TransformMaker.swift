import CLcms

/// Makes Little CMS's transforms to and from a press's profile.
struct TransformMaker {
  /// How numbers lie in memory; the macros of lcms2.h are not visible in Swift: FLOAT << 22, COLORSPACE << 16,
  /// SWAPFIRST << 14, DOSWAP << 10, EXTRA << 7, CHANNELS << 3, BYTES.
  struct Layout {
    let number: cmsUInt32Number

    /// Three 32-bit numbers, 0…1.
    static let floatRGB = Layout(number: 1 << 22 | UInt32(PT_RGB) << 16 | 3 << 3 | 4)
    /// Four 32-bit numbers, 0…100.
    static let floatInks = Layout(number: 1 << 22 | UInt32(PT_CMYK) << 16 | 4 << 3 | 4)
    /// CIE XYZ, three 32-bit numbers.
    static let floatXYZ = Layout(number: 1 << 22 | UInt32(PT_XYZ) << 16 | 3 << 3 | 4)
    /// Straight BGRA, four bytes.
    static let bgra = Layout(number: UInt32(PT_RGB) << 16 | 1 << 14 | 1 << 10 | 1 << 7 | 3 << 3 | 1)
    /// Four bytes.
    static let inks = Layout(number: UInt32(PT_CMYK) << 16 | 4 << 3 | 1)
  }

  let context: cmsContext
  let profile: [UInt8]
  let intent: cmsUInt32Number

  /// The caller deletes the transform.
  func fromSRGB(_ input: Layout, to output: Layout, flags: UInt32) throws(PressColorError) -> cmsHTRANSFORM {
    // Safe: both profiles may be closed once the transform is made.
    guard let source = cmsCreate_sRGBProfileTHR(context) else { throw .unusable }
    defer { cmsCloseProfile(source) }
    return try withProfile { (press) throws(PressColorError) in
      try made(cmsCreateTransformTHR(context, source, input.number, press, output.number, intent, flags))
    }
  }

  /// From the inks of another printing condition. The caller deletes the transform.
  func fromInks(_ other: [UInt8], flags: UInt32) throws(PressColorError) -> cmsHTRANSFORM {
    let layout = Layout.inks.number
    // Safe: both profiles may be closed once the transform is made.
    guard let source = cmsOpenProfileFromMemTHR(context, other, cmsUInt32Number(other.count)) else { throw .damaged }
    defer { cmsCloseProfile(source) }
    guard cmsGetColorSpace(source) == cmsSigCmykData else { throw .unusable }
    return try withProfile { (press) throws(PressColorError) in
      try made(cmsCreateTransformTHR(context, source, layout, press, layout, intent, flags))
    }
  }

  /// Inks to CIE XYZ, relative to the paper. The caller deletes the transform.
  func toXYZ() throws(PressColorError) -> cmsHTRANSFORM {
    guard let target = cmsCreateXYZProfileTHR(context) else { throw .unusable }
    defer { cmsCloseProfile(target) }
    return try withProfile { (press) throws(PressColorError) in
      try made(
        cmsCreateTransformTHR(
          context, press, Layout.floatInks.number, target, Layout.floatXYZ.number,
          cmsUInt32Number(INTENT_RELATIVE_COLORIMETRIC), UInt32(cmsFLAGS_NOOPTIMIZE)))
    }
  }

  private func made(_ transform: cmsHTRANSFORM?) throws(PressColorError) -> cmsHTRANSFORM {
    guard let transform else { throw .unusable }
    return transform
  }

  private func withProfile(
    _ body: (cmsHPROFILE) throws(PressColorError) -> cmsHTRANSFORM
  ) throws(PressColorError) -> cmsHTRANSFORM {
    // Safe: the library copies the bytes.
    guard let press = cmsOpenProfileFromMemTHR(context, profile, cmsUInt32Number(profile.count)) else {
      throw .damaged
    }
    defer { cmsCloseProfile(press) }
    return try body(press)
  }
}
