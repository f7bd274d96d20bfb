import PDFSyntax

/// A colour space with what is needed to tell the ink of its colours.
struct ResolvedSpace: Sendable {
  var space: PDFColorSpace
  /// Of indexed spaces: the colours, one after the other, and the space that they are in.
  var palette: [UInt8] = []
  /// Of spot inks: the colour at full tint, in the alternate space.
  var fullTint: [Double]?

  /// Percent of all inks together; `nil` where a colour states no ink, as those of sRGB.
  ///
  /// - Parameter components: As the space counts: 0 to 1, or the number of a palette's colour.
  func ink(_ components: [Double]) -> Double? { Self.ink(components, space, palette) }

  private static func ink(_ components: [Double], _ space: PDFColorSpace, _ palette: [UInt8]) -> Double? {
    switch space {
    case .deviceGray: components.first.map { 100 * (1 - clamped($0)) }
    case .deviceCMYK: components.count == 4 ? components.reduce(0) { $0 + 100 * clamped($1) } : nil
    case .profile(let profile, 4) where profile.colorSpace == "CMYK":
      components.count == 4 ? components.reduce(0) { $0 + 100 * clamped($1) } : nil
    case .indexed(let base):
      indexed(components, base, palette)
    case .separation("All", _), .separation("None", _): nil
    case .separation: components.first.map { 100 * clamped($0) }
    case .deviceN(let names, _):
      zip(names, components).reduce(0) { $1.0 == "None" ? $0 : $0 + 100 * clamped($1.1) }
    default: nil
    }
  }

  private static func indexed(_ components: [Double], _ base: PDFColorSpace, _ palette: [UInt8]) -> Double? {
    guard let number = components.first, number.isFinite else { return nil }
    let index = Int(min(max(number, 0), 255)) * base.components
    guard index >= 0, index + base.components <= palette.count else { return nil }
    return ink(palette[index..<index + base.components].map { Double($0) / 255 }, base, [])
  }

  private static func clamped(_ value: Double) -> Double { value.isFinite ? min(max(value, 0), 1) : 0 }
}

/// Reads colour spaces (ISO 32000-1 §8.6), each once.
struct ColorSpaceReader {
  private(set) var spaces: [ResolvedSpace] = [
    ResolvedSpace(space: .deviceGray), ResolvedSpace(space: .deviceRGB), ResolvedSpace(space: .deviceCMYK),
    ResolvedSpace(space: .pattern(nil)),
  ]
  private var known: [PDFReference: Int] = [:]
  private var profiles: [PDFReference: PDFReport.Profile] = [:]

  static let (gray, rgb, cmyk, pattern) = (0, 1, 2, 3)
  private static let deepest = 8

  subscript(_ index: Int) -> ResolvedSpace { spaces[index] }

  /// The number of the space that a name or an array stands for.
  ///
  /// - Parameter resources: Where names are looked up, and defaults of device spaces (§8.6.5.6).
  mutating func index(of object: PDFObject, _ resources: PDFObject?, in file: QPDFFile) -> Int {
    if let name = file.name(object) { return index(named: name, resources, in: file) }
    let reference = file.reference(to: object)
    if let reference, let index = known[reference] { return index }
    spaces.append(resolve(object, resources, file, depth: 0))
    if let reference { known[reference] = spaces.count - 1 }
    return spaces.count - 1
  }

  mutating func index(named name: String, _ resources: PDFObject?, in file: QPDFFile) -> Int {
    let own = resources.flatMap { file.entry("/ColorSpace", of: $0) }
    let fallback: (index: Int, key: String)? =
      switch name {
      case "/DeviceGray", "/G", "/CalGray": (Self.gray, "/DefaultGray")
      case "/DeviceRGB", "/RGB", "/CalRGB": (Self.rgb, "/DefaultRGB")
      case "/DeviceCMYK", "/CMYK", "/CalCMYK": (Self.cmyk, "/DefaultCMYK")
      case "/Pattern": (Self.pattern, "")
      default: nil
      }
    if let fallback {
      guard let other = own.flatMap({ file.entry(fallback.key, of: $0) }), file.kind(of: other) == .array else {
        return fallback.index
      }
      return index(of: other, nil, in: file)
    }
    guard let object = own.flatMap({ file.entry(name, of: $0) }) else {
      spaces.append(ResolvedSpace(space: .unknown(String(name.dropFirst()))))
      return spaces.count - 1
    }
    // A name that stands for itself ends here.
    if file.name(object) == name { return Self.gray }
    return index(of: object, file.name(object) == nil ? resources : nil, in: file)
  }

  private mutating func resolve(
    _ object: PDFObject, _ resources: PDFObject?, _ file: QPDFFile, depth: Int
  ) -> ResolvedSpace {
    guard depth < Self.deepest else { return ResolvedSpace(space: .unknown("a space within itself")) }
    if file.name(object) != nil { return spaces[index(of: object, resources, in: file)] }
    let items = file.items(of: object)
    guard let family = items.first.flatMap({ file.name($0) }) else {
      return ResolvedSpace(space: .unknown("a space without a name"))
    }
    let second = items.count > 1 ? items[1] : nil
    switch family {
    case "/CalGray": return ResolvedSpace(space: .calibratedGray)
    case "/CalRGB": return ResolvedSpace(space: .calibratedRGB)
    case "/Lab": return ResolvedSpace(space: .lab)
    case "/ICCBased": return second.map { profile($0, file) } ?? ResolvedSpace(space: .unknown("ICCBased"))
    case "/Indexed", "/I":
      guard let second, items.count > 3 else { return ResolvedSpace(space: .unknown("Indexed")) }
      let base = resolve(second, resources, file, depth: depth + 1)
      let table = file.bytes(items[3]) ?? (try? file.data(of: items[3], atMost: 1_048_576)) ?? []
      return ResolvedSpace(space: .indexed(base.space), palette: table)
    case "/Separation", "/DeviceN": return spot(family, items, resources, file, depth)
    case "/Pattern":
      return ResolvedSpace(space: .pattern(second.map { resolve($0, resources, file, depth: depth + 1).space }))
    default: return spaces[index(named: family, resources, in: file)]
    }
  }

  private mutating func spot(
    _ family: String, _ items: [PDFObject], _ resources: PDFObject?, _ file: QPDFFile, _ depth: Int
  ) -> ResolvedSpace {
    guard items.count > 3 else { return ResolvedSpace(space: .unknown(String(family.dropFirst()))) }
    let alternate = resolve(items[2], resources, file, depth: depth + 1).space
    let names = (file.name(items[1]).map { [$0] } ?? file.items(of: items[1]).prefix(64).compactMap { file.name($0) })
      .map { String($0.dropFirst()) }
    guard family == "/Separation" else { return ResolvedSpace(space: .deviceN(names, alternate)) }
    return ResolvedSpace(
      space: .separation(names.first ?? "", alternate), fullTint: PDFFunction(items[3], in: file).map { $0([1]) })
  }

  private mutating func profile(_ stream: PDFObject, _ file: QPDFFile) -> ResolvedSpace {
    let components = file.integer(file.entry("/N", of: stream)) ?? 0
    let reference = file.reference(to: stream)
    let found =
      reference.flatMap { profiles[$0] }
      ?? (try? file.data(of: stream, atMost: 64 * 1_048_576)).flatMap { PDFReport.Profile(icc: $0) }
    guard let found, (1...32).contains(components) else {
      return ResolvedSpace(space: .unknown("ICCBased with a profile that cannot be read"))
    }
    if let reference { profiles[reference] = found }
    return ResolvedSpace(space: .profile(found, components: components))
  }
}
