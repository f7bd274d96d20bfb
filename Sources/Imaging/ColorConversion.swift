import CLcms

/// Converts pixels of an embedded ICC profile to sRGB with Little CMS.
///
/// Relative colorimetric with black point compensation, the usual choice for photographs on screen.
final class ColorConversion {
  /// How the pixels of the source lie in memory.
  enum Source {
    /// Straight BGRA, four bytes a pixel.
    case color
    /// One byte a pixel.
    case gray
    /// Four bytes a pixel; `inverted` when 255 means no ink.
    case ink(inverted: Bool)
  }

  /// The kind of colour that a profile says it describes (ICC.1 §7.2.6).
  enum Space {
    case color, gray, ink, other

    init(profile: [UInt8]) {
      if profile.holds("RGB ", at: 16) {
        self = .color
      } else if profile.holds("GRAY", at: 16) {
        self = .gray
      } else {
        self = profile.holds("CMYK", at: 16) ? .ink : .other
      }
    }
  }

  private let context: cmsContext
  private let transform: cmsHTRANSFORM
  /// The profile describes sRGB within one step of 255, so that converting would only add noise.
  let isIdentity: Bool

  /// - Returns: `nil` when the profile is damaged or describes another kind of colour than the picture has.
  init?(profile: [UInt8], source: Source) {
    // The first four bytes of a profile state its size, and "acsp" marks it (ICC.1 §7.2).
    guard profile.count >= 128, profile.holds("acsp", at: 36), let size = profile.big32(0), size <= profile.count,
      let context = cmsCreateContext(nil, nil)
    else { return nil }
    guard let transform = Self.makeTransform(context, profile, source) else {
      cmsDeleteContext(context)
      return nil
    }
    self.context = context
    self.transform = transform
    isIdentity = Self.isIdentity(transform, source)
  }

  // Safety: this object alone holds both; the transform goes before the context that it was made in.
  deinit {
    cmsDeleteTransform(transform)
    cmsDeleteContext(context)
  }

  private static func makeTransform(_ context: cmsContext, _ profile: [UInt8], _ source: Source) -> cmsHTRANSFORM? {
    // Safety: the library copies the bytes; both profiles may be closed once the transform is made.
    guard let input = cmsOpenProfileFromMemTHR(context, profile, cmsUInt32Number(profile.count)) else { return nil }
    defer { cmsCloseProfile(input) }
    guard let output = cmsCreate_sRGBProfileTHR(context) else { return nil }
    defer { cmsCloseProfile(output) }
    let (space, format) = source.layout
    guard cmsGetColorSpace(input) == space else { return nil }
    let flags = cmsUInt32Number(cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_COPY_ALPHA)
    return cmsCreateTransformTHR(
      context, input, format, output, ColorConversion.bgra, cmsUInt32Number(INTENT_RELATIVE_COLORIMETRIC),
      source.hasAlpha ? flags : cmsUInt32Number(cmsFLAGS_BLACKPOINTCOMPENSATION))
  }

  /// Samples the whole space coarsely: 9 steps a channel, or every grey.
  private static func isIdentity(_ transform: cmsHTRANSFORM, _ source: Source) -> Bool {
    switch source {
    case .ink: return false
    case .gray:
      let greys = (0...255).map(UInt8.init)
      let converted = run(transform, greys, pixels: 256)
      return (0...255).allSatisfy { v in (0..<3).allSatisfy { abs(Int(converted[4 * v + $0]) - v) <= 1 } }
    case .color:
      let steps: [UInt8] = [0, 32, 64, 96, 128, 160, 192, 224, 255]
      var samples: [UInt8] = []
      for blue in steps {
        for green in steps {
          for red in steps { samples += [blue, green, red, 255] }
        }
      }
      let converted = run(transform, samples, pixels: samples.count / 4)
      return zip(samples, converted).allSatisfy { abs(Int($0) - Int($1)) <= 1 }
    }
  }

  private static func run(_ transform: cmsHTRANSFORM, _ input: [UInt8], pixels: Int) -> [UInt8] {
    // Safety: both buffers hold `pixels` pixels of the layouts that the transform was made for.
    [UInt8](unsafeUninitializedCapacity: pixels * 4) { buffer, count in
      buffer.initialize(repeating: 255)
      cmsDoTransform(transform, input, buffer.baseAddress, cmsUInt32Number(pixels))
      count = pixels * 4
    }
  }

  /// What the profile calls itself, for messages; "unnamed" when that cannot be read.
  static func name(of profile: [UInt8]) -> String {
    // Safety: as in `makeTransform`; the text buffer is larger than the size that is passed.
    guard let opened = cmsOpenProfileFromMem(profile, cmsUInt32Number(profile.count)) else { return "unnamed" }
    defer { cmsCloseProfile(opened) }
    var text = [CChar](repeating: 0, count: 201)
    let size = cmsGetProfileInfoASCII(opened, cmsInfoDescription, "en", "US", &text, 200)
    let letters = text.prefix { $0 != 0 }.filter { $0 >= 32 && $0 < 127 }.map { UInt8(bitPattern: $0) }
    return size > 0 && !letters.isEmpty ? "“\(String(decoding: letters, as: UTF8.self))”" : "unnamed"
  }

  /// Straight BGRA in sRGB. Grey and ink become opaque; colour keeps its alpha.
  func converted(_ input: [UInt8], pixels: Int) -> [UInt8] { Self.run(transform, input, pixels: pixels) }

  // The macros of lcms2.h are not visible in Swift: COLORSPACE << 16, SWAPFIRST << 14, FLAVOR << 13, DOSWAP << 10,
  // EXTRA << 7, CHANNELS << 3, BYTES.
  fileprivate static let bgra = layout(PT_RGB, channels: 3) | 1 << 14 | 1 << 10 | 1 << 7

  fileprivate static func layout(_ space: Int32, channels: UInt32) -> cmsUInt32Number {
    cmsUInt32Number(space) << 16 | channels << 3 | 1
  }
}

extension ColorConversion.Source {
  fileprivate var hasAlpha: Bool { if case .color = self { true } else { false } }

  fileprivate var layout: (space: cmsColorSpaceSignature, format: cmsUInt32Number) {
    switch self {
    case .color: (cmsSigRgbData, ColorConversion.bgra)
    case .gray: (cmsSigGrayData, ColorConversion.layout(PT_GRAY, channels: 1))
    case .ink(let inverted):
      (cmsSigCmykData, ColorConversion.layout(PT_CMYK, channels: 4) | (inverted ? 1 << 13 : 0))
    }
  }
}
