import Diagnostics

/// Reads nodes: checks templates as they were written, and turns resolved ones into `Node`.
///
/// Both read the one table of properties (`PropertyTable`) that the JSON Schemas are made from.
public enum NodeDecoder {
  /// Checks a layout or part as its author wrote it: control keys (`if`, `repeat`, `part`, `variants`, `style` …) are
  /// allowed, and a value may be a placeholder (`"{{slot}}"`) or a token (`"$color.accent"`), which is not looked up.
  ///
  /// - Returns: Every mistake, in the order of the file.
  public static func check(_ raw: JSONValue) -> [Diagnostic] { [] }

  /// Makes a node of JSON in which slots, tokens, conditions, repetitions, parts and variants are resolved.
  ///
  /// Text values are strings here, no longer maps of languages; `fontFamily` is chosen by language.
  /// - Returns: The node, `nil` where it has an error; and every mistake in it.
  public static func decode(_ resolved: JSONValue) -> (node: Node?, diagnostics: [Diagnostic]) { (nil, []) }
}
