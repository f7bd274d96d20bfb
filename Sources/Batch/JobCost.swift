import CardSpec

extension Plan.Job {
  /// About how long it takes to make the file, in microseconds of one core: what shards are evened out by. Only ratios matter,
  /// and all machines must agree, so it is computed from the plan alone and in whole numbers.
  ///
  /// The figures are those of the campaign on one core (`--report`): setting a card's texts, then painting and packing a
  /// picture by its pixels, or a page with its tags.
  ///
  /// - Parameter scale: Pixels per px of pictures.
  func cost(scale: Double) -> Int {
    let pages = max(1, cards.count)
    return switch kind {
    case .png:
      Self.composing + Int(format.width * format.height * scale * scale * Self.microsecondsPerPixel)
    case .pdf: pages * (Self.composing + (format.isPress ? Self.pressPage : Self.page))
    case .sheets: pages * (Self.composing + Self.pressPage + Self.imposing)
    case .contactSheet: pages * (Self.composing + Self.thumbnail)
    }
  }

  private static let composing = 2_500
  private static let page = 4_500
  private static let pressPage = 5_500
  private static let imposing = 1_500
  private static let thumbnail = 2_500
  private static let microsecondsPerPixel = 0.011
}
