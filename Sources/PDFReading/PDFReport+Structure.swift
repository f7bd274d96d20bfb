extension PDFReport {
  /// The logical structure (ISO 32000-1 §14.7).
  public struct Structure: Sendable {
    /// Whether the file says that it is tagged.
    public var isMarked = false
    public var exists = false
    /// In reading order, parents before children.
    public var elements: [Element] = []
    package var roles: [String: String] = [:]
    /// By key: what a page's marks, or an annotation, belong to.
    package var parents: [Int: Parent] = [:]

    public struct Element: Sendable, Hashable {
      /// A standard type (§14.8.4), through the file's role map where it has one.
      public var type: String
      package var statedType: String
      /// Its place in `elements`.
      package var parent: Int?
      package var number: Int?
      package var page: Int?
      public var alternative: String?
      public var actualText: String?
      public var language: String?
      package var identifier: String?
      package var marks: [Mark] = []
      /// The numbers of annotations and other objects.
      package var objects: [Int] = []
      package var children: [Int] = []
      package var scope: String?
      package var headers: [String] = []
    }

    package struct Mark: Sendable, Hashable {
      package var page: Int?
      package var number: Int
      package var isInForm = false
    }

    package enum Parent: Sendable, Hashable {
      case element(Int)
      case marks([Int?])
    }

    /// How many elements there are of each type.
    public var counts: [String: Int] { elements.reduce(into: [:]) { $0[$1.type, default: 0] += 1 } }
    public var figures: [Element] { elements.filter { $0.type == "Figure" } }
    public var figuresWithoutAlternative: Int { figures.count { !$0.hasReplacement } }

    /// The headings' levels in reading order; 0 is `H`, which has none.
    public var headings: [Int] {
      elements.compactMap { element in
        if element.type == "H" { return 0 }
        guard element.type.first == "H", element.type.count == 2 else { return nil }
        return element.type.last.flatMap { $0.wholeNumberValue }
      }
    }
  }
}

extension PDFReport.Structure.Element {
  /// Whether something is read in its place.
  public var hasReplacement: Bool { !(alternative ?? "").isEmpty || !(actualText ?? "").isEmpty }
}
