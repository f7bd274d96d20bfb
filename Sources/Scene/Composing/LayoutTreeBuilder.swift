import BoxLayout
import CardSpec
import Diagnostics
import Imaging
import Localization
import Typesetting

/// Computes styles from the root down and loads what nodes refer to.
struct LayoutTreeBuilder {
  let typesetter: Typesetter
  let pictures: PictureLibrary
  let folder: DeckFolder
  let subject: Subject
  let groups: FitGroups
  private(set) var diagnostics: [Diagnostic] = []
  /// Pixels by the pictures' files.
  private var areas: [String: Int] = [:]

  init(
    typesetter: Typesetter, pictures: PictureLibrary, folder: DeckFolder, subject: Subject, groups: FitGroups
  ) {
    self.typesetter = typesetter
    self.pictures = pictures
    self.folder = folder
    self.subject = subject
    self.groups = groups
  }

  mutating func build(_ root: Node, card: Size, inherited: ComputedText, direction: BoxProperties.Direction)
    -> LayoutNode
  {
    let units = LengthContext(em: inherited.size, rem: inherited.size, card: card)
    let size = inherited.inheriting(root.text, units: units).size
    return node(
      root, path: "layout", inherited: inherited, units: LengthContext(em: inherited.size, rem: size, card: card),
      direction: direction)
  }

  private mutating func node(
    _ node: Node, path: String, inherited: ComputedText, units: LengthContext, direction: BoxProperties.Direction
  ) -> LayoutNode {
    let computed = inherited.inheriting(node.text, units: units)
    let direction = node.box.direction ?? node.text.language.map(Self.direction) ?? direction
    let own = units.with(em: computed.size)
    let result = LayoutNode(node: node, path: path, computed: computed, units: own, direction: direction)
    switch node.content {
    case .box(let children):
      for (index, child) in children.enumerated() {
        let name = child.id ?? String(index)
        result.add(
          self.node(child, path: path + "/" + name, inherited: computed, units: own, direction: direction))
      }
    case .text(let source): result.content = .text(text(source, result))
    case .image(let source): result.content = picture(source, result)
    case .svg(let source): result.content = vector(source, result)
    case .qr(let value, let correction, let quietZone): result.content = qr(value, correction, quietZone, result)
    case .rect, .ellipse, .line: result.content = .shape
    case .path(let data, let viewBox, let evenOdd): result.content = outline(data, viewBox, evenOdd, result)
    case .chart(let chart): result.content = .chart(chart)
    }
    if case .picture(let source, _) = node.paint.mask { result.maskPicture = mask(source, result) }
    return result
  }

  /// A node in a language of its own runs as that language does, like the card in the card's.
  private static func direction(of language: String) -> BoxProperties.Direction {
    WritingDirection(language: language) == .rightToLeft ? .rtl : .ltr
  }

  private mutating func mask(_ source: String, _ node: LayoutNode) -> LayoutNode.Content {
    let isLuminance = node.node.paint.maskByLuminance
    guard source.lowercased().hasSuffix(".svg") else {
      guard case .picture(let picture) = picture(source, node) else { return .missing }
      return .picture(isLuminance ? picture.luminanceMask : picture)
    }
    if isLuminance {
      diagnostics.append(
        Diagnostic(
          .error, "mask-mode", "\(source) cannot mask by how light it is",
          reason: "an SVG file masks by how opaque it is; pictures and gradients can do both",
          help: "give the SVG's parts an opacity instead of a colour, or use a PNG file", at: node.node.location,
          path: node.node.path, subject: subject.naming(node)))
    }
    return vector(source, node)
  }

  private mutating func text(_ source: String, _ node: LayoutNode) -> TextContent {
    let fit = node.node.text.fit
    checkLimits(fit, node)
    let key = FitGroups.Key(fit, card: subject.card, language: subject.language, format: subject.format)
    return TextContent(
      source: source, computed: node.computed, direction: node.direction, trim: node.node.text.textBoxTrim ?? .none,
      ladder: FitLadder(fit, computed: node.computed, lineClamp: node.node.text.lineClamp, units: node.units),
      group: key.map { FitDecision.Group(key: $0, settlement: groups[$0]) }, typesetter: typesetter)
  }

  /// A limit on the wrong side of what it limits lets the text do nothing, which nobody writes on purpose.
  private mutating func checkLimits(_ fit: FitProperties, _ node: LayoutNode) {
    let computed = node.computed
    func check(_ name: String, _ limit: Length?, above value: Double, _ what: String) {
      guard let limit, case let pixels = node.units.pixels(limit, percentBase: computed.size), pixels > value + 1e-6
      else { return }
      diagnostics.append(
        Diagnostic(
          .warning, "fit-limit", "`\(name)` of \(Amount.tenths(pixels)) px is more than the text's \(what)",
          reason: "the text's \(what) is \(Amount.tenths(value)) px here, so it cannot give way",
          help: "lower `\(name)`, or take it out", at: node.node.location, path: node.node.path,
          subject: subject.naming(node)))
    }
    check("minFontSize", fit.minFontSize, above: computed.size, "size")
    check("minLetterSpacing", fit.minLetterSpacing, above: computed.letterSpacing, "tracking")
  }

  /// Pixels of all the pictures of one card.
  private static let largestArea = 150_000_000

  private mutating func picture(_ source: String, _ node: LayoutNode) -> LayoutNode.Content {
    guard let file = resolve(source, node) else { return .missing }
    do throws(ImagingError) {
      // One too many is enough: no more are read.
      guard area <= Self.largestArea else { return .missing }
      let picture = try pictures.picture(at: file)
      areas[file] = picture.width * picture.height
      if area > Self.largestArea { reportTooManyPixels(source, node) }
      return .picture(picture)
    } catch {
      report(error, source, node)
      return .missing
    }
  }

  private var area: Int { areas.values.reduce(0, +) }

  private mutating func reportTooManyPixels(_ source: String, _ node: LayoutNode) {
    diagnostics.append(
      Diagnostic(
        .error, "too-many-pixels", "the pictures of this card have more than 150 million pixels together",
        reason: "all must fit into memory at once; \(source) is one too many",
        help: "scale the largest down: a page of A6 at 300 pixels to the inch has 2 million",
        at: node.node.contentLocation, path: node.node.contentPath, subject: subject.naming(node)))
  }

  private mutating func vector(_ source: String, _ node: LayoutNode) -> LayoutNode.Content {
    guard let file = resolve(source, node) else { return .missing }
    do throws(ImagingError) {
      return .vector(try pictures.vector(at: file))
    } catch {
      report(error, source, node)
      return .missing
    }
  }

  private mutating func qr(
    _ value: String, _ correction: Node.QRCorrection, _ quietZone: Int, _ node: LayoutNode
  ) -> LayoutNode.Content {
    let level: QRCorrectionLevel =
      switch correction {
      case .low: .low
      case .medium: .medium
      case .quartile: .quartile
      case .high: .high
      }
    do throws(ImagingError) {
      return .qr(try QREncoder.encode(value, correction: level), quietZone: quietZone)
    } catch {
      report(error, "the QR code", node)
      return .missing
    }
  }

  private mutating func outline(
    _ data: String, _ viewBox: [Double], _ evenOdd: Bool, _ node: LayoutNode
  ) -> LayoutNode.Content {
    do throws(PathData.Failure) {
      let elements = try PathData.parse(data)
      return .path(
        Path(elements, evenOdd: evenOdd), viewBox: Rect(viewBox[0], viewBox[1], viewBox[2], viewBox[3]))
    } catch {
      diagnostics.append(
        Diagnostic(
          .error, "path-data", "the path cannot be read at its character \(error.position)",
          reason: "SVG path data has \(error.expected) here", at: node.node.contentLocation,
          path: node.node.contentPath,
          subject: subject.naming(node)))
      return .missing
    }
  }

  private mutating func resolve(_ source: String, _ node: LayoutNode) -> String? {
    switch folder.resolve(source) {
    case .success(let file): return file
    case .failure(let problem):
      diagnostics.append(
        problem.diagnostic(
          source, at: node.node.contentLocation, path: node.node.contentPath, subject: subject.naming(node)))
      return nil
    }
  }

  private mutating func report(_ error: ImagingError, _ source: String, _ node: LayoutNode) {
    diagnostics.append(
      Diagnostic(
        .error, "picture", "\(source): \(error.message)", reason: error.reason, help: error.help,
        at: node.node.contentLocation, path: node.node.contentPath, subject: subject.naming(node)))
  }
}

extension Subject {
  func naming(_ node: LayoutNode) -> Subject {
    var subject = self
    subject.node = node.path
    return subject
  }
}
