import Diagnostics

/// The spot inks that a theme names. A press has one plate for each, so one name must stand for one ink
/// (GWG 2015, "Ambiguous Spot Color").
struct SpotInks {
  private var known: [String: (inks: [Double], value: JSONValue)] = [:]
  private(set) var diagnostics: [Diagnostic] = []

  /// Takes note of every colour with a spot ink in a value.
  mutating func add(_ value: JSONValue) {
    for item in value.array ?? [] { add(item) }
    guard let object = value.object else { return }
    guard InkColor.read(value)?.ink != nil, let spot = object["spot"], let name = spot.string, let cmyk = object["cmyk"]
    else {
      for member in object.members { add(member.value) }
      return
    }
    let inks = (cmyk.array ?? []).compactMap(\.number)
    guard let first = known[name] else {
      known[name] = (inks, cmyk)
      return
    }
    guard first.inks != inks, first.value.location != cmyk.location else { return }
    diagnostics.append(
      Diagnostic(
        .error, "ambiguous-spot",
        "the spot ink \"\(NodeMessages.shortened(name))\" stands for \(Self.words(inks)) here and for "
          + "\(Self.words(first.inks)) in line \(first.value.location.line)",
        reason: "a press has one plate for each spot ink, so its process colours must be the same everywhere",
        help: "give both the same `cmyk`, and say how light it is printed with `tint`", at: cmyk.location,
        path: cmyk.path))
  }

  /// "90/60/30/20".
  private static func words(_ inks: [Double]) -> String {
    inks.map { $0 == $0.rounded() ? String(Int($0)) : String($0) }.joined(separator: "/")
  }
}
