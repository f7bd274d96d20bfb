import PDFSyntax

/// Gradients (ISO 32000-1 §8.7.4.5).
extension ReportBuilder {
  /// - Parameter purpose: Of what the gradient is a part of, if it is a mask.
  func readShading(_ shading: PDFObject, _ resources: PDFObject?, on page: Int, purpose: PDFReport.ColorPurpose?) {
    guard let object = file.entry("/ColorSpace", of: shading) else { return }
    let space = spaces.index(of: object, resources, in: file)
    note(space: space, for: purpose ?? .shading, on: page)
    guard purpose == nil, spaces[space].ink(Array(repeating: 0, count: spaces[space].space.components)) != nil else {
      return
    }
    if let reference = file.reference(to: shading), let known = pictureInks[reference] {
      return note(ink: known, on: page, "a gradient")
    }
    guard let ink = largestInk(of: shading, spaces[space]) else { return }
    if let reference = file.reference(to: shading) { pictureInks[reference] = ink }
    note(ink: ink, on: page, "a gradient")
  }

  private static let steps = 256

  private func largestInk(of shading: PDFObject, _ space: ResolvedSpace) -> Double? {
    let type = file.integer(file.entry("/ShadingType", of: shading)) ?? 0
    let function = file.entry("/Function", of: shading).flatMap { PDFFunction($0, in: file) }
    switch type {
    case 1:
      guard let function else { return nil }
      let domain = file.numbers(file.entry("/Domain", of: shading)) ?? [0, 1, 0, 1]
      guard domain.count == 4 else { return nil }
      let shares = (0...32).map { Double($0) / 32 }
      return shares.flatMap { x in
        shares.compactMap { y in
          space.ink(function([domain[0] + x * (domain[1] - domain[0]), domain[2] + y * (domain[3] - domain[2])]))
        }
      }.max()
    case 2, 3:
      guard let function else { return nil }
      let domain = file.numbers(file.entry("/Domain", of: shading)) ?? [0, 1]
      guard domain.count == 2 else { return nil }
      return (0...Self.steps).compactMap {
        space.ink(function([domain[0] + Double($0) / Double(Self.steps) * (domain[1] - domain[0])]))
      }.max()
    case 4...7: return mesh(shading, type, function, space)
    default: return nil
    }
  }

  /// The colours at a mesh's corners; between them they are mixed, so that none has more ink.
  private func mesh(_ shading: PDFObject, _ type: Int, _ function: PDFFunction?, _ space: ResolvedSpace) -> Double? {
    guard file.kind(of: shading) == .stream, let bytes = try? file.data(of: shading, atMost: Bounds.contentBytes),
      let place = file.integer(file.entry("/BitsPerCoordinate", of: shading)), (1...32).contains(place),
      let width = file.integer(file.entry("/BitsPerComponent", of: shading)), (1...16).contains(width),
      let decode = file.numbers(file.entry("/Decode", of: shading)), decode.count >= 6
    else { return nil }
    let flag = type == 5 ? 0 : file.integer(file.entry("/BitsPerFlag", of: shading)) ?? 8
    let count = function == nil ? space.space.components : 1
    guard decode.count >= 4 + 2 * count, count > 0, (0...8).contains(flag) else { return nil }
    let largest = Double(UInt64(1) << UInt64(width) - 1)
    var reader = BitReader(bytes)
    var ink: Double?
    while reader.has(flag + 2 * place + width) {
      let kind = flag > 0 ? Int(reader.next(flag)) & 3 : 0
      let isWhole = kind == 0
      let points = type < 6 ? 1 : type == 6 ? (isWhole ? 12 : 8) : (isWhole ? 16 : 12)
      for _ in 0..<2 * points { _ = reader.next(place) }
      for _ in 0..<(type < 6 ? 1 : isWhole ? 4 : 2) {
        let values = (0..<count).map { index in
          let (low, high) = (decode[4 + 2 * index], decode[5 + 2 * index])
          return low + Double(reader.next(width)) / largest * (high - low)
        }
        if let found = space.ink(function.map { $0(values) } ?? values) { ink = max(ink ?? 0, found) }
      }
      if type != 5 || flag > 0 { reader.align() }
    }
    return ink
  }
}
