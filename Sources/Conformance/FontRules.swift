import PDFReading

/// What archives, screen readers and presses ask of fonts alike.
enum FontRules {
  static let all: [Rule] = [
    Rule("ISO 19005-2 §6.2.11.3.1", "A font's map of codes fits the font's own collection") { report in
      report.fontPlaces { !$0.facts.orderingsMatch }
    },
    Rule("ISO 19005-2 §6.2.11.3.2", "A font with TrueType outlines says which glyph each code is") { report in
      report.fontPlaces { font in
        font.facts.descendant == "CIDFontType2" && font.isEmbedded && font.facts.glyphMap == nil
      }
    },
    Rule("ISO 19005-2 §6.2.11.3.3", "A font's map of codes is embedded, or is Identity") { report in
      report.fontPlaces { font in
        guard font.facts.subtype == "Type0", font.facts.cmapCount == 0, let name = font.facts.encoding else {
          return false
        }
        return name != "Identity-H" && name != "Identity-V"
      }
    },
    Rule("ISO 19005-2 §6.2.11.4.1", "Every font that is seen is embedded") { report in
      report.fontPlaces { !$0.isEmbedded && !$0.facts.isInvisibleOnly }
    },
    Rule("ISO 19005-2 §6.2.11.4.2", "A CharSet lists the glyphs that a font has") { report in
      report.fontPlaces { font in
        guard let charset = font.facts.charset, let names = font.facts.programNames else { return false }
        return charset != names
      }
    },
    Rule("ISO 19005-2 §6.2.11.5", "Glyphs are as wide as the file says") { report in
      report.fontPlaces { !$0.facts.wrongWidths.isEmpty }
    },
    Rule("ISO 19005-2 §6.2.11.2", "A font states the widths of its glyphs") { report in
      report.fontPlaces { !$0.facts.hasFirstLastWidths }
    },
    Rule("ISO 19005-2 §6.2.11.8", "No text shows the glyph for what is missing") { report in
      report.fontPlaces { !$0.facts.missingGlyphs.isEmpty }
    },
  ]

  /// What the levels A and U ask for beyond that.
  static let unicode: [Rule] = [
    Rule("ISO 19005-2 §6.2.11.7.2", "Every glyph says which character it is") { report in
      report.fontPlaces { font in
        let says = font.hasUnicodeMap || font.isSelfExplaining
        return !says || !font.facts.codesWithoutUnicode.isEmpty && !font.isSelfExplaining
      }
    },
    Rule("ISO 19005-2 §6.2.11.7.2-values", "No glyph claims to be no character") { report in
      report.fontPlaces { !$0.facts.wrongUnicode.isEmpty }
    },
  ]
}

extension FontRules {
  /// The same rules under the numbers of PDF/UA-1.
  static let accessible: [Rule] = (all + unicode).compactMap { rule in numbers[rule.id].map(rule.under) }

  private static let numbers = [
    "ISO 19005-2 §6.2.11.3.1": "ISO 14289-1 §7.21.3.1", "ISO 19005-2 §6.2.11.3.2": "ISO 14289-1 §7.21.3.2",
    "ISO 19005-2 §6.2.11.3.3": "ISO 14289-1 §7.21.3.3", "ISO 19005-2 §6.2.11.4.1": "ISO 14289-1 §7.21.4.1",
    "ISO 19005-2 §6.2.11.4.2": "ISO 14289-1 §7.21.4.2", "ISO 19005-2 §6.2.11.5": "ISO 14289-1 §7.21.5",
    "ISO 19005-2 §6.2.11.7.2": "ISO 14289-1 §7.21.7", "ISO 19005-2 §6.2.11.7.2-values": "ISO 14289-1 §7.21.7-values",
    "ISO 19005-2 §6.2.11.8": "ISO 14289-1 §7.21.8",
  ]
}

extension PDFReport {
  func fontPlaces(_ isPlace: (Font) -> Bool) -> [String] {
    fonts.filter { !$0.facts.codes.isEmpty && isPlace($0) }.map { "\($0.name), page \($0.pages.first ?? 0)" }
  }
}

extension PDFReport.Font {
  /// Whether the codes mean the same in every such font (ISO 19005-2 §6.2.11.7.2).
  fileprivate var isSelfExplaining: Bool {
    facts.subtype != "Type0" && !facts.hasDifferences && !facts.isSymbolic
      && ["WinAnsiEncoding", "MacRomanEncoding", "MacExpertEncoding"].contains(facts.encoding)
  }
}
