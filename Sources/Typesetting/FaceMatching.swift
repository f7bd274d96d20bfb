/// What fontconfig knows of a face, and how well it suits a style.
struct FaceRecord {
  enum Slant: Int { case upright, italic, oblique }

  /// All names by which the family can be asked for; the first is the one to show.
  var families: [String]
  var style: String
  var weight: Int
  var slant: Slant
  /// Per cent of the normal width.
  var stretch: Double
  var file: String
  var index: Int
  var isVariable: Bool
  /// Whether the glyphs bring their own colours, as those of emoji fonts do.
  var isColor = false
  /// The characters that the face has: an `FcCharSet` that belongs to the library's `FcConfig`.
  var coverage: OpaquePointer?

  var face: FontFace { FontFace(file: file, index: index, family: families[0], style: style) }
}

/// The font matching of CSS Fonts 4, §5.2, within one family; nothing is synthesised.
enum FaceMatching {
  /// The position in `candidates` of the face that suits best; the first of equals. `nil` only without candidates.
  static func best(of candidates: [FaceRecord], weight: Int, italic: Bool) -> Int? {
    candidates.indices.min { a, b in
      rank(candidates[a], weight: weight, italic: italic) < rank(candidates[b], weight: weight, italic: italic)
    }
  }

  private static func rank(_ face: FaceRecord, weight: Int, italic: Bool) -> (Double, Int, Int, Int) {
    let (group, distance) = weightRank(face.weight, wanted: weight)
    return (stretchRank(face.stretch), slantRank(face.slant, italic: italic), group, distance)
  }

  /// Normal width is wanted; narrower faces come before wider ones.
  private static func stretchRank(_ stretch: Double) -> Double {
    stretch <= 100 ? 100 - stretch : 1000 + stretch
  }

  private static func slantRank(_ slant: FaceRecord.Slant, italic: Bool) -> Int {
    let order: [FaceRecord.Slant] = italic ? [.italic, .oblique, .upright] : [.upright, .oblique, .italic]
    return order.firstIndex(of: slant) ?? order.count
  }

  private static func weightRank(_ weight: Int, wanted: Int) -> (group: Int, distance: Int) {
    let distance = abs(weight - wanted)
    if weight == wanted { return (0, 0) }
    if (400...500).contains(wanted) {
      if weight > wanted && weight <= 500 { return (1, distance) }
      return (weight < wanted ? 2 : 3, distance)
    }
    let preferred = wanted < 400 ? weight < wanted : weight > wanted
    return (preferred ? 1 : 2, distance)
  }
}
