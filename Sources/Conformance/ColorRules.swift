import PDFReading

/// What makes colours mean the same everywhere.
enum ColorRules {
  /// - Parameter subtype: The output intent's, for instance `GTS_PDFA1`.
  static func intent(_ subtype: String) -> [Rule] {
    [
      Rule("ISO 19005-2 §6.2.3", "The output intent's profile is an ICC profile of the right kind") { report in
        report.outputIntents.filter { $0.subtype == subtype }.compactMap { intent in
          guard let profile = intent.profile else {
            if intent.components != nil || intent.profileReference != nil { return "a profile that cannot be read" }
            return intent.hasIdentifier ? nil : "an output intent without a profile"
          }
          guard ["prtr", "mntr"].contains(profile.deviceClass) else {
            return "a profile of class \(profile.deviceClass)"
          }
          guard ["RGB", "CMYK", "GRAY"].contains(profile.colorSpace) else {
            return "a profile of \(profile.colorSpace)"
          }
          return profile.components == intent.components ? nil : "N is not what the profile has"
        }
      },
      Rule("ISO 19005-2 §6.2.3-same", "All output intents have one profile") { report in
        let profiles = Set(report.outputIntents.compactMap(\.profileReference))
        return profiles.count > 1 ? ["there are \(profiles.count)"] : []
      },
      Rule("ISO 19005-2 §6.2.4.3", "Device colours are those of the output intent") { report in
        let intent = report.outputIntents.first { $0.subtype == subtype }?.profile?.colorSpace
        return report.colorPlaces { space in
          switch space {
          case .deviceRGB: intent != "RGB"
          case .deviceCMYK: intent != "CMYK"
          case .deviceGray: intent == nil
          default: false
          }
        }
      },
      Rule("ISO 19005-2 §6.2.4.2", "A profile of a colour has as many components as the colour") { report in
        report.colorPlaces { space in
          if case .profile(let profile, let components) = space { profile.components != components } else { false }
        }
      },
      Rule("ISO 19005-2 §6.2.4.2-unknown", "Every colour space can be read") { report in
        report.colorPlaces { if case .unknown = $0 { true } else { false } }
      },
    ]
  }

  static let all: [Rule] = [
    Rule("ISO 19005-2 §6.2.4.4", "A spot ink has one colour that stands for it") { report in
      report.spots.filter { $0.alternates.count > 1 }.map { "\($0.name) has \($0.alternates.count)" }
    },
    Rule(
      "ISO 19005-2 §6.2.5", "No transfer function changes colours", forbids: { $0 == .transferFunction },
      "a transfer function"),
    Rule(
      "ISO 19005-2 §6.2.5-halftone", "Halftones are left to the printer",
      forbids: { kind in
        if case .halftoneType(let type) = kind {
          type != 1 && type != 5
        } else {
          kind == .halftone || kind == .halftoneName
        }
      }, "a halftone"),
    Rule("ISO 19005-2 §6.2.6", "Rendering intents are the four of the standard") { report in
      let known = ["RelativeColorimetric", "AbsoluteColorimetric", "Perceptual", "Saturation"]
      let inObjects = report.syntax.findings.compactMap { finding -> String? in
        guard case .renderingIntent(let name) = finding.kind, !known.contains(name) else { return nil }
        return "\(name) in object \(finding.object)"
      }
      return inObjects + report.places { !$0.facts.renderingIntents.isSubset(of: known) }
    },
    Rule("ISO 19005-2 §6.2.10", "Blend modes are those of the standard") { report in
      report.syntax.findings.compactMap { finding in
        guard case .blendMode(let name) = finding.kind, !Self.blendModes.contains(name) else { return nil }
        return "\(name) in object \(finding.object)"
      }
    },
    Rule("ISO 19005-2 §6.2.10-space", "It is known in which colours transparency is mixed") { report in
      guard !report.outputIntents.contains(where: { $0.profile != nil }) else { return [] }
      return report.places { $0.facts.isTransparent && $0.facts.group == nil }
    },
  ]

  /// ISO 32000-1, tables 136 and 137.
  private static let blendModes: Set<String> = [
    "Normal", "Compatible", "Multiply", "Screen", "Overlay", "Darken", "Lighten", "ColorDodge", "ColorBurn",
    "HardLight", "SoftLight", "Difference", "Exclusion", "Hue", "Saturation", "Color", "Luminosity",
  ]
}

extension PDFReport {
  /// Where colours, or what stands for them, are in spaces of which something is true.
  func colorPlaces(_ isPlace: (PDFColorSpace) -> Bool) -> [String] {
    colors.filter { $0.space.parts.contains(where: isPlace) }.map {
      "\($0.space.name) as \($0.purpose.rawValue), page \($0.pages.first ?? 0)"
    }
  }
}
