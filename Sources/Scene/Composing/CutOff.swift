import CardSpec
import Diagnostics

/// Codes and number graphics that the card's edge cuts: what is left of them tells something wrong, or nothing.
struct CutOff {
  let card: Rect
  let subject: Subject

  func find(in root: LayoutNode) -> [Diagnostic] {
    root.subtree.compactMap { node in
      guard node.frame.isVisible, let name = name(of: node) else { return nil }
      let beyond = max(
        card.x - node.rect.x, node.rect.maxX - card.maxX, card.y - node.rect.y, node.rect.maxY - card.maxY)
      guard beyond > Overflow.tolerance else { return nil }
      let amount = Int(beyond.rounded(.up))
      return Diagnostic(
        .error, "cut-off", "the \(name) reaches \(amount) px beyond the card's edge",
        reason: "a card must not go out with part of it cut off", help: "make it smaller, or give it more room",
        at: node.node.location, path: node.node.path, subject: subject.naming(node))
    }
  }

  /// A graphic that is placed absolutely and only decorates may leave the card on purpose; a code never.
  private func name(of node: LayoutNode) -> String? {
    switch node.content {
    case .qr: return "QR code"
    case .chart:
      let isOrnament = node.node.box.position == .absolute && node.node.semantics.role == .decoration
      return isOrnament ? nil : "number graphic"
    default: return nil
    }
  }
}
