import CPango
import Caching

/// The fonts that a font configuration lists, and no others of the machine.
///
/// It owns its fontconfig configuration and the font files it has opened. Not `Sendable`: give each worker its own.
public final class FontLibrary {
  private let config: OpaquePointer
  let records: [FaceRecord]
  /// Positions in `records` by lower-case family name, in the order of the configuration's folders.
  private let recordsByName: [String: [Int]]
  private var openFaces: [Int: OpenFace] = [:]
  private var stacks = RecentCache<StackKey, [Int]>(limit: 512)

  private struct StackKey: Hashable {
    var families: [String]
    var weight: Int
    var italic: Bool
  }

  /// Reads the configuration file at `path` and finds the fonts of its folders.
  ///
  /// Environment variables such as `FONTCONFIG_FILE` and the system's font configuration do not matter.
  public init(configuration path: String) throws(TypesettingError) {
    // fontconfig would print its own complaint about a file that is not there.
    guard g_file_test(path, G_FILE_TEST_IS_REGULAR) != 0 else { throw .unreadableConfiguration(path: path) }
    // It would look for a relative path in the system's configuration folders; this string is ours to free.
    guard let absolute = g_canonicalize_filename(path, nil) else { throw .outOfMemory }
    defer { g_free(absolute) }
    guard let config = FcConfigCreate() else { throw .outOfMemory }
    FcConfigSetSysRoot(config, nil)
    guard FcConfigParseAndLoad(config, absolute, FcBool(1)) != 0,
      FcConfigParseAndLoadFromMemory(config, Self.lastCacheFolder, FcBool(1)) != 0, FcConfigBuildFonts(config) != 0
    else {
      FcConfigDestroy(config)
      throw .unreadableConfiguration(path: path)
    }
    let records = Self.records(of: config)
    guard !records.isEmpty else {
      FcConfigDestroy(config)
      throw .noFonts(path: path)
    }
    self.config = config
    self.records = records
    var recordsByName: [String: [Int]] = [:]
    for (index, record) in records.enumerated() {
      for name in Set(record.families.map { $0.lowercased() }) { recordsByName[name, default: []].append(index) }
    }
    self.recordsByName = recordsByName
  }

  /// A cache folder after all others that counts as writable and keeps nothing. Where no other can be written to, or two
  /// workers make the same one at the same moment, fontconfig would print a complaint on the user's terminal; so it
  /// works without a cache.
  private static let lastCacheFolder = "<fontconfig><cachedir>/dev/null</cachedir></fontconfig>"

  // The records' coverages belong to the configuration; nobody can use them after the library is gone, because
  // only the typesetter reads them and it holds the library.
  deinit { FcConfigDestroy(config) }

  /// The files that the configuration consists of.
  var configurationFiles: [String] {
    guard let list = FcConfigGetConfigFiles(config) else { return [] }
    defer { FcStrListDone(list) }
    var files: [String] = []
    // The strings belong to the list.
    while let file = FcStrListNext(list) { files.append(String(cString: file)) }
    return files
  }

  /// All installed families, sorted by name.
  public var families: [FontFamily] {
    var faces: [String: [FontFamily.Face]] = [:]
    for (index, record) in records.enumerated() {
      // Faces that no text uses are closed again at once.
      let open = openFaces[index] ?? (try? OpenFace(file: record.file, index: record.index))
      faces[record.families[0], default: []].append(
        FontFamily.Face(
          style: record.style, weight: record.weight, italic: record.slant != .upright, file: record.file,
          index: record.index, isVariable: record.isVariable, embeddingAllowed: open?.embedding.isAllowed))
    }
    return faces.sorted { $0.key < $1.key }.map { name, faces in
      FontFamily(
        name: name,
        faces: faces.sorted {
          ($0.weight, $0.italic ? 1 : 0, $0.file, $0.index) < ($1.weight, $1.italic ? 1 : 0, $1.file, $1.index)
        })
    }
  }

  /// Whether a family of this name is installed. Upper and lower case do not matter, as in CSS.
  public func hasFamily(_ name: String) -> Bool { recordsByName[name.lowercased()] != nil }

  /// The face of each installed family of the style's stack, best first; never empty.
  func faces(for style: FontStyle) throws(TypesettingError) -> [Int] {
    let key = StackKey(families: style.families, weight: style.weight, italic: style.italic)
    if let known = stacks[key] { return known }
    var faces: [Int] = []
    for family in style.families {
      guard let candidates = recordsByName[family.lowercased()],
        let best = FaceMatching.best(
          of: candidates.map { records[$0] }, weight: style.weight, italic: style.italic)
      else { continue }
      if !faces.contains(candidates[best]) { faces.append(candidates[best]) }
    }
    guard !faces.isEmpty else {
      throw .unknownFamily(families: style.families, nearest: style.families.first.flatMap(nearestFamily))
    }
    stacks.insert(faces, for: key)
    return faces
  }

  func openFace(_ index: Int) throws(TypesettingError) -> OpenFace {
    if let open = openFaces[index] { return open }
    let open = try OpenFace(file: records[index].file, index: records[index].index)
    openFaces[index] = open
    return open
  }

  /// The glyphs of an ellipsis: those of the face, or of the first of the style's stack that has them.
  func ellipsis(
    for style: FontStyle, preferring face: Int
  ) throws(TypesettingError) -> (face: Int, glyphs: [(glyph: UInt32, advance: Int32)]) {
    for candidate in try [face] + faces(for: style) {
      let glyphs = try openFace(candidate).ellipsis
      if !glyphs.isEmpty { return (candidate, glyphs) }
    }
    return (face, [])
  }

  func covers(_ face: Int, _ scalar: Unicode.Scalar) -> Bool {
    FcCharSetHasChar(records[face].coverage, scalar.value) != 0
  }

  private func nearestFamily(to name: String) -> String? {
    let names = Set(records.map { $0.families[0] }).sorted()
    let wanted = name.lowercased()
    // The names of real fonts are shorter, and the distance to a long one is dear.
    guard wanted.utf8.count <= 128 else { return nil }
    let nearest = names.map { (distance: editDistance(wanted, $0.lowercased()), name: $0) }
      .min { $0.distance < $1.distance }
    guard let nearest, nearest.distance <= max(2, wanted.count / 2) else { return nil }
    return nearest.name
  }
}

// MARK: - Reading fontconfig's patterns

extension FontLibrary {
  /// The faces that can be used, sorted by the order of their folders in the configuration, then by file. So where
  /// two files hold the same face, that of the first folder is taken.
  private static func records(of config: OpaquePointer) -> [FaceRecord] {
    // The set and its patterns belong to the configuration.
    guard let set = FcConfigGetFonts(config, FcSetSystem), set.pointee.nfont > 0, let fonts = set.pointee.fonts
    else { return [] }
    let folders = folders(of: config)
    let patterns = UnsafeBufferPointer(start: fonts, count: Int(set.pointee.nfont))
    let records = patterns.compactMap { $0.flatMap(record) }.map { record in
      (order: folders.firstIndex { record.file.hasPrefix($0) } ?? folders.count, record: record)
    }
    return records.sorted { a, b in
      (a.order, a.record.file, a.record.index) < (b.order, b.record.file, b.record.index)
    }
    .map(\.record)
  }

  /// The folders that the configuration lists, in its order, each with a final slash.
  private static func folders(of config: OpaquePointer) -> [String] {
    guard let list = FcConfigGetConfigDirs(config) else { return [] }
    defer { FcStrListDone(list) }
    var folders: [String] = []
    // The strings belong to the list.
    while let folder = FcStrListNext(list) {
      let path = String(cString: folder)
      folders.append(path.hasSuffix("/") ? path : path + "/")
    }
    return folders
  }

  private static func record(_ pattern: OpaquePointer) -> FaceRecord? {
    guard let file = string(pattern, FC_FILE, 0), ["TrueType", "CFF"].contains(string(pattern, FC_FONTFORMAT, 0))
    else { return nil }
    let families = names(pattern)
    guard !families.isEmpty else { return nil }
    var coverage: OpaquePointer?
    guard FcPatternGetCharSet(pattern, FC_CHARSET, 0, &coverage) == FcResultMatch else { return nil }
    let slant = integer(pattern, FC_SLANT) ?? 0
    return FaceRecord(
      families: families, style: string(pattern, FC_STYLE, 0) ?? "Regular",
      weight: Int(FcWeightToOpenTypeDouble(double(pattern, FC_WEIGHT) ?? Double(FC_WEIGHT_REGULAR)).rounded()),
      slant: slant >= Int(FC_SLANT_OBLIQUE) ? .oblique : slant > 0 ? .italic : .upright,
      stretch: double(pattern, FC_WIDTH) ?? 100, file: file, index: integer(pattern, FC_INDEX) ?? 0,
      isVariable: boolean(pattern, FC_VARIABLE), isColor: boolean(pattern, FC_COLOR), coverage: coverage)
  }

  /// All family names, the English one first.
  private static func names(_ pattern: OpaquePointer) -> [String] {
    var names: [String] = []
    var english: Int?
    while let name = string(pattern, FC_FAMILY, Int32(names.count)) {
      if english == nil, string(pattern, FC_FAMILYLANG, Int32(names.count)) == "en" { english = names.count }
      names.append(name)
    }
    if let english { names.swapAt(0, english) }
    return names
  }

  private static func string(_ pattern: OpaquePointer, _ object: String, _ n: Int32) -> String? {
    var value: UnsafeMutablePointer<FcChar8>?
    guard FcPatternGetString(pattern, object, n, &value) == FcResultMatch, let value else { return nil }
    return String(cString: value)
  }

  private static func integer(_ pattern: OpaquePointer, _ object: String) -> Int? {
    var value: Int32 = 0
    return FcPatternGetInteger(pattern, object, 0, &value) == FcResultMatch ? Int(value) : nil
  }

  private static func double(_ pattern: OpaquePointer, _ object: String) -> Double? {
    var value = 0.0
    return FcPatternGetDouble(pattern, object, 0, &value) == FcResultMatch ? value : nil
  }

  private static func boolean(_ pattern: OpaquePointer, _ object: String) -> Bool {
    var value: FcBool = 0
    return FcPatternGetBool(pattern, object, 0, &value) == FcResultMatch && value != 0
  }
}

/// Levenshtein's distance between two names.
private func editDistance(_ a: String, _ b: String) -> Int {
  let b = Array(b.unicodeScalars)
  var row = Array(0...b.count)
  for (i, x) in a.unicodeScalars.enumerated() {
    var diagonal = row[0]
    row[0] = i + 1
    for j in b.indices {
      let cost = min(diagonal + (x == b[j] ? 0 : 1), row[j] + 1, row[j + 1] + 1)
      diagonal = row[j + 1]
      row[j + 1] = cost
    }
  }
  return row[b.count]
}
