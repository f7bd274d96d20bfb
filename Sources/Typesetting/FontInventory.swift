import CPango

/// Which font files a configuration lists, and the families in them: what texts may be set in, without opening a file.
public struct FontInventory: Sendable {
  /// The files of each family, by its name in small letters, in the order in which they are looked at.
  public let filesByFamily: [String: [String]]
  /// Every file, in that order.
  public let files: [String]
  /// The configuration's own files: the one that was named, and those that it includes.
  public let configuration: [String]

  public init(filesByFamily: [String: [String]], files: [String], configuration: [String]) {
    self.filesByFamily = filesByFamily
    self.files = files
    self.configuration = configuration
  }

  /// The files of some families, each once.
  public func files(of families: some Sequence<String>) -> [String] {
    var seen: Set<String> = []
    return families.flatMap { filesByFamily[$0.lowercased()] ?? [] }.filter { seen.insert($0).inserted }
  }
}

extension FontLibrary {
  /// What there is, without the fonts themselves.
  public var inventory: FontInventory {
    var byFamily: [String: [String]] = [:]
    var files: [String] = []
    var seen: Set<String> = []
    for record in records {
      if seen.insert(record.file).inserted { files.append(record.file) }
      for name in Set(record.families.map { $0.lowercased() }) where byFamily[name]?.last != record.file {
        byFamily[name, default: []].append(record.file)
      }
    }
    return FontInventory(filesByFamily: byFamily, files: files, configuration: configurationFiles)
  }
}
