/// What only rules ask for, of the file as a whole.
package struct PDFSyntaxFacts: Sendable {
  /// What stands before the first object is as archives want it (ISO 19005-2 §6.1.2).
  package var hasPlainHeader = false
  package var endsAfterMarker = false
  /// `endstream` without a line end before it.
  package var unseparatedStreams = 0
  package var hasIdentifier = false
  package var showsTitle = false
  package var isSuspect = false
  /// What the objects hold that some standard forbids, each with where.
  package var findings: [PDFFinding] = []
  /// Every annotation of every page.
  package var annotations: [AnnotationFacts] = []
  package var longestName = 0
}

extension PDFReport { package typealias Syntax = PDFSyntaxFacts }

/// Something in a file's objects that a standard forbids or restricts.
package struct PDFFinding: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    case externalStream, lzw, crypt, jpx
    case action(String)
    case additionalActions
    case embeddedFile, embeddedFileSpecification, javaScriptNames, xfa, form, needsAppearances, requirements
    case interpolated, alternateImages, openPrepress
    case transferFunction, halftone, halftoneName
    case renderingIntent(String)
    case blendMode(String)
    case postScript, referenceObject
    case halftoneType(Int)
  }
  package var kind: Kind
  /// The object's number.
  package var object: Int
}

/// ISO 32000-1 §12.5.
package struct AnnotationFacts: Sendable, Hashable {
  package var subtype: String
  package var page: Int
  package var number: Int?
  package var area: PDFReport.Rectangle?
  package var flags: Int?
  package var contents: String?
  package var structParent: Int?
  package var hasAppearance = false
  package var appearanceKeys: Set<String> = []
}

/// What the content of a page holds, for rules.
package struct PageFacts: Sendable, Hashable {
  package var number: Int?
  /// Marks that tie content to the structure, as they stand.
  package var marks: [Int] = []
  /// The first operator that paints outside any mark and artifact, and how often there is one.
  package var unmarked: String?
  package var unmarkedCount = 0
  package var artifactInMark = 0
  package var markInArtifact = 0
  package var structParents: Int?
  package var tabOrder: String?
  package var hasAnnotations = false
  package var group: PDFColorSpace?
  package var hasGroup = false
  package var isTransparent = false
  package var unknownOperators: Set<String> = []
  package var deepestState = 0
  package var renderingIntents: Set<String> = []
  /// Text in the key ink alone that does not overprint.
  package var knockingBlackTexts = 0
  package var overprintingWhites = 0
  package var interpolatedInlines = 0
  package var lzwInlines = 0
  package var languages: Set<String> = []
}

/// What a font says about itself, for rules.
package struct FontFacts: Sendable, Hashable {
  package var number: Int?
  package var statedName = ""
  package var subtype = ""
  package var descendant = ""
  package var encoding: String?
  package var isSymbolic = false
  package var hasDifferences = false
  /// `Identity`, `stream`, or nothing.
  package var glyphMap: String?
  package var charset: Set<String>?
  package var programNames: Set<String>?
  package var programKind = ""
  /// Codes that are shown on pages.
  package var codes: Set<Int> = []
  package var isInvisibleOnly = true
  /// Codes whose stated width is not that of the embedded program, by more than a unit of 1/1000 of the font size.
  package var wrongWidths: [Int] = []
  package var missingGlyphs: [Int] = []
  package var codesWithoutUnicode: [Int] = []
  package var wrongUnicode: [Int] = []
  package var hasFirstLastWidths = true
  package var orderingsMatch = true
  package var cmapCount = 0
}
