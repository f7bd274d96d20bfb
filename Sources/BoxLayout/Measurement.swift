/// The room that a box may use in one axis (CSS Sizing 3, §2.1).
public enum AvailableSpace: Sendable, Hashable {
  /// So many px.
  case definite(Double)
  /// As little as the content allows without overflowing.
  case minContent
  /// As much as the content would like.
  case maxContent
}

/// What layout asks of a leaf. All sizes are of its content box, in px.
public struct MeasureRequest: Sendable, Hashable {
  /// The width that the leaf will have, if that is settled.
  public var knownWidth: Double?
  /// The height that the leaf will have, if that is settled.
  public var knownHeight: Double?
  public var availableWidth: AvailableSpace
  public var availableHeight: AvailableSpace

  public init(
    knownWidth: Double? = nil, knownHeight: Double? = nil, availableWidth: AvailableSpace = .maxContent,
    availableHeight: AvailableSpace = .maxContent
  ) {
    self.knownWidth = knownWidth
    self.knownHeight = knownHeight
    self.availableWidth = availableWidth
    self.availableHeight = availableHeight
  }
}

/// A leaf's answer: the size of its content, in px, and its baselines measured from the top of its content box.
public struct MeasuredSize: Sendable, Hashable {
  public var width: Double
  public var height: Double
  public var firstBaseline: Double?
  public var lastBaseline: Double?

  public init(width: Double, height: Double, firstBaseline: Double? = nil, lastBaseline: Double? = nil) {
    self.width = width
    self.height = height
    self.firstBaseline = firstBaseline
    self.lastBaseline = lastBaseline
  }
}

extension MeasuredSize {
  var sanitized: MeasuredSize {
    func baseline(_ value: Double?) -> Double? { value.flatMap { $0.isFinite ? $0.clampedToLayoutRange : nil } }
    return MeasuredSize(
      width: width.asSize, height: height.asSize, firstBaseline: baseline(firstBaseline),
      lastBaseline: baseline(lastBaseline))
  }
}

/// Measures a leaf's content.
///
/// It must be a pure function of the request. Layout relies on one property of text: laid out at exactly its
/// max-content width, a leaf has the height and baselines that it reported for the max-content request.
public typealias MeasureFunction = (MeasureRequest) -> MeasuredSize
