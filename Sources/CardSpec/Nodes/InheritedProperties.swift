/// Properties that a node takes over from the nodes around it where it has none of its own, as in CSS.
public enum InheritedProperties {
  public static let names: Set<String> = Set((NodeProperty.type + NodeProperty.lines).map(\.name))
    .union(["visibility", "direction"]).subtracting(["textBoxTrim", "lineClamp"])
}
