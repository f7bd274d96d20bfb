import PDFSyntax

/// Pictures (ISO 32000-1 §8.9).
extension ContentWalk {
  mutating func drawPicture(_ image: PDFObject) {
    if file.boolean(file.entry("/ImageMask", of: image)) ?? false {
      use(state.fill, for: .fill, overprints: state.fillOverprints)
    }
    builder.readPicture(image, resources, state.transform, context)
  }

  /// A picture within the content (§8.9.7).
  mutating func drawInline(_ operation: ContentOperation) {
    paints("a picture")
    var entries: [String: ContentOperation.Operand] = [:]
    for index in stride(from: 0, to: operation.operands.count - 1, by: 2) {
      if case .name(let key) = operation.operands[index] {
        entries[Self.long[key] ?? key] = operation.operands[index + 1]
      }
    }
    func whole(_ key: String) -> Int? {
      if case .number(let number)? = entries[key] { Int(exactly: number) } else { nil }
    }
    func isTrue(_ key: String) -> Bool {
      if case .other(let range)? = entries[key] { bytes[range].elementsEqual("true".utf8) } else { false }
    }
    let filters: [String] =
      switch entries["/Filter"] {
      case .name(let name)?: [name]
      case .other(let range)?: ContentWalk.names(bytes[range])
      default: []
      }
    if isTrue("/Interpolate") { page { $0.interpolatedInlines += 1 } }
    if filters.contains(where: { $0 == "/LZW" || $0 == "/LZWDecode" }) { page { $0.lzwInlines += 1 } }
    let isMask = isTrue("/ImageMask")
    var space: Int?
    if isMask {
      use(state.fill, for: .fill, overprints: state.fillOverprints)
    } else {
      switch entries["/ColorSpace"] {
      case .name(let name)?: space = spaceNumber(name)
      case .other(let range)?:
        // `[/Indexed /RGB 3 <…>]`: what its colours are in is what counts.
        let names = ContentWalk.names(bytes[range])
        if let base = names.dropFirst().first { space = spaceNumber(base) }
      default: break
      }
      if let space { builder.note(space: space, for: context.purpose ?? .picture, on: context.page) }
    }
    guard let width = whole("/Width"), let height = whole("/Height"), width > 0, height > 0 else { return }
    var picture = PDFReport.Picture(
      width: width, height: height, space: space.map { builder.spaces[$0].space },
      bits: isMask ? 1 : whole("/BitsPerComponent") ?? 8,
      filters: filters.map { Self.long[$0] ?? $0 }.map(ReportBuilder.plain),
      placedWidth: 0, placedHeight: 0, smallestResolution: 0, largestResolution: 0, pages: [context.page])
    picture.isInline = true
    picture.isMask = isMask
    if let space, filters.isEmpty, let data = operation.inlineData {
      let ink = PictureInk(space: builder.spaces[space], width: width, height: height, bits: picture.bits, decode: nil)
      if let largest = ink.largest(Array(bytes[data])) { builder.note(ink: largest, on: context.page, "a picture") }
    }
    builder.place(&picture, state.transform, context.page)
    builder.report.pictures.append(picture)
  }

  private static func names(_ array: ArraySlice<UInt8>) -> [String] {
    let text = String(decoding: array.prefix(256), as: UTF8.self)
    return text.split(whereSeparator: { "[] \n\r\t<(".contains($0) }).flatMap { word in
      word.hasPrefix("/") ? word.split(separator: "/").map { "/" + $0 } : []
    }
  }

  /// ISO 32000-1, tables 93 and 94.
  private static let long = [
    "/BPC": "/BitsPerComponent", "/CS": "/ColorSpace", "/D": "/Decode", "/DP": "/DecodeParms", "/F": "/Filter",
    "/H": "/Height", "/IM": "/ImageMask", "/I": "/Interpolate", "/W": "/Width", "/AHx": "/ASCIIHexDecode",
    "/A85": "/ASCII85Decode", "/LZW": "/LZWDecode", "/Fl": "/FlateDecode", "/RL": "/RunLengthDecode",
    "/CCF": "/CCITTFaxDecode", "/DCT": "/DCTDecode",
  ]
}

extension ReportBuilder {
  func readPicture(_ image: PDFObject, _ resources: PDFObject?, _ transform: Transform, _ context: WalkContext) {
    let reference = file.reference(to: image)
    if let reference, let number = pictureNumbers[reference] {
      if let space = report.pictures[number].space { note(space, for: context.purpose ?? .picture, on: context.page) }
      if context.purpose == nil, let ink = pictureInks[reference] { note(ink: ink, on: context.page, "a picture") }
      var picture = report.pictures[number]
      place(&picture, transform, context.page)
      report.pictures[number] = picture
      return
    }
    guard let width = file.integer(file.entry("/Width", of: image)),
      let height = file.integer(file.entry("/Height", of: image)), width > 0, height > 0, width < 1 << 24,
      height < 1 << 24
    else { return note("page \(context.page): a picture without a size was left out") }
    let isMask = file.boolean(file.entry("/ImageMask", of: image)) ?? false
    let space = file.entry("/ColorSpace", of: image).map { spaces.index(of: $0, resources, in: file) }
    var picture = PDFReport.Picture(
      width: width, height: height, space: space.map { spaces[$0].space },
      bits: isMask ? 1 : file.integer(file.entry("/BitsPerComponent", of: image)) ?? 8,
      filters: file.filters(of: image).map(Self.plain), placedWidth: 0, placedHeight: 0, smallestResolution: 0,
      largestResolution: 0, pages: [])
    picture.isMask = isMask
    picture.number = reference?.number
    picture.isInterpolated = file.boolean(file.entry("/Interpolate", of: image)) ?? false
    if let space { note(space: space, for: context.purpose ?? .picture, on: context.page) }
    if let mask = file.entry("/SMask", of: image), file.kind(of: mask) == .stream {
      picture.hasSoftMask = true
      noteTransparency(on: context.page)
      if let object = file.entry("/ColorSpace", of: mask) {
        note(space: spaces.index(of: object, resources, in: file), for: .mask, on: context.page)
      }
    }
    if context.purpose == nil, let space, let ink = largestInk(of: image, picture, spaces[space]) {
      if let reference { pictureInks[reference] = ink }
      note(ink: ink, on: context.page, "a picture")
    }
    place(&picture, transform, context.page)
    if let reference { pictureNumbers[reference] = report.pictures.count }
    report.pictures.append(picture)
  }

  /// Notes down how large a picture is on a page.
  func place(_ picture: inout PDFReport.Picture, _ transform: Transform, _ page: Int) {
    let unit = report.pages[page - 1].userUnit
    let (width, height) = (transform.sides.width * unit, transform.sides.height * unit)
    if picture.pages.last != page { picture.pages.append(page) }
    guard width > 0, height > 0, width.isFinite, height.isFinite else { return }
    let resolution = min(Double(picture.width) * 72 / width, Double(picture.height) * 72 / height)
    if picture.largestResolution == 0 || resolution > picture.largestResolution {
      picture.largestResolution = resolution
    }
    if picture.smallestResolution == 0 || resolution < picture.smallestResolution {
      picture.smallestResolution = resolution
      (picture.placedWidth, picture.placedHeight) = (width, height)
    }
  }

  private func largestInk(of image: PDFObject, _ picture: PDFReport.Picture, _ space: ResolvedSpace) -> Double? {
    let reader = PictureInk(
      space: space, width: picture.width, height: picture.height, bits: picture.bits,
      decode: file.numbers(file.entry("/Decode", of: image)))
    guard reader.hasInk else { return nil }
    do throws(PDFError) {
      return reader.largest(try file.data(of: image, atMost: Bounds.pictureBytes, isPicture: true))
    } catch {
      note("the ink of a picture of \(picture.width) × \(picture.height) pixels is not known: \(error.message)")
      return nil
    }
  }
}
