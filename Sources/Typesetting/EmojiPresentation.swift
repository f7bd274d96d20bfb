/// Whether a character is to be shown as a coloured picture or as a letter (UTS #51, §2.1 and §4.3).
enum EmojiPresentation {
  case text
  case emoji

  /// What a grapheme cluster asks for: by its variation selector or its skin tone, or else by Unicode's default for its
  /// first character. `nil` where the stack's order decides: characters that are letters unless they are asked for
  /// otherwise.
  init?(of cluster: ArraySlice<Unicode.Scalar>) {
    guard let first = cluster.first, !first.isASCII || cluster.count > 1 else { return nil }
    for scalar in cluster.dropFirst() {
      switch scalar {
      case "\u{FE0E}":
        self = .text
        return
      case "\u{FE0F}":
        self = .emoji
        return
      case _ where scalar.properties.isEmojiModifier:
        self = .emoji
        return
      default: continue
      }
    }
    guard first.properties.isEmojiPresentation else { return nil }
    self = .emoji
  }
}
