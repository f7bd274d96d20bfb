import CPango

/// Chooses each character's face: the first of the stack that has it, and no other (CSS Fonts 4, §5.3).
struct FontChoice {
  let library: FontLibrary
  /// Characters that no face has, in order of appearance, each once.
  private(set) var missing: [Unicode.Scalar] = []
  private var missingSet: Set<Unicode.Scalar> = []

  init(library: FontLibrary) { self.library = library }

  /// The face of each scalar. `stacks` gives the faces of each span, best first.
  mutating func faces(for text: ParagraphAnalysis, stacks: [[Int]]) -> [Int32] {
    var faces = [Int32](repeating: 0, count: text.scalars.count)
    var start = 0
    // The face of the letters before, in the same span.
    var before: Int32?
    while start < text.scalars.count {
      var end = start + 1
      while end < text.scalars.count, !text.startsGrapheme[end], text.spans[end] == text.spans[start] { end += 1 }
      if start > 0, text.spans[start - 1] != text.spans[start] { before = nil }
      choose(text.scalars[start..<end], stack: stacks[Int(text.spans[start])], before: before, into: &faces)
      if !library.records[Int(faces[end - 1])].isColor { before = faces[end - 1] }
      start = end
    }
    return faces
  }

  /// One grapheme cluster stays in one face where a face has all of it.
  private mutating func choose(
    _ cluster: ArraySlice<Unicode.Scalar>, stack: [Int], before: Int32?, into faces: inout [Int32]
  ) {
    func fill(_ face: Int32) { for index in cluster.indices { faces[index] = face } }
    if let first = cluster.first, cluster.count == 1, followsNeighbour(first) {
      // A space belongs to the word before it, or Arabic words would be torn apart by a Latin font's spaces. It never
      // belongs to an emoji: colour fonts have spaces as wide as their pictures.
      return fill(before ?? Int32(stack.first { !library.records[$0].isColor } ?? stack[0]))
    }
    let stack = ordered(stack, for: EmojiPresentation(of: cluster))
    if let whole = stack.first(where: { coversAll($0, cluster) }) { return fill(Int32(whole)) }
    var previous = before ?? Int32(stack[0])
    for (index, scalar) in zip(cluster.indices, cluster) {
      if !followsNeighbour(scalar) {
        if let face = stack.first(where: { covers($0, scalar) }) {
          previous = Int32(face)
        } else {
          previous = Int32(stack[0])
          if missingSet.insert(scalar).inserted { missing.append(scalar) }
        }
      }
      faces[index] = previous
    }
  }

  /// The stack with the fonts first that show the cluster as it asks to be shown (CSS Fonts 4, §5.3 and §6.9).
  private func ordered(_ stack: [Int], for presentation: EmojiPresentation?) -> [Int] {
    guard let presentation, stack.contains(where: { library.records[$0].isColor }) else { return stack }
    let wantsColor = presentation == .emoji
    return stack.filter { library.records[$0].isColor == wantsColor }
      + stack.filter { library.records[$0].isColor != wantsColor }
  }

  /// Spaces, and characters that no font need have because they are never seen.
  private func followsNeighbour(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar == " " }
    let properties = scalar.properties
    return properties.generalCategory == .spaceSeparator || properties.isDefaultIgnorableCodePoint
  }

  /// HarfBuzz shows U+2011 with the ordinary hyphen where a font has only that.
  private func covers(_ face: Int, _ scalar: Unicode.Scalar) -> Bool {
    library.covers(face, scalar) || (scalar == "\u{2011}" && library.covers(face, "\u{2010}"))
  }

  /// Whether the face has every character, or the precomposed ones that HarfBuzz puts in their place.
  private func coversAll(_ face: Int, _ cluster: ArraySlice<Unicode.Scalar>) -> Bool {
    func has(_ scalar: Unicode.Scalar) -> Bool { covers(face, scalar) || decomposes(face, scalar) }
    var last: Unicode.Scalar?
    for scalar in cluster where !followsNeighbour(scalar) {
      if let base = last, let composed = compose(base, scalar), library.covers(face, composed) {
        last = composed
        continue
      }
      if let base = last, !has(base) { return false }
      last = scalar
    }
    return last.map(has) ?? false
  }

  private func compose(_ base: Unicode.Scalar, _ mark: Unicode.Scalar) -> Unicode.Scalar? {
    var composed: hb_codepoint_t = 0
    guard hb_unicode_compose(hb_unicode_funcs_get_default(), base.value, mark.value, &composed) != 0 else { return nil }
    return Unicode.Scalar(composed)
  }

  private func decomposes(_ face: Int, _ scalar: Unicode.Scalar) -> Bool {
    var (base, mark): (hb_codepoint_t, hb_codepoint_t) = (0, 0)
    guard hb_unicode_decompose(hb_unicode_funcs_get_default(), scalar.value, &base, &mark) != 0,
      let first = Unicode.Scalar(base), library.covers(face, first)
    else { return false }
    guard mark != 0, let second = Unicode.Scalar(mark) else { return true }
    return library.covers(face, second)
  }
}
