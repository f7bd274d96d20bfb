/// A colour space (ISO 32000-1 §8.6).
public indirect enum PDFColorSpace: Sendable, Hashable {
  case deviceGray, deviceRGB, deviceCMYK
  case calibratedGray, calibratedRGB, lab
  /// A profile; `components` is `/N` of its stream.
  case profile(PDFReport.Profile, components: Int)
  case indexed(PDFColorSpace)
  /// A spot ink, with what stands for it.
  case separation(String, PDFColorSpace)
  case deviceN([String], PDFColorSpace)
  case pattern(PDFColorSpace?)
  case unknown(String)

  /// How many numbers make a colour.
  public var components: Int {
    switch self {
    case .deviceGray, .calibratedGray, .indexed, .separation: 1
    case .deviceRGB, .calibratedRGB, .lab: 3
    case .deviceCMYK: 4
    case .profile(_, let components): components
    case .deviceN(let names, _): names.count
    case .pattern(let below): below?.components ?? 0
    case .unknown: 0
    }
  }

  /// For people: `DeviceCMYK`, `ICCBased RGB (sRGB)`, `Separation PANTONE 186 C over DeviceCMYK`.
  public var name: String {
    switch self {
    case .deviceGray: "DeviceGray"
    case .deviceRGB: "DeviceRGB"
    case .deviceCMYK: "DeviceCMYK"
    case .calibratedGray: "CalGray"
    case .calibratedRGB: "CalRGB"
    case .lab: "Lab"
    case .profile(let profile, _):
      "ICCBased \(profile.colorSpace)" + (profile.description.isEmpty ? "" : " (\(profile.description))")
    case .indexed(let base): "Indexed \(base.name)"
    case .separation(let ink, let alternate): "Separation \(ink) over \(alternate.name)"
    case .deviceN(let inks, let alternate): "DeviceN \(inks.joined(separator: ", ")) over \(alternate.name)"
    case .pattern(let below): below.map { "Pattern over \($0.name)" } ?? "Pattern"
    case .unknown(let name): name
    }
  }

  /// This space and those that it is made of.
  package var parts: [PDFColorSpace] {
    switch self {
    case .indexed(let part), .separation(_, let part), .deviceN(_, let part), .pattern(let part?): [self] + part.parts
    default: [self]
    }
  }
}
