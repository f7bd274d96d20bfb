import PDFReading

/// What tags must be so that a document can be read aloud. A rule is listed under the number of each standard that asks
/// for it.
enum StructureRules {
  // MARK: The tree and the content

  static func isTagged(_ id: String) -> Rule {
    Rule(
      id, "The document says that it is tagged, and is", unless: { $0.structure.isMarked && $0.structure.exists },
      "MarkInfo or StructTreeRoot is missing")
  }

  static func everythingIsMarked(_ id: String) -> Rule {
    Rule(id, "All that is drawn belongs to a tag or is decoration") { report in
      report.pages.enumerated().filter { $0.element.facts.unmarkedCount > 0 }.map {
        "\($0.element.facts.unmarked ?? "something") on page \($0.offset + 1)"
      }
    }
  }

  static func marksBelong(_ id: String) -> Rule {
    Rule(id, "Each mark in the content belongs to one tag, and each tag's marks are there") { report in
      let owners = report.structure.owners
      return report.pages.enumerated().flatMap { index, page -> [String] in
        let own = owners[index + 1] ?? [:]
        let marks = Set(page.facts.marks)
        var found: [String] = []
        if marks.count < page.facts.marks.count { found.append("a mark stands twice on page \(index + 1)") }
        if !marks.isSubset(of: own.keys) { found.append("a mark without a tag on page \(index + 1)") }
        if !Set(own.keys).isSubset(of: marks) { found.append("a tag without its mark on page \(index + 1)") }
        if own.values.contains(where: { $0.count > 1 }) { found.append("a mark of two tags on page \(index + 1)") }
        return found
      }
    }
  }

  static func parentsAgree(_ id: String) -> Rule {
    Rule(id, "The way from content to its tag is the way back") { report in
      let owners = report.structure.owners
      return report.pages.enumerated().flatMap { index, page -> [String] in
        guard !page.facts.marks.isEmpty else { return [] }
        guard let key = page.facts.structParents, case .marks(let parents)? = report.structure.parents[key] else {
          return ["page \(index + 1)"]
        }
        let agrees = page.facts.marks.allSatisfy { mark in
          guard let owner = owners[index + 1]?[mark]?.first else { return true }
          return parents.indices.contains(mark) && parents[mark] == report.structure.elements[owner].number
        }
        return agrees ? [] : ["page \(index + 1)"]
      }
    }
  }

  static func artifactsStandAlone(_ id: String) -> Rule {
    Rule(id, "Decoration lies in no tag, and no tag in decoration") { report in
      report.places { $0.facts.artifactInMark > 0 || $0.facts.markInArtifact > 0 }
    }
  }

  static func rolesAreStandard(_ id: String) -> Rule {
    Rule(id, "Every tag is of a type that readers know") { report in
      Set(report.structure.elements.map(\.type)).subtracting(StandardTypes.all).sorted()
    }
  }

  static func standardRolesStay(_ id: String) -> Rule {
    Rule(id, "No known type of tag is given another meaning") { report in
      Set(report.structure.roles.keys).intersection(StandardTypes.all).sorted()
    }
  }

  // MARK: Language

  static func hasLanguage(_ id: String) -> Rule {
    Rule(id, "The document's language is stated, and is one") { report in
      guard let language = report.language, isLanguage(language) else { return ["the document's own"] }
      let others = report.structure.elements.compactMap(\.language) + report.pages.flatMap(\.facts.languages)
      return Set(others.filter { !isLanguage($0) }).sorted().map { "\"\($0)\"" }
    }
  }

  /// By its form (BCP 47 §2.1).
  private static func isLanguage(_ tag: String) -> Bool {
    let parts = tag.split(separator: "-", omittingEmptySubsequences: false)
    return (1...8).contains(parts[0].count) && parts[0].allSatisfy { $0.isASCII && $0.isLetter }
      && parts.dropFirst().allSatisfy { part in
        (1...8).contains(part.count) && part.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) }
      }
  }

  // MARK: Kinds of tags

  static func figuresHaveAlternatives(_ id: String) -> Rule {
    Rule(id, "Every figure has an alternative text") { report in
      report.structure.elements.filter { ($0.type == "Figure" || $0.type == "Formula") && !$0.hasReplacement }.map {
        "a \($0.type) on page \($0.page ?? 0)"
      }
    }
  }

  static func headingsDescend(_ id: String) -> Rule {
    Rule(id, "Headings go down one level at a time, and begin with the first") { report in
      var last = 0
      var found: [String] = []
      for level in report.structure.headings where level > 0 {
        if level > last + 1 { found.append(last == 0 ? "H\(level) comes first" : "H\(level) after H\(last)") }
        last = level
      }
      return found
    }
  }

  static func headingsAreOfOneKind(_ id: String) -> Rule {
    Rule(id, "Headings have numbers, or none has") { report in
      let headings = report.structure.headings
      return headings.contains(0) && headings.contains { $0 > 0 } ? ["both are there"] : []
    }
  }

  static func listsAreWellFormed(_ id: String) -> Rule {
    Rule(id, "Lists hold items, and items hold a label and a body") { report in
      report.misplaced(["L": ["L", "LI", "Caption"], "LI": ["Lbl", "LBody"]], ["LI": ["L"], "LBody": ["LI"]])
    }
  }

  static func tablesAreWellFormed(_ id: String) -> Rule {
    Rule(id, "Tables hold rows, and rows hold cells") { report in
      report.misplaced(
        [
          "Table": ["TR", "THead", "TBody", "TFoot", "Caption"], "TR": ["TH", "TD"], "THead": ["TR"], "TBody": ["TR"],
          "TFoot": ["TR"],
        ],
        [
          "TR": ["Table", "THead", "TBody", "TFoot"], "TH": ["TR"], "TD": ["TR"], "THead": ["Table"],
          "TBody": ["Table"], "TFoot": ["Table"],
        ])
    }
  }

  static func headerCellsHaveScope(_ id: String) -> Rule {
    Rule(id, "Header cells say what they are headers of") { report in
      let elements = report.structure.elements
      let hasHeaders = elements.contains { !$0.headers.isEmpty }
      return hasHeaders ? [] : elements.filter { $0.type == "TH" && $0.scope == nil }.map { "page \($0.page ?? 0)" }
    }
  }

  static func notesHaveNames(_ id: String) -> Rule {
    Rule(id, "Every note has a name of its own") { report in
      let notes = report.structure.elements.filter { $0.type == "Note" }
      var seen: Set<String> = []
      return notes.filter { !seen.insert($0.identifier ?? "").inserted || ($0.identifier ?? "").isEmpty }.map {
        "a note on page \($0.page ?? 0)"
      }
    }
  }
}

extension PDFReport.Structure {
  /// By page and mark: the elements that the mark belongs to.
  var owners: [Int: [Int: [Int]]] {
    var owners: [Int: [Int: [Int]]] = [:]
    for (index, element) in elements.enumerated() {
      for mark in element.marks where !mark.isInForm {
        owners[mark.page ?? element.page ?? 0, default: [:]][mark.number, default: []].append(index)
      }
    }
    return owners
  }
}

extension PDFReport {
  /// Elements that hold, or lie in, what they must not.
  ///
  /// - Parameters:
  ///   - children: What elements of a type may hold.
  ///   - parents: What elements of a type may lie in.
  fileprivate func misplaced(_ children: [String: Set<String>], _ parents: [String: Set<String>]) -> [String] {
    structure.elements.compactMap { element in
      if let allowed = children[element.type],
        let other = element.children.map({ structure.elements[$0].type }).first(where: { !allowed.contains($0) })
      {
        return "\(other) in \(element.type)"
      }
      if let allowed = parents[element.type] {
        let parent = element.parent.map { structure.elements[$0].type } ?? "nothing"
        if !allowed.contains(parent) { return "\(element.type) in \(parent)" }
      }
      return nil
    }
  }
}
