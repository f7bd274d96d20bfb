import PDFSyntax
import PressColor

/// Puts inks into a gradient (ISO 32000-1 §8.7.4.5): between spot inks of one name, that ink alone; else process inks.
struct PressShading {
  private let objects: PressObjects
  private var file: QPDFFile { objects.file }

  init(_ objects: PressObjects) { self.objects = objects }

  func convert(_ shading: PDFObject) throws(PDFError) {
    guard file.isName(file.entry("/ColorSpace", of: shading), "/DeviceRGB") else { return }
    if file.kind(of: shading) == .stream { return try convertMesh(shading) }
    guard let function = file.entry("/Function", of: shading) else { return }
    let spot = commonSpot(uses(of: function))
    file.set("/Function", .object(file.add(try converted(function, spot, depth: 0))), of: shading)
    file.set("/ColorSpace", spot.map { .object(objects.spots.space(of: $0)) } ?? .name("/DeviceCMYK"), of: shading)
  }

  // MARK: Functions

  /// A function of one number as Cairo writes it: between two colours, or several of those in a row (§7.10.3 and §7.10.4).
  private func converted(_ function: PDFObject, _ spot: SpotInk?, depth: Int) throws(PDFError) -> PDFValue {
    guard depth < 8, let type = file.integer(file.entry("/FunctionType", of: function)) else { throw Self.unknown }
    func copied(_ keys: [String]) -> [String: PDFValue] {
      Dictionary(keys.compactMap { key in file.entry(key, of: function).map { (key, .object($0)) } }) { $1 }
    }
    switch type {
    case 2:
      var entries = copied(["/FunctionType", "/Domain", "/N"])
      for key in ["/C0", "/C1"] {
        guard let use = use(file.numbers(file.entry(key, of: function))) else { throw Self.unknown }
        entries[key] = .array((spot == nil ? use.ink.process.components : [Self.tint(of: use.ink)]).map(PDFValue.real))
      }
      return .dictionary(entries)
    case 3:
      guard let parts = file.entry("/Functions", of: function) else { throw Self.unknown }
      var entries = copied(["/FunctionType", "/Domain", "/Bounds", "/Encode"])
      entries["/Functions"] = .array(
        try file.items(of: parts).map { (part) throws(PDFError) in try converted(part, spot, depth: depth + 1) })
      return .dictionary(entries)
    default: throw Self.unknown
    }
  }

  private static let unknown = PDFError("a gradient is written in a way that cannot be put into inks")

  private func use(_ components: [Double]?) -> PressInks.Use? {
    guard let components, components.count == 3 else { return nil }
    return objects.inks.use(ofRed: components[0], green: components[1], blue: components[2])
  }

  private func uses(of function: PDFObject) -> [PressInks.Use] {
    if let parts = file.entry("/Functions", of: function) { return file.items(of: parts).flatMap { uses(of: $0) } }
    return ["/C0", "/C1"].compactMap { use(file.numbers(file.entry($0, of: function))) }
  }

  /// The spot ink that all colours are tints of; bare paper is a tint of any.
  private func commonSpot(_ uses: [PressInks.Use]) -> SpotInk? {
    var spots: Set<SpotInk> = []
    for use in uses {
      switch use.ink {
      case .spot(let name, _, let alternate): spots.insert(SpotInk(name: name, alternate: alternate))
      case .process(let process): if process != .paper { return nil }
      }
    }
    return spots.count == 1 ? spots.first : nil
  }

  private static func tint(of ink: PressInk) -> Double { if case .spot(_, let tint, _) = ink { tint } else { 0 } }

  // MARK: Meshes

  /// The patches of a tensor-product mesh as Cairo writes it: a byte of flags, always 0, 16 points of twice 32 bits, and
  /// four colours of 16 bits a component (§8.7.4.5.8).
  private func convertMesh(_ mesh: PDFObject) throws(PDFError) {
    let old = try file.data(of: mesh)
    guard file.integer(file.entry("/ShadingType", of: mesh)) == 7, old.count % Patch.size == 0,
      file.integer(file.entry("/BitsPerCoordinate", of: mesh)) == 32,
      file.integer(file.entry("/BitsPerComponent", of: mesh)) == 16,
      file.integer(file.entry("/BitsPerFlag", of: mesh)) == 8,
      let decode = file.numbers(file.entry("/Decode", of: mesh)), decode.count == 10,
      Array(decode[4...]) == [0, 1, 0, 1, 0, 1]
    else { throw Self.unknown }
    let patches = try stride(from: 0, to: old.count, by: Patch.size).map { (start) throws(PDFError) in
      let patch = Patch(old[start..<start + Patch.size])
      guard patch.points.first == 0 else { throw Self.unknown }
      return (patch.points, try patch.colors.map { (color) throws(PDFError) in try known(color) })
    }
    let spot = commonSpot(patches.flatMap(\.1))
    var new: [UInt8] = []
    for (points, colors) in patches {
      new += points
      for ink in colors.flatMap({ spot == nil ? $0.ink.process.components : [Self.tint(of: $0.ink)] }) {
        let value = Int((min(max(ink, 0), 1) * 65_535).rounded())
        new += [UInt8(value >> 8), UInt8(value & 0xFF)]
      }
    }
    try file.replaceData(of: mesh, with: new)
    file.set("/ColorSpace", spot.map { .object(objects.spots.space(of: $0)) } ?? .name("/DeviceCMYK"), of: mesh)
    let components = (0..<(spot == nil ? 4 : 1)).flatMap { _ -> [Double] in [0, 1] }
    file.set("/Decode", .array((decode[..<4] + components).map(PDFValue.real)), of: mesh)
  }

  private func known(_ color: [Double]) throws(PDFError) -> PressInks.Use {
    guard let use = use(color) else { throw Self.unknown }
    return use
  }

  private struct Patch {
    /// The flag, and the points.
    let points: ArraySlice<UInt8>
    /// Red, green and blue of each corner, 0…1.
    let colors: [[Double]]

    private static let pointBytes = 1 + 16 * 8
    static let size = pointBytes + 4 * 3 * 2

    init(_ bytes: ArraySlice<UInt8>) {
      points = bytes.prefix(Self.pointBytes)
      let values = Array(bytes.dropFirst(Self.pointBytes))
      colors = (0..<4).map { corner in
        (0..<3).map { component in
          let at = (corner * 3 + component) * 2
          return Double(Int(values[at]) << 8 | Int(values[at + 1])) / 65_535
        }
      }
    }
  }
}
