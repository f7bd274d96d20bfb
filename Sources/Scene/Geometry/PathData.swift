#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads SVG path data (SVG 2, §9.3) into lines and cubic curves.
struct PathData {
  /// What could not be read, with the character's place from 1.
  struct Failure: Error, Hashable {
    var position: Int
    var expected: String
  }

  private let bytes: [UInt8]
  private var index = 0
  private var elements: [Path.Element] = []
  private var current = Point(0, 0)
  private var subpathStart = Point(0, 0)
  /// The last control point, for the smooth commands.
  private var control: Point?
  private var quadraticControl: Point?

  private init(_ text: String) { bytes = Array(text.utf8) }

  static func parse(_ text: String) throws(Failure) -> [Path.Element] {
    var reader = PathData(text)
    try reader.readAll()
    return reader.elements
  }

  private mutating func readAll() throws(Failure) {
    skipSpace()
    var isFirst = true
    while index < bytes.count {
      let command = bytes[index]
      let name = Character(Unicode.Scalar(command))
      guard "MmLlHhVvCcSsQqTtAaZz".contains(name) else { throw failure("one of the commands M L H V C S Q T A Z") }
      if isFirst, name != "M", name != "m" { throw failure("a path to begin with M") }
      isFirst = false
      index += 1
      try read(name)
      skipSpace()
    }
  }

  private mutating func read(_ command: Character) throws(Failure) {
    let relative = command.isLowercase
    var name = Character(command.uppercased())
    if name == "Z" {
      elements.append(.close)
      current = subpathStart
      (control, quadraticControl) = (nil, nil)
      return
    }
    skipSpace()
    guard atNumber else { throw failure("a number") }
    var isAfterComma = false
    repeat {
      try segment(name, relative)
      // Further pairs after a move are lines.
      if name == "M" { name = "L" }
      isAfterComma = skipSeparators()
    } while atNumber
    if isAfterComma { throw failure("a number") }
  }

  private mutating func segment(_ name: Character, _ relative: Bool) throws(Failure) {
    let origin = relative ? current : Point(0, 0)
    var newControl: Point?
    var newQuadratic: Point?
    switch name {
    case "M":
      current = try point(origin)
      subpathStart = current
      elements.append(.move(current))
    case "L": line(to: try point(origin))
    case "H": line(to: Point(origin.x + (try number()), current.y))
    case "V": line(to: Point(current.x, origin.y + (try number())))
    case "C":
      let first = try point(origin)
      newControl = try point(origin)
      curve(first, newControl ?? first, try point(origin))
    case "S":
      let first = reflected(control)
      let second = try point(origin)
      newControl = second
      curve(first, second, try point(origin))
    case "Q":
      let middle = try point(origin)
      newQuadratic = middle
      quadratic(middle, try point(origin))
    case "T":
      let middle = reflected(quadraticControl)
      newQuadratic = middle
      quadratic(middle, try point(origin))
    default: try arc(origin)
    }
    (control, quadraticControl) = (newControl, newQuadratic)
  }

  private func reflected(_ point: Point?) -> Point {
    guard let point else { return current }
    return Point(2 * current.x - point.x, 2 * current.y - point.y)
  }

  private mutating func line(to end: Point) {
    elements.append(.line(end))
    current = end
  }

  private mutating func curve(_ first: Point, _ second: Point, _ end: Point) {
    elements.append(.curve(first, second, end))
    current = end
  }

  private mutating func quadratic(_ middle: Point, _ end: Point) {
    func toward(_ point: Point) -> Point {
      Point(point.x + (middle.x - point.x) * 2 / 3, point.y + (middle.y - point.y) * 2 / 3)
    }
    curve(toward(current), toward(end), end)
  }

  /// From end points to a centre (SVG 2, appendix B.2.4).
  private mutating func arc(_ origin: Point) throws(Failure) {
    var radiusX = abs(try number())
    var radiusY = abs(try number())
    let rotation = (try number()) * .pi / 180
    let large = try flag()
    let clockwise = try flag()
    let end = try point(origin)
    let start = current
    current = end
    guard start != end else { return }
    guard radiusX > 0, radiusY > 0 else {
      elements.append(.line(end))
      return
    }
    let (dx, dy) = ((start.x - end.x) / 2, (start.y - end.y) / 2)
    let x = cos(rotation) * dx + sin(rotation) * dy
    let y = -sin(rotation) * dx + cos(rotation) * dy
    let excess = x * x / (radiusX * radiusX) + y * y / (radiusY * radiusY)
    if excess > 1 {
      radiusX *= excess.squareRoot()
      radiusY *= excess.squareRoot()
    }
    let (rx2, ry2) = (radiusX * radiusX, radiusY * radiusY)
    let scale = max(0, rx2 * ry2 - rx2 * y * y - ry2 * x * x) / (rx2 * y * y + ry2 * x * x)
    let factor = (large == clockwise ? -1 : 1) * scale.squareRoot()
    let (cx, cy) = (factor * radiusX * y / radiusY, -factor * radiusY * x / radiusX)
    let center = Point(
      cos(rotation) * cx - sin(rotation) * cy + (start.x + end.x) / 2,
      sin(rotation) * cx + cos(rotation) * cy + (start.y + end.y) / 2)
    let from = atan2((y - cy) / radiusY, (x - cx) / radiusX)
    var sweep = atan2((-y - cy) / radiusY, (-x - cx) / radiusX) - from
    if clockwise, sweep < 0 { sweep += 2 * .pi }
    if !clockwise, sweep > 0 { sweep -= 2 * .pi }
    Arc.append(
      to: &elements, center: center, radiusX: radiusX, radiusY: radiusY, rotation: rotation, start: from, sweep: sweep)
  }

  private mutating func point(_ origin: Point) throws(Failure) -> Point {
    let x = try number()
    return Point(origin.x + x, origin.y + (try number()))
  }

  private mutating func flag() throws(Failure) -> Bool {
    skipSeparators()
    guard index < bytes.count, bytes[index] == UInt8(ascii: "0") || bytes[index] == UInt8(ascii: "1") else {
      throw failure("the flag 0 or 1")
    }
    defer { index += 1 }
    return bytes[index] == UInt8(ascii: "1")
  }

  private mutating func number() throws(Failure) -> Double {
    skipSeparators()
    let start = index
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") { index += 1 }
    skipDigits()
    if index < bytes.count, bytes[index] == UInt8(ascii: ".") {
      index += 1
      let digits = index
      skipDigits()
      // A point needs digits after it (SVG 2, §9.3.9).
      if index == digits { throw failure("a digit") }
    }
    if index > start, index < bytes.count, bytes[index] | 0x20 == UInt8(ascii: "e") { skipExponent() }
    guard let value = Double(String(decoding: bytes[start..<index], as: UTF8.self)), abs(value) < 1e9 else {
      index = start
      throw failure("a number")
    }
    return value
  }

  private mutating func skipExponent() {
    let mark = index
    index += 1
    if index < bytes.count, bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") { index += 1 }
    let digits = index
    skipDigits()
    if index == digits { index = mark }
  }

  private mutating func skipDigits() {
    while index < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[index]) { index += 1 }
  }

  private var atNumber: Bool {
    guard index < bytes.count else { return false }
    return "0123456789+-.".utf8.contains(bytes[index])
  }

  private mutating func skipSpace() {
    while index < bytes.count, [0x20, 0x09, 0x0A, 0x0C, 0x0D].contains(bytes[index]) { index += 1 }
  }

  /// Whether a comma was among them.
  @discardableResult
  private mutating func skipSeparators() -> Bool {
    skipSpace()
    guard index < bytes.count, bytes[index] == UInt8(ascii: ",") else { return false }
    index += 1
    skipSpace()
    return true
  }

  private func failure(_ expected: String) -> Failure { Failure(position: index + 1, expected: expected) }
}
