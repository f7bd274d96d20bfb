/// Font families, best first: a list, or one text with commas.
enum FontFamilies {
  static let grammar: Grammar<[String]> = {
    let name = Grammar<String>.string("a family's name", pattern: "^[^\"$\\\\{}]*[^\"$\\\\{}, ][^\"$\\\\{}]*$") {
      text in
      text.contains { !", ".contains($0) } && !text.contains { "\"$\\{}".contains($0) }
    }
    let list = name.map { text in
      text.split(separator: ",").map { $0.split(separator: " ").joined(separator: " ") }.filter { !$0.isEmpty }
    }
    return list.or(Grammar<String>.array(of: name.orReference, 1...32))
  }()
}
