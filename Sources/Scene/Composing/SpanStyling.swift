import CardSpec
import Typesetting

/// Gives the spans of a text's markup their styles, and makes small capitals and superior letters of ordinary ones where
/// the fonts have none (CSS Fonts 4, §6.5 and §6.6).
struct SpanStyling {
  let markup: [MarkupSpan]
  let computed: ComputedText
  let typesetter: Typesetter

  /// The spans to typeset, and the span of the markup that each comes from.
  struct Styled {
    var strut: FontStyle
    var spans: [TextSpan] = []
    var sources: [Int] = []
  }

  /// Small capitals that are made are this share of the size, as browsers make them.
  private static let smallCapitals = 0.7

  func styled(_ setting: FitLadder.Setting) -> Styled {
    var result = Styled(strut: computed.fontStyle(setting))
    var transform = TextTransform(computed.transform, language: computed.language)
    for (index, span) in markup.enumerated() {
      var style = result.strut
      // CSS Fonts 4, §2.2: what `bolder` means from each weight.
      if span.isStrong { style.weight = style.weight < 350 ? 400 : style.weight < 550 ? 700 : 900 }
      if span.isEmphasis { style.italic.toggle() }
      if span.isCode, let families = computed.codeFamilies { style.families = families + style.families }
      var text = TextSpan(transform.apply(to: span.text), style, language: span.language)
      text.hyphenates = span.link == nil && !span.isCode
      for part in withCapitals(withPosition(text)) {
        result.spans.append(part)
        result.sources.append(index)
      }
    }
    result.strut.features = result.strut.features.filter { !synthesised.contains($0.key) }
    return result
  }

  /// The features asked for by name that are made of ordinary letters here.
  private var synthesised: Set<String> {
    var tags: Set<String> = []
    if let feature = computed.variants.positionFeature { tags.insert(feature) }
    if !computed.variants.caps.isEmpty, capsAreMissing(computed.fontStyle(computed.unfitted)) {
      tags.formUnion(computed.variants.caps.keys)
    }
    return tags
  }

  // MARK: Superior and inferior letters

  private func withPosition(_ span: TextSpan) -> TextSpan {
    guard let feature = computed.variants.positionFeature, span.style.features[feature] == 1 else { return span }
    var plain = span
    plain.style.features[feature] = nil
    do throws(TypesettingError) {
      if try typesetter.hasGlyphs(of: feature, for: span, language: computed.language) { return span }
      let position = try typesetter.syntheticPosition(of: plain.style, isSuperior: computed.variants.position == .super)
      plain.style.baselineShift = position.shift
      plain.style.letterSpacing *= position.scale
      plain.style.lineHeight = 0
      plain.style.size *= position.scale
      return plain
    } catch {
      // Typesetting the span finds the same mistake and says so.
      return span
    }
  }

  // MARK: Small capitals

  /// Whether the font that sets the text, the first of its stack that is installed, has no small capitals.
  private func capsAreMissing(_ style: FontStyle) -> Bool {
    guard computed.variants.caps.keys.contains(where: { ["smcp", "pcap"].contains($0) }) else { return false }
    do throws(TypesettingError) {
      var primary = style
      if let family = style.families.first(where: typesetter.hasFamily) { primary.families = [family] }
      return try !Set(typesetter.unsupportedFeatures(of: primary)).isDisjoint(with: ["smcp", "pcap"])
    } catch {
      return false
    }
  }

  private func withCapitals(_ span: TextSpan) -> [TextSpan] {
    let caps = computed.variants.caps
    guard !caps.isEmpty, capsAreMissing(span.style) else { return [span] }
    var plain = span
    plain.style.features = span.style.features.filter { caps[$0.key] == nil }
    let includesCapitals = caps["c2sc"] == 1 || caps["c2pc"] == 1
    var parts: [(text: String, isSmall: Bool)] = []
    for character in span.text {
      let isSmall = character.isLowercase || includesCapitals && character.isUppercase
      // Spaces and marks go on as what stands before them.
      let kind = character.isLetter || character.isNumber ? isSmall : parts.last?.isSmall ?? false
      if parts.last?.isSmall == kind {
        parts[parts.count - 1].text.append(character)
      } else {
        parts.append((String(character), kind))
      }
    }
    var upper = TextTransform(.uppercase, language: computed.language)
    return parts.map { part in
      var result = plain
      result.text = part.isSmall ? upper.apply(to: part.text) : part.text
      if part.isSmall { result.style.size *= Self.smallCapitals }
      return result
    }
  }
}
