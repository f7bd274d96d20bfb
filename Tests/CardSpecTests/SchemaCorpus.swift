import Foundation

@testable import CardSpec

/// Documents for the comparison of schema and decoder: the campaign, the wrong documents, and for every key of every
/// table good and bad values.
enum SchemaCorpus {
  static func documents(folder: URL, schemas: URL) -> [JudgedDocument] {
    let campaign = schemas.deletingLastPathComponent()
    return files(campaign) + wrong(folder.appending(path: "Wrong")) + nodes() + controls() + documentKeys() + themes()
  }

  // MARK: Files

  private static func files(_ campaign: URL) -> [JudgedDocument] {
    let all =
      ["deck.json", "theme.json"].map { campaign.appending(path: $0) }
      + ["cards", "templates"].flatMap { list(campaign.appending(path: $0)) }
    return all.compactMap { file in
      let kind: DocumentKind =
        switch file.deletingLastPathComponent().lastPathComponent {
        case "cards": .card
        case "templates": .template
        default: file.lastPathComponent == "deck.json" ? .deck : .theme
        }
      return read(file, kind)
    }
  }

  private static func wrong(_ folder: URL) -> [JudgedDocument] {
    list(folder).compactMap { file in
      let kind = file.lastPathComponent.split(separator: "-").first.map(String.init) ?? ""
      return DocumentKind(rawValue: kind).flatMap { read(file, $0) }
    }
  }

  private static func list(_ folder: URL) -> [URL] {
    let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? []
    return files.filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }
  }

  private static func read(_ file: URL, _ kind: DocumentKind) -> JudgedDocument? {
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
    return JudgedDocument(kind, file.lastPathComponent, text)
  }

  // MARK: Values

  /// Values of every type, and texts that some property or other takes, or nearly takes.
  static let values: [String] =
    ["null", "true", "false", "0", "1", "-1", "0.5", "2.5", "1.0", "100", "1000", "1001", "20000000", "-1e7", "1e300"]
    + [
      "[]", "[1]", "[0, 1]", "[1, 2, 3, 4]", "[1, 2, 3, 4, 5]", "[\"a\"]", "[null]", "[[]]", "[{}]", "{}", "{\"a\": 1}",
    ]
    + [
      "{\"en\": \"a\"}", "{\"en\": \"a\", \"fr\": \"b\"}", "{\"en\": 1}", "{\"EN\": \"a\"}", "{\"en_GB\": \"a\"}",
      "{\"zh-Hant\": \"a\"}", "{\"linear\": {\"stops\": [\"red\", \"blue\"]}}", "{\"linear\": {\"stops\": [\"red\"]}}",
      "{\"linear\": {\"stops\": [\"$color.a\", [\"blue\", 0.5]], \"angle\": 45}}",
      "{\"linear\": {\"stops\": [[\"red\", \"10%\"], [\"blue\", \"100.5%\"]], \"angle\": \"to top left\"}}",
      "{\"linear\": {\"stops\": [[\"red\", \"10%\"], \"blue\"], \"angel\": 4}}", "{\"linear\": {}, \"radial\": {}}",
      "{\"radial\": {\"stops\": [\"red\", \"blue\"], \"center\": [0.5, \"50%\"], \"shape\": \"circle\"}}",
      "{\"radial\": {\"stops\": [\"red\", \"blue\"], \"center\": [0.5], \"shape\": \"oval\"}}",
      "{\"radial\": {\"stops\": [\"red\", \"blue\"], \"size\": \"closest-side\", \"repeating\": true}}",
      "{\"radial\": {\"stops\": [\"red\", \"blue\"], \"size\": \"nearest\"}}",
      "{\"conic\": {\"stops\": [\"red\", \"blue\"], \"from\": 90, \"center\": [0, 1]}}",
      "{\"conic\": {\"stops\": [\"red\", \"blue\"], \"angle\": 90}}",
      "{\"conic\": {\"stops\": [\"red\", \"blue\"], \"repeating\": 1}}",
      "{\"src\": \"a.png\"}", "{\"src\": \"a.png\", \"fit\": \"cover\"}", "{\"src\": \"{{photo}}\", \"fit\": \"tile\"}",
      "{\"src\": 1}", "{\"fit\": \"cover\"}", "{\"src\": \"a.png\", \"size\": 1}",
      "{\"rgb\": \"#123456\", \"cmyk\": [0, 10, 20, 100]}", "{\"rgb\": \"#123456\", \"cmyk\": [0, 10, 20, 101]}",
      "{\"rgb\": \"#123\", \"cmyk\": [0, 0, 0, 0], \"spot\": \"Orange\", \"tint\": 50}",
      "{\"rgb\": \"#123\", \"spot\": \"Orange\"}",
      "{\"rgb\": \"#123\", \"cmyk\": [0, 0, 0, 0], \"spot\": \"All\"}",
      "{\"rgb\": \"#123\", \"cmyk\": [0, 0, 0, 0], \"spot\": \"Allgold\"}",
      "{\"rgb\": \"#123\", \"cmyk\": [0, 0, 0, 0], \"tint\": 5}", "{\"rgb\": \"#123\", \"overprint\": true}",
      "{\"rgb\": \"#123\", \"cmyk\": [0, 0, 0, 100], \"overprint\": true}",
      "{\"rgb\": \"#123\", \"cmyk\": [0, 0, 0, 100], \"overprint\": 1}",
      "{\"rgb\": \"#123\", \"cmky\": [0, 0, 0, 100]}",
      "[\"crop\"]", "[\"crop\", \"crop\"]", "[\"colourBars\"]", "[\"210mm\", \"297mm\"]", "[2, 4]", "[0, 4]",
      "{\"cmyk\": [0, 0, 0, 0]}", "{\"tnum\": 1}", "{\"tnum\": 256}",
      "{\"numbers\": 1}", "[\"tnum\"]", "[\"tnum=2\", \"lnum\"]", "[\"tnum=222\"]", "[\"$color.a\", \"red\"]",
      "[\"none\"]", "[{\"linear\": {\"stops\": [\"red\", \"blue\"]}}, \"white\"]", "[\"Inter\", \"$font.text\"]",
      "[{\"text\": \"a\"}]", "[{\"textt\": \"a\"}]", "[\"en\", \"fr\"]", "[\"en\", \"en\"]", "[\"EN\"]",
      "[\"og\", {\"name\": \"x\", \"width\": 10, \"height\": \"10mm\"}]", "[{\"name\": \"x\", \"width\": \"10em\"}]",
    ]
    + [
      "", " ", "a", "A", "a b", "auto", "none", "normal", "center", "safe center", "start", "end", "stretch", "row",
      "column-reverse", "wrap", "hidden", "absolute", "rtl", "flex", "solid", "cover", "round", "italic", "bold",
      "shrink", "uppercase", "justify", "nowrap", "trim-both", "evenodd", "dots", "L", "heading1", "list-item",
      "baseline", "last baseline", "space-between", "left", "right", "top", "min-content", "fit-content", "content",
      "screen", "paper", "percent", "compact", "currency", "USD", "usd", "text", "number", "list",
      "rich-black", "swop", "fogra39", "FOGRA39", "a.icc", "a/b.ICM", ".icc", "a.icc.txt", "A4", "a4", "SRA3",
      "A3-landscape", "Tabloid", "long-edge", "repeat", "relative-colorimetric", "vertical",
      "12", "12px", "12 px", "-12px", "1.5rem", ".5em", "5.em", "+3mm", "1e3px", "1e333px", "50%", "100.5%", "0", "-0",
      "00", "0.0", "NaN", "Infinity", "1cqw 2cqh", "1px 2px 3px 4px", "1px 2px 3px 4px 5px", "1px  2px", " 1px", "1px ",
      "0 auto", "auto auto", "1 1 0", "1 1", "1 1 50%", "1 -1 0", "16 / 9", "16/9", "0 / 9", "16 /", "1.5 / 0.0",
      "2px 2px", "2px 2px 4px red", "red 0 1px 2px", "2px 2px red 4px", "2px 2px -4px", "0 0 0 2px currentColor",
      "inset 0 1px 2px rgba(0, 0, 0, .5)", "0 1px 2px inset", "inset 0 1px 2px inset",
      "1px 1px, 2px 2px red, inset 3px 3px",
      "1px 1px,", "1px 1px , 2px 2px", "1px 1px,  2px 2px", ", 1px 1px", "1px 1px 1% red", "1px 1px\\t2px",
      "inset 1px 1px, 1px 1px inset", "red 1px 1px red", "2px", "2 2", "1px 1px 1px 1px 1px",
      "rotate(45deg)", "rotate(45)", "rotate(0)", "rotate(.5turn) scale(2)", "scale(1.5,2)", "scale(1.)", "scale(1e2)",
      "scale(-1)", "scale()", "translate(10px, 50%)", "translate(10px 50%)", "translateX(0)", "translateZ(1px)",
      "skew(10deg, 5grad)", "matrix(1, 0, 0, 1, 5, 5)", "matrix(1, 0, 0, 1, 5)", "rotate( 1rad )",
      "rotate(1deg)rotate(2deg)",
      "rotate(1deg) ", "rotate (1deg)", "Rotate(1deg)", "blur(4px)", "blur(0)", "blur(-4px)", "blur(4px) blur(2px)",
      "blur(50%)", "blur( 1em )", "multiply", "color-dodge", "isolate", "luminance", "alpha",
      "left top", "top left", "center left", "30% 50%", "top 10px", "10px top", "left left", "0 0 10 10", "0 0 10",
      "-1.5 0 10.25 10", "M0 0L10 10Z",
      "#123", "#1234", "#12345", "#123456", "#12345678", "#ggg", "red", "Red", "transparent", "currentColor",
      "currentcolor", "rgb(1, 2, 3)", "rgb(1,2,3)", "rgb( 10% , 20.5%,30% )", "rgba(1, 2, 3, 0.5)", "rgba(1,2,3,50%)",
      "rgb(1, 2)", "rgb(1 2 3)", "rgb(300, 2, 3)", "rgb(-1, 2, 3)", "hsl(1, 2, 3)", "rgba(1,2,3,.5)", "rgba(1,2,3,2)",
      "rgb(1000, 2, 3)", "rgb(1.1234567, 2, 3)", "rgba(1,2,3,0.)", "rgb(\\t1,2,3)", "rgb(1.,2,3)",
      "rgb(.5,2,3)", "rgba(1,2,3,.5%)",
      "$color.accent", "$color", "$color.", "$1.a", "$$", "{{a}}", "{{ a.b }}", "x {{a}}", "{{a", "{a}", "{{}}",
      "{color.accent}", "{}", "{{{a}}}", "a{b}{{c}}", "{{a}b}}",
      "en", "EN", "en-GB", "en_GB", "zh-Hant-TW", "de-1996", "x", "../x", "con", "CON.x", "a.", ".a", "com1", "console",
      "lpt9.txt", "2017-09-20", "2017-13-01", "2017-09-20T10:00:00Z", "2017-09-20T25:00:00Z", "2017-09-20 10:00",
      "!a", "@landscape", "!@print", "a.b", "!", "@", "!!a", "a-b_c", "1a", "ünïcode", "Inter, Noto Sans", ",", "\\\"",
      "https://example.org", "a/b", "*.json", "Inter\\nNoto",
    ].map { "\"\($0)\"" }
    + ["\"" + String(repeating: "a", count: 100) + "\"", "\"" + String(repeating: "a", count: 101) + "\""]

  // MARK: Nodes

  private static func layout(_ node: String) -> String {
    "{\"id\": \"c\", \"title\": \"t\", \"alt\": \"a\", \"formats\": [\"og\"], \"layout\": {\"children\": [\(node)]}}"
  }

  /// A few values of every type.
  private static let fewValues = ["null", "1", "-1", "\"none\"", "\"a\"", "\"$a.b\"", "[]", "{}", "{\"en\": \"a\"}"]

  /// Every property: all values where its rule is met for the first time, a few where the rule is known; a few on every
  /// kind of node, in styles and in variants.
  private static func nodes() -> [JudgedDocument] {
    var rules: Set<SchemaValue> = []
    let known = NodeProperty.all.flatMap { property -> [JudgedDocument] in
      let kind = NodeKind.allCases.first(where: property.serves) ?? .box
      return (rules.insert(property.schema).inserted ? values : fewValues).compactMap { value in
        JudgedDocument(
          .card, "\(property.name) \(value)",
          layout("{\"type\": \"\(kind.rawValue)\", \"\(property.name)\": \(value)}"))
      }
    }
    let names = Set(NodeProperty.all.map(\.name)).sorted() + ["children", "type", "fontSizes", "TEXT"]
    let everywhere = names.flatMap { name -> [JudgedDocument] in
      let elsewhere = NodeKind.allCases.flatMap { kind in
        ["1", "\"$a.b\""].compactMap { value in
          JudgedDocument(.card, "\(kind) \(name)", layout("{\"type\": \"\(kind.rawValue)\", \"\(name)\": \(value)}"))
        }
      }
      let nested = fewValues.flatMap { value in
        ["\"style\": {\"\(name)\": \(value)}", "\"variants\": {\"og\": {\"\(name)\": \(value)}}"].compactMap {
          JudgedDocument(.card, "nested \(name) \(value)", layout("{\($0)}"))
        }
      }
      return elsewhere + nested
    }
    return known + everywhere + values.compactMap { JudgedDocument(.card, "node \($0)", layout($0)) }
  }

  /// Conditions, repetition, parts, styles and variants, on nodes, parts, variants and in styles.
  private static func controls() -> [JudgedDocument] {
    NodeControl.all(in: .part).map(\.name).flatMap { name -> [JudgedDocument] in
      let onParts = values.compactMap { value in
        JudgedDocument(
          .card, "part \(name) \(value)", layout("{\"part\": \"p\", \"repeat\": 2, \"\(name)\": \(value)}"))
      }
      let elsewhere = fewValues.flatMap { value -> [JudgedDocument] in
        let member = "\"\(name)\": \(value)"
        return [
          "{\(member)}", "{\"text\": \"a\", \(member)}", "{\"type\": \"rect\", \(member)}",
          "{\"variants\": {\"og\": {\(member)}}}", "{\"style\": [{\(member)}]}",
        ].compactMap { JudgedDocument(.card, "control \(name)", layout($0)) }
      }
      return onParts + elsewhere
    }
  }

  // MARK: Documents

  /// Every key of decks, cards and templates, and of what stands in them, with every value; and each without it.
  private static func documentKeys() -> [JudgedDocument] {
    let deck = ["name": "\"d\"", "languages": "[\"en\"]", "cards": "[\"a.json\"]", "formats": "[\"og\"]"]
    let card = ["id": "\"c\"", "title": "\"t\"", "alt": "\"a\"", "template": "\"t\""]
    let template = ["id": "\"t\"", "layout": "{}"]
    return vary(.deck, DocumentShapes.deck, deck) { $0 } + vary(.card, DocumentShapes.card, card) { $0 }
      + vary(.template, DocumentShapes.template, template) { $0 }
      + vary(.deck, DocumentShapes.metadata, [:]) { object(deck.merging(["metadata": $0]) { $1 }) }
      + vary(.deck, DocumentShapes.format, ["name": "\"n\"", "width": "10", "height": "10"]) {
        object(deck.merging(["formats": "[\($0)]"]) { $1 })
      }
      + vary(.deck, DocumentShapes.numberStyle, [:]) {
        object(deck.merging(["numberStyles": "{\"en\": \($0)}"]) { $1 })
      }
      + vary(.card, DocumentShapes.number, ["number": "1"]) { object(card.merging(["slots": "{\"a\": \($0)}"]) { $1 }) }
      + vary(.template, DocumentShapes.slotDeclaration, ["type": "\"text\""]) {
        object(template.merging(["slots": "{\"a\": \($0)}"]) { $1 })
      }
      + vary(.deck, PressShape.press, [:]) { object(deck.merging(["press": $0]) { $1 }) }
      + vary(.deck, PressShape.sheet, ["size": "\"A4\""]) { object(deck.merging(["sheet": $0]) { $1 }) }
      + ["slots", "parts", "numberStyles"].flatMap { key in
        ["a", "A-b_c", "1", "a.b", "", "en", "EN", "en-GB"].compactMap { name in
          let kind: DocumentKind = key == "numberStyles" ? .deck : .card
          return JudgedDocument(
            kind, "\(key) named \(name)",
            object((kind == .deck ? deck : card).merging([key: "{\"\(name)\": {}}"]) { $1 }))
        }
      }
  }

  private static func vary(
    _ kind: DocumentKind, _ shape: DocumentShape, _ base: [String: String], _ wrap: (String) -> String
  ) -> [JudgedDocument] {
    let whole = shape.keys.map(\.name) + ["titel", "X"]
    let changed = whole.flatMap { name in
      values.compactMap { value in
        JudgedDocument(kind, "\(name) \(value)", wrap(object(base.merging([name: value]) { $1 })))
      }
    }
    let without = base.keys.sorted().compactMap { name in
      JudgedDocument(kind, "without \(name)", wrap(object(base.filter { $0.key != name })))
    }
    return changed + without
  }

  private static func object(_ members: [String: String]) -> String {
    "{" + members.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }.joined(separator: ", ") + "}"
  }

  // MARK: Themes

  /// Every value at every depth of each kind of group, and the keys of design tokens.
  private static func themes() -> [JudgedDocument] {
    let styles = ["{\"fontSize\": \"1rem\"}", "{\"default\": [\"Inter\"], \"ar\": \"Noto\", \"Arab\": [\"Noto\"]}"]
    var texts: [String] = []
    for group in ["color", "text", "font", "space"] {
      for value in values + styles {
        texts.append("{\"\(group)\": \(value)}")
        texts.append("{\"\(group)\": {\"a\": \(value)}}")
        texts.append("{\"\(group)\": {\"a\": {\"b\": \(value)}}}")
      }
      let keys = ["$type", "$description", "$extensions", "$deprecated", "$comment", "$valeu", "$schema", "$value"]
      for key in keys {
        for value in fewValues {
          texts.append("{\"\(key)\": \(value)}")
          texts.append("{\"\(group)\": {\"\(key)\": \(value), \"a\": {}}}")
          texts.append("{\"\(group)\": {\"a\": {\"$value\": \"red\", \"\(key)\": \(value)}}}")
          texts.append("{\"\(group)\": {\"a\": {\"b\": {\"\(key)\": \(value)}}}}")
        }
      }
    }
    for name in ["a", "a.b", "{a}", "$a", "", "Brand Blue", "color.a"] {
      texts.append("{\"\(name)\": {\"a\": 1}, \"color\": {\"\(name)\": \"red\"}}")
    }
    return texts.compactMap { JudgedDocument(.theme, "theme", $0) }
  }
}
