/// Why a stretch of text is not set in the family that was asked for first.
public enum FontFallback: Sendable, Hashable {
  /// The family is not installed.
  case notInstalled(family: String)
  /// The family has no glyphs for these characters, in order of appearance, each once.
  case lacks(family: String, [Unicode.Scalar])
}

extension Typesetter {
  /// Why the run is not in the first family of its style; `nil` where it is.
  public func fallback(of run: GlyphRun, in style: FontStyle) throws(TypesettingError) -> FontFallback? {
    guard let first = style.families.first else { return nil }
    guard hasFamily(first) else { return .notInstalled(family: first) }
    guard let face = try library.faces(for: style).first else { return nil }
    let record = library.records[face]
    guard (record.file, record.index) != (run.face.file, run.face.index) else { return nil }
    var lacking: [Unicode.Scalar] = []
    for scalar in run.text.unicodeScalars where !library.covers(face, scalar) && !lacking.contains(scalar) {
      lacking.append(scalar)
    }
    return .lacks(family: first, lacking)
  }
}
