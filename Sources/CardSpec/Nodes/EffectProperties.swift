extension NodeProperty {
  /// What is done to a node as a whole.
  static let effects: [NodeProperty] = [
    NodeProperty("boxShadow", ShadowText.grammar(box: true), "Shadows of the box, the first on top.") {
      $0.node.paint.boxShadow = $1
    },
    NodeProperty("textShadow", ShadowText.grammar(box: false), "Shadows of the text, the first on top.") {
      $0.node.text.textShadow = $1
    },
    NodeProperty("transform", TransformText.grammar, "Moves, turns, scales or slants the node; the layout stays.") {
      $0.node.paint.transform = $1
    },
    NodeProperty("transformOrigin", ObjectPosition.grammar, "The point of the node that \"transform\" leaves in place.")
    {
      $0.node.paint.transformOrigin = $1
    },
    NodeProperty("mixBlendMode", .keyword(BlendMode.self), "How the node's colours mix with those below it.") {
      $0.node.paint.blendMode = $1
    },
    NodeProperty(
      "isolation", .words([("auto", false), ("isolate", true)]), "\"isolate\" keeps blending inside the node."
    ) { $0.node.paint.isIsolated = $1 },
    NodeProperty("filter", FilterText.grammar, "Blurs the node with all that is in it.") { $0.node.paint.blur = $1 },
    NodeProperty("mask", MaskValue.grammar, "Shows the node only as far as the mask is opaque.") {
      $0.node.paint.mask = $1
    },
    NodeProperty(
      "maskMode", .words([("alpha", false), ("luminance", true)]),
      "Whether a mask counts by how opaque or by how light it is."
    ) { $0.node.paint.maskByLuminance = $1 },
  ]
}
