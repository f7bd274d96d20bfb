import Scene

extension PreviewSession {
  /// What of a cell is wanted as a picture.
  public struct PictureRequest: Sendable {
    public var cell: CellID
    /// Pixels per px.
    public var scale: Double
    public var includesBleed = false
    public var trial: String?
    /// A picture that whoever asks has already.
    public var known: String?

    public init(_ cell: CellID, scale: Double) {
      self.cell = cell
      self.scale = scale
    }
  }

  public struct PictureAnswer: Sendable {
    /// `nil` where it is the one that was known.
    public var png: [UInt8]?
    public var tag: String
    public var state: CellState
    public var revision: Int
  }

  /// A cell as PNG.
  public func picture(_ wanted: PictureRequest) async throws -> PictureAnswer {
    let shown = try await composed(wanted.cell, trial: wanted.trial, .wanted)
    guard let scene = shown.cell.scene else { throw PreviewProblem.nothingToShow(reports(of: shown.diagnostics)) }
    let bleed = wanted.includesBleed ? scene.bleed : 0
    guard PictureLimits.allow(scene.trim.width + 2 * bleed, scene.trim.height + 2 * bleed, scale: wanted.scale) else {
      throw PreviewProblem.tooLarge
    }
    let fingerprint = shown.cell.fingerprint
    let key = PictureKey(
      scene: SceneKey(cell: wanted.cell, isTrial: wanted.trial != nil), scale: wanted.scale, includesBleed: bleed > 0)
    let tag = "\(String(UInt(bitPattern: fingerprint), radix: 36))-\(wanted.scale)\(bleed > 0 ? "-bleed" : "")"
    var answer = PictureAnswer(png: nil, tag: tag, state: shown.state, revision: shown.revision)
    if wanted.known == tag { return answer }
    if let known = pictures[key], known.fingerprint == fingerprint {
      answer.png = known.png
      return answer
    }
    let scale = wanted.scale
    let painted: Result<[UInt8], PreviewProblem> = try await render(.wanted) { kit in
      do {
        return .success(try kit.png(try kit.raster(scene, scale: scale, includeBleed: bleed > 0)))
      } catch {
        return .failure(.notPainted("\(error)"))
      }
    }
    let png = try painted.get()
    pictures.insert((fingerprint, png), for: key, cost: png.count)
    answer.png = png
    return answer
  }
}

/// Bounds on what is painted for a page.
public enum PictureLimits {
  public static let scales = 0.02...8.0
  public static let pixels = 40_000_000

  static func allow(_ width: Double, _ height: Double, scale: Double) -> Bool {
    scales.contains(scale) && width * height * scale * scale <= Double(pixels)
  }
}
