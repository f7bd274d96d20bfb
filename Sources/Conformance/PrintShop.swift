import PDFReading

extension ConformanceLevel {
  /// What print shops ask for beyond PDF/X-4. It has no claim of its own.
  ///
  /// - Parameters:
  ///   - inkLimit: The largest total ink that the press takes, percent.
  ///   - blackOverprints: Whether black text is to be printed over what lies below it.
  public static func printShop(inkLimit: Double, blackOverprints: Bool = true) -> ConformanceLevel {
    ConformanceLevel(
      name: "Print shop", version: "1.6",
      rules: [
        Rule("Print shop, total ink", "No colour has more ink than the press takes") { report in
          guard let ink = report.largestInk, ink.total > inkLimit + 0.5 else { return [] }
          let (total, limit) = (Int(ink.total.rounded()), Int(inkLimit.rounded()))
          return ["\(total) % instead of at most \(limit) % in \(ink.place), page \(ink.page)"]
        },
        Rule("Print shop, RGB", "No colour is left in RGB, not even in gradients, groups and masks") { report in
          report.colorPlaces { space in
            switch space {
            case .deviceRGB, .calibratedRGB: true
            case .profile(let profile, _): profile.colorSpace == "RGB"
            default: false
            }
          }
        },
        Rule("Print shop, black text", "Black text is printed over what lies below it") { report in
          report.places { blackOverprints && $0.facts.knockingBlackTexts > 0 }
        },
        Rule("Print shop, white", "White covers what lies below it") { report in
          report.places { $0.facts.overprintingWhites > 0 }
        },
        Rule("Print shop, spots", "A spot ink has one colour that stands for it") { report in
          report.spots.filter { $0.alternates.count > 1 }.map { "\($0.name) has \($0.alternates.count)" }
        },
      ], namespaces: [], claim: { _ in }, extensionSchema: nil)
  }
}
