import CLcms
import CardSpec

extension RenderingIntent {
  fileprivate var number: cmsUInt32Number {
    switch self {
    case .perceptual: cmsUInt32Number(INTENT_PERCEPTUAL)
    case .relativeColorimetric: cmsUInt32Number(INTENT_RELATIVE_COLORIMETRIC)
    case .saturation: cmsUInt32Number(INTENT_SATURATION)
    case .absoluteColorimetric: cmsUInt32Number(INTENT_ABSOLUTE_COLORIMETRIC)
    }
  }
}

/// Converts colours and pixels from sRGB to a press's inks. One per worker.
public final class PressConversion {
  public let profile: PressProfile
  /// The most ink that the paper takes, the sum of all four, 0…4.
  public let totalInk: Double

  // Safety: this object alone holds all three; the transforms go before the context that they were made in.
  private let context: cmsContext
  private let colors: cmsHTRANSFORM
  private let pixels: cmsHTRANSFORM
  private let neutrals: NeutralScale
  /// What a plate of black alone holds for each grey of a picture, 255 is paper.
  private let blackPlate: [UInt8]
  private let intent: RenderingIntent
  private let compensation: UInt32

  public init(
    _ profile: PressProfile, intent: RenderingIntent = .relativeColorimetric, blackPointCompensation: Bool = true,
    totalInk: Double = 4
  ) throws(PressColorError) {
    self.profile = profile
    self.totalInk = totalInk
    self.intent = intent
    compensation = blackPointCompensation ? UInt32(cmsFLAGS_BLACKPOINTCOMPENSATION) : 0
    guard let context = cmsCreateContext(nil, nil) else { throw .unusable }
    do throws(PressColorError) {
      let maker = TransformMaker(context: context, profile: profile.bytes, intent: intent.number)
      let neutrals = try NeutralScale(maker)
      self.neutrals = neutrals
      blackPlate = (0...255).map { UInt8(((1 - neutrals.black(for: Double($0) / 255)) * 255).rounded()) }
      colors = try maker.fromSRGB(.floatRGB, to: .floatInks, flags: compensation | UInt32(cmsFLAGS_NOOPTIMIZE))
      do throws(PressColorError) {
        pixels = try maker.fromSRGB(.bgra, to: .inks, flags: compensation | UInt32(cmsFLAGS_HIGHRESPRECALC))
      } catch {
        cmsDeleteTransform(colors)
        throw error
      }
    } catch {
      cmsDeleteContext(context)
      throw error
    }
    self.context = context
  }

  deinit {
    cmsDeleteTransform(colors)
    cmsDeleteTransform(pixels)
    cmsDeleteContext(context)
  }

  // MARK: Colours

  /// The ink that is stated for a colour, exactly; otherwise black alone for neutral colours, so that no grey has a cast
  /// and no small text needs four plates in register, and the profile's inks for all others.
  public func ink(for color: Color) -> PressInk {
    switch color.ink {
    case .cmyk(let c, let m, let y, let k):
      return .process(PressInk.Process(c / 100, m / 100, y / 100, k / 100))
    case .spot(let name, let tint, let c, let m, let y, let k):
      let full = PressInk.Process(c / 100, m / 100, y / 100, k / 100)
      return .spot(name: name, tint: tint / 100, alternate: full)
    case nil:
      if color.red == color.green, color.green == color.blue {
        return .process(PressInk.Process(0, 0, 0, neutrals.black(for: color.red)))
      }
      return .process(converted(color))
    }
  }

  private func converted(_ color: Color) -> PressInk.Process {
    let input = [Float(color.red), Float(color.green), Float(color.blue)]
    var output: [Float] = [0, 0, 0, 0]
    // Safe: one pixel of three and of four numbers, as the transform was made for.
    cmsDoTransform(colors, input, &output, 1)
    // Percent, to a hundredth: what no plate can show must not depend on a processor's last digit.
    let inks = output.map { (min(max(Double($0), 0), 100) * 100).rounded() / 10_000 }
    return limited(PressInk.Process(inks[0], inks[1], inks[2], inks[3]))
  }

  /// Takes from cyan, magenta and yellow what is too much ink, and leaves black, which holds the drawing.
  private func limited(_ inks: PressInk.Process) -> PressInk.Process {
    let chromatic = inks.cyan + inks.magenta + inks.yellow
    guard inks.total > totalInk, chromatic > 0 else { return inks }
    let share = max(0, totalInk - inks.black) / chromatic
    return PressInk.Process(inks.cyan * share, inks.magenta * share, inks.yellow * share, inks.black)
  }

  // MARK: Pixels

  /// - Parameter pixels: Straight BGRA; alpha is left out.
  /// - Returns: Four bytes a pixel: cyan, magenta, yellow, black; 255 is full ink.
  public func inks(ofPixels pixels: [UInt8]) -> [UInt8] {
    let count = pixels.count / 4
    var result = [UInt8](unsafeUninitializedCapacity: count * 4) { buffer, size in
      buffer.initialize(repeating: 0)
      // Safe: both buffers hold `count` pixels of four bytes, as the transform was made for.
      cmsDoTransform(self.pixels, pixels, buffer.baseAddress, cmsUInt32Number(count))
      size = count * 4
    }
    limit(&result, to: totalInk)
    return result
  }

  /// Inks that are stated for the press itself, or for another one, as this press prints them.
  ///
  /// - Parameters:
  ///   - pixels: Four bytes a pixel: cyan, magenta, yellow, black; 255 is full ink.
  ///   - profile: What the inks are meant for; `nil` for this press, whose inks stay as they are up to the total ink.
  public func inks(ofInks pixels: [UInt8], for profile: [UInt8]?) throws(PressColorError) -> [UInt8] {
    var result = pixels
    if let profile, profile != self.profile.bytes {
      let maker = TransformMaker(context: context, profile: self.profile.bytes, intent: intent.number)
      let transform = try maker.fromInks(profile, flags: compensation | UInt32(cmsFLAGS_HIGHRESPRECALC))
      defer { cmsDeleteTransform(transform) }
      // Safe: both arrays hold `count / 4` pixels of four bytes, as the transform was made for.
      cmsDoTransform(transform, pixels, &result, cmsUInt32Number(pixels.count / 4))
    }
    limit(&result, to: totalInk)
    return result
  }

  /// Inks of which none comes to more than `most`, 0…4: black stays, as it holds the drawing.
  public func limited(_ pixels: [UInt8], to most: Double) -> [UInt8] {
    var result = pixels
    limit(&result, to: most)
    return result
  }

  /// Neutral pixels as one plate: one byte a pixel, 255 is paper; `nil` where any pixel has a colour.
  ///
  /// - Parameter pixels: Straight BGRA.
  public func blackPlate(ofPixels pixels: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(pixels.count / 4)
    for at in stride(from: 0, to: pixels.count, by: 4) {
      guard pixels[at] == pixels[at + 1], pixels[at] == pixels[at + 2] else { return nil }
      result.append(blackPlate[Int(pixels[at])])
    }
    return result
  }

  /// The same of pixels that are one byte each, 255 is white.
  public func blackPlate(ofGrays grays: [UInt8]) -> [UInt8] { grays.map { blackPlate[Int($0)] } }

  private func limit(_ inks: inout [UInt8], to most: Double) {
    let most = Int(max(0, most) * 255)
    guard most < 4 * 255 else { return }
    for at in stride(from: 0, to: inks.count, by: 4) {
      let chromatic = Int(inks[at]) + Int(inks[at + 1]) + Int(inks[at + 2])
      let black = Int(inks[at + 3])
      guard chromatic + black > most, chromatic > 0 else { continue }
      let rest = max(0, most - black)
      for ink in 0..<3 { inks[at + ink] = UInt8(Int(inks[at + ink]) * rest / chromatic) }
    }
  }
}
