/// Addresses that a card may lead to.
public enum LinkAddress {
  static let largest = 2048

  /// Why an address cannot be linked to, `nil` where it can: only what a reader can follow safely, on paper and screen.
  public static func mistake(in address: String) -> String? {
    let schemes = ["http://", "https://", "mailto:", "tel:"]
    guard let scheme = schemes.first(where: address.lowercased().hasPrefix) else {
      return "expected an address that begins with http://, https://, mailto: or tel:"
    }
    let rest = address.dropFirst(scheme.count)
    if rest.isEmpty || "/?#".contains(rest.first ?? "/") { return "nothing follows \(scheme)" }
    if address.utf8.count > largest { return "it is longer than \(largest) characters" }
    let hasSpace = address.unicodeScalars.contains {
      $0.properties.isWhitespace || $0.properties.generalCategory == .control || "<>\"\\".unicodeScalars.contains($0)
    }
    return hasSpace ? "it holds a space or another character that an address cannot hold" : nil
  }
}
