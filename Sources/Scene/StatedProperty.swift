import CardSpec
import Diagnostics

/// A property as it is written for a node, in its template, a style, a variant or a part.
public struct StatedProperty: Sendable, Hashable {
  public var name: String
  /// With references and tokens filled in.
  public var value: JSONValue
  /// Where the property is written; `value` may come from elsewhere, such as the theme or a slot.
  public var location: SourceLocation
}

/// Lays what is stated in a layout beside the boxes that were made of it.
enum StatedProperties {
  /// Boxes stand in document order, as nodes do in the layout.
  static func added(to boxes: [InspectedBox], from layout: JSONValue) -> [InspectedBox] {
    var objects: [JSONObject] = []
    var waiting = [layout]
    while let value = waiting.popLast() {
      guard let object = value.object else { continue }
      objects.append(object)
      waiting += (object["children"]?.array ?? []).reversed()
    }
    guard objects.count == boxes.count else { return boxes }
    return zip(boxes, objects).map { box, object in
      var box = box
      box.explanation?.stated = object.members.filter { $0.key != "children" }.map {
        StatedProperty(name: $0.key, value: $0.value, location: $0.keyLocation)
      }
      return box
    }
  }
}
