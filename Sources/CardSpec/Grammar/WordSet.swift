/// Values of several words in any order, at most one of each group, as CSS writes `a || b`.
enum WordSet {
  /// - Parameter none: The word that stands alone for no word at all.
  static func grammar(none: String, _ groups: [[String]]) -> Grammar<Set<String>> {
    let words = groups.flatMap { $0 }
    let any = "(?:\(words.joined(separator: "|")))"
    // No group may be met twice.
    let once = groups.map { group in
      let member = "(?:\(group.joined(separator: "|")))"
      return "(?!(?:.* )?\(member) (?:.* )?\(member)(?: |$))"
    }
    let list = groups.map { Words.list($0) }.joined(separator: ", ")
    var result = Grammar<Set<String>>(
      expected: "\"\(none)\", or a text with one or more of \(list)",
      schema: .pattern("^(?:\(none)|\(once.joined())\(any)(?: \(any)){0,\(groups.count - 1)})$")
    ) { value in
      guard let text = value.string else { return nil }
      if text == none { return [] }
      let parts = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      guard parts.count <= groups.count, parts.allSatisfy(words.contains),
        groups.allSatisfy({ group in parts.count(where: group.contains) <= 1 })
      else { return nil }
      return Set(parts)
    }
    result.words = [none] + words
    return result
  }
}
