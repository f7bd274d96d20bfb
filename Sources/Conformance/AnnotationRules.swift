import PDFReading

/// What links and other annotations must be.
enum AnnotationRules {
  static let archive: [Rule] = [
    Rule("ISO 19005-2 §6.3.1", "Annotations are of kinds that stand still") { report in
      report.annotationPlaces { ["3D", "Sound", "Screen", "Movie", ""].contains($0.subtype) }
    },
    Rule("ISO 19005-2 §6.3.2", "Annotations are printed, and neither hidden nor without view") { report in
      report.annotationPlaces { annotation in
        guard annotation.subtype != "Popup" else { return false }
        guard let flags = annotation.flags else { return true }
        // Print is set; Invisible, Hidden, NoView and ToggleNoView are not (ISO 32000-1, table 165).
        return flags & 4 == 0 || flags & (1 | 2 | 32 | 256) != 0
      }
    },
    Rule("ISO 19005-2 §6.3.3", "Annotations that are drawn bring their drawing") { report in
      report.annotationPlaces { annotation in
        let isEmpty = annotation.area.map { $0.width == 0 && $0.height == 0 } ?? true
        if ["Popup", "Link"].contains(annotation.subtype) || isEmpty { return false }
        return !annotation.appearanceKeys.contains("/N")
      }
    },
    Rule("ISO 19005-2 §6.3.3-states", "An annotation has one drawing, not one for each touch") { report in
      report.annotationPlaces { $0.hasAppearance && $0.appearanceKeys != ["/N"] }
    },
  ]

  static let accessible: [Rule] = [
    Rule("ISO 14289-1 §7.18.1", "Annotations have a tag and say what they are") { report in
      let owners = report.annotationOwners
      return report.annotationPlaces { annotation in
        guard !isUnseen(annotation, report), annotation.subtype != "Link" else { return false }
        let owner = owners[annotation]
        return owner?.type != (annotation.subtype == "Widget" ? "Form" : "Annot")
          || (annotation.contents ?? "").isEmpty && owner?.hasReplacement != true
      }
    },
    Rule("ISO 14289-1 §7.18.3", "The tab key follows the tags") { report in
      report.places { $0.facts.hasAnnotations && $0.facts.tabOrder != "S" }
    },
    Rule("ISO 14289-1 §7.18.5-tag", "Every link lies in a Link tag, and leads back to it") { report in
      let owners = report.annotationOwners
      return report.annotationPlaces { annotation in
        annotation.subtype == "Link" && !isUnseen(annotation, report) && owners[annotation]?.type != "Link"
      }
    },
    Rule("ISO 14289-1 §7.18.5", "Every link says where it leads") { report in
      report.annotationPlaces { annotation in
        annotation.subtype == "Link" && !isUnseen(annotation, report) && (annotation.contents ?? "").isEmpty
      }
    },
  ]

  /// Hidden, or beside the page.
  private static func isUnseen(_ annotation: AnnotationFacts, _ report: PDFReport) -> Bool {
    if (annotation.flags ?? 0) & 2 != 0 { return true }
    guard let area = annotation.area, report.pages.indices.contains(annotation.page - 1) else { return true }
    return !area.overlaps(report.pages[annotation.page - 1].crop)
  }
}

extension PDFReport {
  /// The elements that annotations' own keys lead to, where the element holds the annotation.
  fileprivate var annotationOwners: [AnnotationFacts: Structure.Element] {
    let elements = Dictionary(
      structure.elements.compactMap { element in element.number.map { ($0, element) } },
      uniquingKeysWith: { first, _ in first })
    var owners: [AnnotationFacts: Structure.Element] = [:]
    for annotation in syntax.annotations {
      guard let key = annotation.structParent, case .element(let number)? = structure.parents[key],
        let own = annotation.number, let element = elements[number], element.objects.contains(own)
      else { continue }
      owners[annotation] = element
    }
    return owners
  }
}

extension PDFReport {
  func annotationPlaces(_ isPlace: (AnnotationFacts) -> Bool) -> [String] {
    syntax.annotations.filter(isPlace).map { "\($0.subtype) on page \($0.page)" }
  }
}
