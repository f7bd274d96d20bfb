/// A card such as campaigns have: a headline, a figure, a paragraph, three rows of facts, a source and an address.
enum SampleCard {
  struct Text {
    var text: String
    /// px.
    var size: Double
    var isBold: Bool
    /// Of the column that it stands in, px.
    var width: Double
  }

  static let texts = [
    Text(text: "Three targets, equal priority", size: 22, isBold: true, width: 1080),
    Text(text: "One in three victims of trafficking is a child", size: 64, isBold: true, width: 700),
    Text(text: "28%", size: 140, isBold: true, width: 340),
    Text(
      text: "States agreed on the Global Plan of Action in 2010. Its review is the moment to say that ending violence, "
        + "forced labour and the abuse of children belong together, and that each needs the same attention.",
      size: 28, isBold: false, width: 700),
    Text(text: "5.2  Violence against women and girls", size: 24, isBold: false, width: 620),
    Text(text: "8.7  Forced labour, slavery and trafficking", size: 24, isBold: false, width: 620),
    Text(text: "16.2  Abuse and exploitation of children", size: 24, isBold: false, width: 620),
    Text(text: "Source: UNODC, Global Report on Trafficking in Persons 2016", size: 18, isBold: false, width: 1080),
  ]

  private static func node(_ index: Int, _ more: String = "") -> String {
    let text = texts[index]
    return """
      {"text": "\(text.text)", "fontSize": \(text.size), "fontWeight": \(text.isBold ? 700 : 400)\(more)}
      """
  }

  private static func fact(_ index: Int) -> String {
    """
    {"columnGap": 16, "alignItems": "center", "children": [
      {"width": 44, "height": 44, "flexShrink": 0, "borderRadius": 22, "background": "#0B3C5D", "children": [
        {"type": "ellipse", "width": 20, "height": 20, "fill": "white", "margin": "auto"}]},
      {"flexGrow": 1, "flexBasis": 0, "children": [\(node(index))]},
      {"type": "rect", "width": 8, "height": 8, "fill": "#0B3C5D"}]}
    """
  }

  private static let rule = "{\"height\": 2, \"background\": \"#0B3C5D\"}"
  private static let mark = "{\"type\": \"rect\", \"width\": 24, \"height\": 24, \"fill\": \"#0B3C5D\"}"

  /// 40 nodes, 8 of them texts.
  static let json = """
    {"id": "sample", "title": "Sample", "alt": "A sample", "languages": ["en"],
     "formats": [{"name": "sheet", "width": 1200, "height": 1200}],
     "layout": {"width": "100%", "height": "100%", "padding": 60, "rowGap": 24, "flexDirection": "column",
      "background": "white", "fontFamily": "Inter", "lineHeight": 1.25, "children": [
       {"justifyContent": "space-between", "alignItems": "center", "children": [
         \(node(0)), {"columnGap": 8, "children": [\(mark), \(mark), \(mark)]}]},
       \(rule),
       {"columnGap": 40, "children": [
         {"flexDirection": "column", "rowGap": 20, "flexGrow": 1, "flexBasis": 0, "children": [\(node(1))]},
         {"width": 340, "flexShrink": 0, "justifyContent": "center", "children": [\(node(2))]}]},
       {"width": 700, "children": [\(node(3))]},
       {"flexDirection": "column", "rowGap": 12, "children": [\(fact(4)), \(fact(5)), \(fact(6))]},
       {"height": 2, "marginTop": "auto", "background": "#0B3C5D"},
       {"justifyContent": "space-between", "alignItems": "end", "columnGap": 20, "children": [
         {"flexShrink": 1, "children": [\(node(7))]}, {"children": [\(mark)]}]}]}}
    """
}
