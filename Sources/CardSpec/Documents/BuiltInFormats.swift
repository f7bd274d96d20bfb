/// The sizes that every deck knows. Sizes of networks as they published them in November 2026; paper by ISO 216 and US use.
public enum BuiltInFormats {
  public static let all: [Format] = screens + papers

  private static let screens = [
    screen("og", 1200, 630, "Open Graph: the picture of a link on Facebook, LinkedIn, WhatsApp and others"),
    screen("square", 1080, 1080, "Square post, for instance on Instagram and Facebook"),
    screen("portrait", 1080, 1350, "Portrait post, 4:5"),
    screen("story", 1080, 1920, "Story or status, 9:16"),
    screen("link-x", 1200, 675, "Picture of a post on X, 16:9"),
  ]

  private static let papers: [Format] = [
    ("a6-landscape", 148, 105, 3, "A6 card, landscape"), ("a6-portrait", 105, 148, 3, "A6 card, portrait"),
    ("a5-landscape", 210, 148, 3, "A5, landscape"), ("a5-portrait", 148, 210, 3, "A5, portrait"),
    ("a4-landscape", 297, 210, 3, "A4, landscape"), ("a4-portrait", 210, 297, 3, "A4, portrait"),
    ("letter-landscape", 279.4, 215.9, 3.175, "US Letter, landscape"),
    ("letter-portrait", 215.9, 279.4, 3.175, "US Letter, portrait"),
    ("postcard", 152.4, 101.6, 3.175, "US postcard, 6 × 4 in"),
  ].flatMap { name, width, height, bleed, summary in
    [
      paper(name, width, height, 0, summary),
      paper(name + "-print", width, height, bleed, summary + ", with bleed for the press"),
    ]
  }

  private static func screen(_ name: String, _ width: Double, _ height: Double, _ summary: String) -> Format {
    Format(
      name: name, medium: .screen, width: width, height: height, traits: traits(.screen, width, height),
      summary: summary)
  }

  /// Millimetres.
  private static func paper(_ name: String, _ width: Double, _ height: Double, _ bleed: Double, _ summary: String)
    -> Format
  {
    let px = 96 / 25.4
    return Format(
      name: name, medium: .paper, width: width * px, height: height * px, bleed: bleed * px,
      traits: traits(.paper, width, height), summary: summary)
  }

  /// What a format's shape and medium make it.
  static func traits(_ medium: Format.Medium, _ width: Double, _ height: Double) -> [String] {
    let ratio = width / height
    var traits = [medium == .paper ? "print" : "screen"]
    traits.append(ratio > 1.05 ? "landscape" : ratio < 0.95 ? "portrait" : "square")
    if medium == .screen, ratio <= 1 / 1.6 { traits.append("story") }
    return traits
  }
}
