import CardSpec

/// What networks cover of a picture, or cut off: what they publish, and what their apps are known to do.
///
/// Places are shares of the picture's width and height, as of November 2026. Networks change them without notice, so they
/// are help for the eye: nothing is checked against them.
public struct NetworkGuide: Sendable, Hashable, Encodable {
  public enum Kind: String, Sendable, Hashable, Encodable {
    /// What matters stays inside.
    case safe
    /// The network lays something of its own over it.
    case overlap
    /// What is left of it in a feed or on a profile.
    case feed
    /// What is left of it in the preview of a link.
    case link
  }

  public enum Shape: String, Sendable, Hashable, Encodable { case rectangle, rounded, circle }

  public struct Frame: Sendable, Hashable, Encodable {
    public var x: Double
    public var y: Double
    public var width: Double
    public var height: Double
  }

  public var id: String
  public var network: String
  public var kind: Kind
  public var shape = Shape.rectangle
  /// px of the format.
  public var frame: Frame
  public var note: String
  public var source: String?

  /// Guides and crops of a format.
  public static func all(for format: Format) -> [NetworkGuide] {
    guard format.medium == .screen else { return [] }
    let pass = GuidePass(format: format)
    if format.traits.contains("story") { return pass.story }
    let ratio = format.width / format.height
    return ratio > 1.3 ? pass.link : pass.post
  }
}

private struct GuidePass {
  let format: Format

  private func guide(
    _ id: String, _ network: String, _ kind: NetworkGuide.Kind, _ x: Double, _ y: Double, _ width: Double,
    _ height: Double, shape: NetworkGuide.Shape = .rectangle, _ note: String, _ source: String? = nil
  ) -> NetworkGuide {
    NetworkGuide(
      id: id, network: network, kind: kind, shape: shape,
      frame: NetworkGuide.Frame(
        x: x * format.width, y: y * format.height, width: width * format.width, height: height * format.height),
      note: note, source: source)
  }

  /// The largest rectangle of a ratio in the middle.
  private func crop(
    _ id: String, _ network: String, _ kind: NetworkGuide.Kind, ratio: Double,
    shape: NetworkGuide.Shape = .rectangle, _ note: String, _ source: String? = nil
  ) -> NetworkGuide {
    let own = format.width / format.height
    let (width, height) = own > ratio ? (ratio / own, 1) : (1, own / ratio)
    return guide(
      id, network, kind, (1 - width) / 2, (1 - height) / 2, width, height, shape: shape, note, source)
  }

  private static let storySource = "https://www.facebook.com/business/help/980593475366490"

  var story: [NetworkGuide] {
    [
      guide(
        "story-safe", "Instagram and Facebook", .safe, 0.06, 0.14, 0.88, 0.66,
        "Keep what matters out of the upper 14 % and the lower 20 %, and 6 % away from the sides.", Self.storySource),
      guide(
        "story-profile", "Instagram and Facebook", .overlap, 0, 0, 1, 0.14,
        "The progress bar, the avatar and the name of the account lie here.", Self.storySource),
      guide(
        "story-reply", "Instagram and Facebook", .overlap, 0, 0.8, 1, 0.2,
        "The field for replies, reactions and links lies here.", Self.storySource),
      crop(
        "story-highlight", "Instagram", .feed, ratio: 1, shape: .circle,
        "The cover of a highlight is a circle in the middle."),
    ]
  }

  var post: [NetworkGuide] {
    [
      crop("instagram-grid", "Instagram", .feed, ratio: 3 / 4.0, "The grid of a profile shows the middle, 3:4."),
      crop("avatar-circle", "Any", .feed, ratio: 1, shape: .circle, "As the picture of an account or a channel."),
      crop(
        "link-x", "X", .link, ratio: 2, shape: .rounded, "The preview of a link cuts the middle to 2:1.",
        "https://developer.x.com/en/docs/x-for-websites/cards/overview/summary-card-with-large-image"),
      crop(
        "link-facebook", "Facebook", .link, ratio: 1.91, "The preview of a link cuts the middle to 1.91:1.",
        "https://developers.facebook.com/docs/sharing/webmasters/images"),
      crop(
        "link-linkedin", "LinkedIn", .link, ratio: 1.91, shape: .rounded,
        "The preview of a link cuts the middle to 1.91:1."),
      crop(
        "link-whatsapp", "WhatsApp", .link, ratio: 1, shape: .rounded,
        "The small preview of a link is the square in the middle."),
    ]
  }

  var link: [NetworkGuide] {
    [
      crop(
        "link-facebook", "Facebook", .link, ratio: 1.91, "The preview of a link shows 1.91:1.",
        "https://developers.facebook.com/docs/sharing/webmasters/images"),
      crop(
        "link-x", "X", .link, ratio: 2, shape: .rounded, "The preview of a link shows 2:1, with rounded corners.",
        "https://developer.x.com/en/docs/x-for-websites/cards/overview/summary-card-with-large-image"),
      guide(
        "link-x-title", "X", .overlap, 0, 0.86, 0.8, 0.14,
        "The title of the page lies over the lower left corner of a link's preview."),
      crop("link-linkedin", "LinkedIn", .link, ratio: 1.91, shape: .rounded, "The preview of a link shows 1.91:1."),
      crop(
        "link-whatsapp", "WhatsApp", .link, ratio: 1.91, shape: .rounded, "The large preview of a link shows 1.91:1."),
      crop(
        "link-whatsapp-small", "WhatsApp", .link, ratio: 1, shape: .rounded,
        "The small preview of a link is the square in the middle."),
      guide(
        "link-safe", "All", .safe, 0.05, 0.08, 0.9, 0.84,
        "Corners are rounded and edges cut differently: what matters keeps a little distance."),
    ]
  }
}
