import Files

/// What is to be previewed, and how.
public struct PreviewRequest: Sendable {
  public var source: DeckSource
  /// The card that is looked at; `nil` for the whole deck.
  public var focus: String?
  /// Names or patterns; empty means the deck's.
  public var languages: [String] = []
  public var formats: [String] = []
  /// The fontconfig file that lists the fonts.
  public var fontConfiguration: String
  /// How many pictures are rendered at once.
  public var threads = 2
  /// Output folders, each with a manifest, that may be compared with.
  public var approvedFolders: [String] = []
  /// The address of a place in a file in the user's editor, with `{path}`, `{line}` and `{column}`.
  public var editor = EditorLink.standard
  /// Where copies of fonts and of earlier states lie; who made it ends it.
  public var scratch = ScratchSpace(in: SystemFolder.temporary)

  public init(source: DeckSource, fontConfiguration: String) {
    self.source = source
    self.fontConfiguration = fontConfiguration
  }
}

/// Addresses that editors open files by.
public enum EditorLink {
  public static let standard = known["vscode"] ?? ""

  /// By the editors' names.
  public static let known = [
    "vscode": "vscode://file{path}:{line}:{column}", "vscodium": "vscodium://file{path}:{line}:{column}",
    "cursor": "cursor://file{path}:{line}:{column}", "zed": "zed://file{path}:{line}:{column}",
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
    "bbedit": "x-bbedit://open?url=file://{path}&line={line}",
    "sublime": "subl://open?url=file://{path}&line={line}&column={column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
  ]

  /// The address for a name or for an address of one's own; `nil` for what is neither, or would run in the page.
  public static func template(_ text: String) -> String? {
    if let known = known[text] { return known }
    guard text.contains("{path}"), let colon = text.firstIndex(of: ":") else { return nil }
    let scheme = text[..<colon].lowercased()
    let isScheme =
      scheme.first?.isLetter == true && scheme.allSatisfy { $0.isLetter || $0.isNumber || "+.-".contains($0) }
    return isScheme && !["javascript", "data", "vbscript", "blob"].contains(scheme) ? text : nil
  }
}

extension PreviewRequest {
  /// The same of a copy of the deck's folder.
  func moved(to folder: String) -> PreviewRequest {
    var moved = self
    let name = source.file.split(separator: "/").last.map(String.init) ?? source.file
    switch source {
    case .deck: moved.source = .deck(file: folder + "/" + name)
    case .card: moved.source = .card(file: folder + "/" + name)
    }
    return moved
  }
}
