/// Writes the place of a value in its document: `layout.children[2].fontSize`.
public enum JSONPath {
  /// A path longer than this is cut: with deep nesting, the paths of a hostile file would be larger than the file.
  private static let largest = 400

  /// The path of a member; keys that are not plain names stand in quotes: `slots["a key"]`.
  public static func member(_ key: String, of parent: String) -> String {
    if parent.utf8.count > largest { return cut(parent) }
    let isPlain = !key.isEmpty && key.utf8.count <= 64 && key.utf8.allSatisfy(isNameByte)
    guard isPlain else {
      // A key of any length must not be copied into the path of everything below it.
      let shown =
        key.unicodeScalars.count > 40 ? String(String.UnicodeScalarView(key.unicodeScalars.prefix(40))) + "…" : key
      return parent + "[\"" + shown + "\"]"
    }
    return parent.isEmpty ? key : parent + "." + key
  }

  /// The path of an item; items count from 0.
  public static func item(_ index: Int, of parent: String) -> String {
    parent.utf8.count > largest ? cut(parent) : parent + "[\(index)]"
  }

  private static func cut(_ parent: String) -> String { parent.hasSuffix("…") ? parent : parent + "…" }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "$"), UInt8(ascii: "@"):
      true
    default: false
    }
  }
}
