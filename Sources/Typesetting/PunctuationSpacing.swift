/// Takes the blank half off full-width punctuation that stands beside more of it, as Chinese and Japanese are set (CSS Text
/// 4, `text-spacing-trim: normal`, §9.3). Only fonts with the feature `halt` do so.
struct PunctuationSpacing {
  /// Where in the em the ink of a full-width mark stands.
  private enum Side { case left, middle, right }

  private let text: ParagraphAnalysis
  /// Chinese in traditional characters sets stops in the middle of the em, simplified Chinese also colons at its left.
  private let isTraditional: Bool
  private let isSimplified: Bool

  init(_ text: ParagraphAnalysis, language: String) {
    self.text = text
    let subtags = language.lowercased().split(separator: "-")
    let isChinese = subtags.first == "zh" || subtags.first == "yue"
    isTraditional = isChinese && subtags.contains { ["hant", "tw", "hk", "mo"].contains($0) }
    isSimplified = isChinese && !isTraditional
  }

  /// The positions in `range` of the marks that take half an em.
  func halved(in range: Range<Int>) -> [Int] {
    range.filter { index in
      switch side(index) {
      case .left: side(index + 1) != nil || isIdeographicSpace(index + 1)
      case .right: side(index - 1) == .right || isIdeographicSpace(index - 1)
      case .middle, nil: false
      }
    }
  }

  private func isIdeographicSpace(_ index: Int) -> Bool {
    text.scalars.indices.contains(index) && text.scalars[index] == "\u{3000}"
  }

  private func side(_ index: Int) -> Side? {
    guard text.scalars.indices.contains(index), text.scalars[index].value >= 0x3001 else { return nil }
    switch text.scalars[index] {
    case "「", "『", "（", "［", "｛", "〈", "《", "【", "〔", "〖", "〘", "〚", "｟": return .right
    case "」", "』", "）", "］", "｝", "〉", "》", "】", "〕", "〗", "〙", "〛", "｠": return .left
    case "、", "。", "，", "．": return isTraditional ? .middle : .left
    case "：", "；": return isSimplified ? .left : .middle
    case "・": return .middle
    default: return nil
    }
  }
}
