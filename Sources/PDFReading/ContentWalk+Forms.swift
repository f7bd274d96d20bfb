import PDFSyntax

/// Content within content: forms, patterns, masks and glyphs.
extension ContentWalk {
  // MARK: Forms and pictures by name

  mutating func draw(_ operation: ContentOperation) {
    guard let name = operation.lastName,
      let object = resources.flatMap({ file.entry("/XObject", of: $0) }).flatMap({ file.entry(name, of: $0) }),
      file.kind(of: object) == .stream
    else { return }
    if file.isName(file.entry("/Subtype", of: object), "/Image") {
      paints("a picture")
      drawPicture(object)
    } else if file.isName(file.entry("/Subtype", of: object), "/Form") {
      walkForm(object)
    }
  }

  /// ISO 32000-1 §8.10.
  private mutating func walkForm(_ form: PDFObject) {
    var inner = state
    if let matrix = file.numbers(file.entry("/Matrix", of: form)).flatMap(Transform.init) {
      inner.transform = matrix.then(state.transform)
    }
    if let group = file.entry("/Group", of: form), file.isName(file.entry("/S", of: group), "/Transparency") {
      note(group: group)
    }
    walk(form, state: inner, context: self.inner(inner.transform))
  }

  private mutating func note(group: PDFObject) {
    builder.noteTransparency(on: context.page)
    _ = builder.groupSpace(group, resources, page: context.page)
  }

  /// Runs a stream, once for each state that it is used in on a page.
  func walk(_ stream: PDFObject, state: GraphicsState, context: WalkContext) {
    guard context.depth <= ReportBuilder.Bounds.depth else {
      return builder.note(
        "content lies more than \(ReportBuilder.Bounds.depth) deep within content; what is deeper was not read")
    }
    if let reference = file.reference(to: stream) {
      let use = ReportBuilder.FormUse(
        object: reference, page: context.page, state: state, context: context.fingerprint)
      guard builder.seenUses.insert(use).inserted else { return }
    }
    file.scoped {
      let own = file.entry("/Resources", of: stream) ?? resources
      guard let bytes = builder.bytes(of: stream, on: context.page) else { return }
      var walk = ContentWalk(builder, bytes, resources: own, state: state, context: context)
      walk.run()
    }
  }

  // MARK: Masks

  /// The group of a soft mask: its colours are opacities, no inks.
  func walkMask(_ group: PDFObject) {
    guard file.kind(of: group) == .stream else { return }
    var inside = inner(state.transform)
    inside.purpose = .mask
    inside.checksMarks = false
    var state = state
    if let matrix = file.numbers(file.entry("/Matrix", of: group)).flatMap(Transform.init) {
      state.transform = matrix.then(state.transform)
    }
    if let attributes = file.entry("/Group", of: group) {
      _ = builder.groupSpace(attributes, resources, page: context.page, purpose: .mask)
    }
    walk(group, state: state, context: inside)
  }

  // MARK: Patterns

  /// ISO 32000-1 §8.7: a pattern lies in the space of the content that it is named in, not where it is used.
  mutating func walkPattern(_ name: String, below space: Int) {
    guard let pattern = resources.flatMap({ file.entry("/Pattern", of: $0) }).flatMap({ file.entry(name, of: $0) })
    else { return }
    var inner = GraphicsState()
    inner.transform = context.base
    if let matrix = file.numbers(file.entry("/Matrix", of: pattern)).flatMap(Transform.init) {
      inner.transform = matrix.then(context.base)
    }
    if file.integer(file.entry("/PatternType", of: pattern)) == 2 {
      if let shading = file.entry("/Shading", of: pattern) {
        builder.readShading(shading, resources, on: context.page, purpose: context.purpose)
      }
      return
    }
    guard file.kind(of: pattern) == .stream else { return }
    var inside = self.inner(inner.transform)
    inside.checksMarks = false
    if file.integer(file.entry("/PaintType", of: pattern)) == 2, case .pattern(let below?) = builder.spaces[space].space
    {
      builder.note(below, for: context.purpose ?? .pattern, on: context.page)
    }
    walk(pattern, state: inner, context: inside)
  }

  mutating func shade(_ operation: ContentOperation) {
    paints("a gradient")
    guard let name = operation.lastName,
      let shading = resources.flatMap({ file.entry("/Shading", of: $0) }).flatMap({ file.entry(name, of: $0) })
    else { return }
    builder.readShading(shading, resources, on: context.page, purpose: context.purpose)
  }

  // MARK: Glyphs that are content

  /// ISO 32000-1 §9.6.5.
  func walkGlyphs(of font: Int) {
    guard let reference = builder.fonts.reference(of: font) else { return }
    let use = ReportBuilder.FormUse(
      object: reference, page: context.page, state: GraphicsState(), context: context.fingerprint)
    guard context.depth < ReportBuilder.Bounds.depth, builder.seenUses.insert(use).inserted else { return }
    file.scoped {
      let object = file.object(reference)
      guard let glyphs = file.entry("/CharProcs", of: object) else { return }
      var inside = inner(state.transform)
      inside.checksMarks = false
      var inner = state
      if let matrix = file.numbers(file.entry("/FontMatrix", of: object)).flatMap(Transform.init) {
        inner.transform = matrix.then(state.transform)
      }
      let own = file.entry("/Resources", of: object) ?? resources
      for name in file.keys(of: glyphs).prefix(4096) {
        file.scoped {
          guard let glyph = file.entry(name, of: glyphs), let bytes = builder.bytes(of: glyph, on: context.page) else {
            return
          }
          var walk = ContentWalk(builder, bytes, resources: own, state: inner, context: inside)
          walk.run()
        }
      }
    }
  }
}

extension ReportBuilder {
  func note(_ space: PDFColorSpace, for purpose: PDFReport.ColorPurpose, on page: Int) {
    let use = ColorKey(space: space, purpose: purpose)
    if colorPages[use]?.last != page { colorPages[use, default: []].append(page) }
  }

  /// Content, unpacked; what cannot be is told.
  func bytes(of stream: PDFObject, on page: Int) -> [UInt8]? {
    guard file.kind(of: stream) == .stream else { return nil }
    do throws(PDFError) {
      return try file.data(of: stream, atMost: Bounds.contentBytes)
    } catch {
      note("page \(page): some of its content cannot be read: \(error.message)")
      return nil
    }
  }

  func walkPage(_ page: PDFObject, _ resources: PDFObject?, _ number: Int) {
    guard let contents = file.entry("/Contents", of: page) else { return }
    let streams = file.kind(of: contents) == .stream ? [contents] : file.items(of: contents)
    // Pieces of content are joined as if blanks stood between them (§7.8.2).
    var bytes: [UInt8] = []
    for stream in streams {
      guard let part = self.bytes(of: stream, on: number) else { continue }
      guard bytes.count + part.count <= Bounds.contentBytes else {
        note("page \(number): its content is larger than \(Bounds.contentBytes / 1_048_576) MB; the rest was not read")
        break
      }
      if bytes.isEmpty { bytes = part } else { bytes += [UInt8(ascii: "\n")] + part }
    }
    var walk = ContentWalk(
      self, bytes, resources: resources, state: GraphicsState(), context: WalkContext(page: number))
    walk.run()
  }

  /// ISO 32000-1 §12.5.5: the appearance's box is laid over the annotation's rectangle.
  func walkAppearance(_ appearance: PDFObject, of annotation: PDFObject, _ facts: AnnotationFacts, _ page: Int) {
    guard let normal = file.entry("/N", of: appearance) else { return }
    let forms =
      file.kind(of: normal) == .stream ? [normal] : file.keys(of: normal).compactMap { file.entry($0, of: normal) }
    for form in forms.prefix(64) where file.kind(of: form) == .stream {
      var state = GraphicsState()
      if let area = facts.area, let box = rectangle(file.entry("/BBox", of: form)), box.width > 0, box.height > 0 {
        state.transform.a = area.width / box.width
        state.transform.d = area.height / box.height
      }
      var context = WalkContext(page: page)
      context.checksMarks = false
      context.isPage = false
      let walk = ContentWalk(self, [], resources: nil, state: state, context: context)
      walk.walk(form, state: state, context: context)
    }
  }

  /// The space that a transparency group blends in (ISO 32000-1 §11.6.6).
  func groupSpace(
    _ group: PDFObject, _ resources: PDFObject?, page: Int, purpose: PDFReport.ColorPurpose = .group
  ) -> PDFColorSpace? {
    guard let object = file.entry("/CS", of: group) else { return nil }
    let number = spaces.index(of: object, resources, in: file)
    note(space: number, for: purpose, on: page)
    return spaces[number].space
  }
}
