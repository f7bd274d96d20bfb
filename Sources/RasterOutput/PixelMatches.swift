/// Finds where pixels of a picture's filtered rows stood before: two and more of them, or one that codes alone would make long.
final class PixelMatches {
  private static let step = FilteredPixels.bytesPerPixel
  private static let window = 32768
  private static let pairSlots = 32768
  private static let singleSlots = 4096
  /// A repetition as long as this is taken without looking for a longer one.
  private static let long = 48
  /// The bytes of a repetition that are known afterwards, a whole number of pixels.
  private static let longEnd = 24
  /// A byte further from zero than this takes so many bits that repeating its pixel takes fewer.
  private static let near: UInt8 = 24

  /// How many places are looked at.
  private let depth: Int
  private let buffers = (pairs: ScratchBuffer(), earlier: ScratchBuffer(), singles: ScratchBuffer())
  // Unsafe: each is as large as what indexes it is masked to, and its buffer never grows.
  /// Where two pixels of a kind stood last, by their hash: one more than the offset, 0 for nowhere.
  private let pairs: UnsafeMutablePointer<UInt32>
  /// Where others of the same hash stood before those at an offset, by its place in the window.
  private let earlier: UnsafeMutablePointer<UInt32>
  /// Pixels by their hash, each above one more than its last offset.
  private let singles: UnsafeMutablePointer<UInt64>

  init(depth: Int) {
    self.depth = depth
    pairs = buffers.pairs.reserve(4 * Self.pairSlots).bindMemory(to: UInt32.self, capacity: Self.pairSlots)
    earlier = buffers.earlier.reserve(4 * Self.window).bindMemory(to: UInt32.self, capacity: Self.window)
    singles = buffers.singles.reserve(8 * Self.singleSlots).bindMemory(to: UInt64.self, capacity: Self.singleSlots)
  }

  /// Forgets everything. What `earlier` holds is reached from `pairs` alone.
  func begin() {
    pairs.initialize(repeating: 0, count: Self.pairSlots)
    singles.initialize(repeating: 0, count: Self.singleSlots)
  }

  /// The longest repetition that the last places of `two` have.
  @inline(__always)
  func find(_ source: UnsafeRawPointer, _ at: Int, _ two: UInt64, end: Int) -> Match? {
    var best = Match(length: 0, distance: 0)
    guard end &- at >= 2 &* Self.step else { return nil }
    var place = Int(pairs[Self.slot(two)])
    var left = depth
    while place > 0, at &+ 1 &- place <= Self.window {
      if FilteredPixels.two(source, place &- 1) == two {
        let length = FilteredPixels.repetition(source, place &- 1, at, end: end)
        if length > best.length { best = Match(length: length, distance: at &+ 1 &- place) }
        if length >= Self.long { break }
      }
      left &-= 1
      guard left > 0 else { break }
      place = Int(earlier[(place &- 1) & (Self.window &- 1)])
    }
    return best.length > 0 ? best : nil
  }

  @inline(__always)
  func insert(_ two: UInt64, at: Int) {
    let slot = Self.slot(two)
    earlier[at & (Self.window &- 1)] = pairs[slot]
    pairs[slot] = UInt32(truncatingIfNeeded: at &+ 1)
  }

  /// The pixels of a repetition but for the first, so that they can be found themselves; of a long one, the last.
  @inline(__always)
  func insertRest(of match: Match, at start: Int, _ source: UnsafeRawPointer) {
    var at = start &+ max(Self.step, match.length &- Self.longEnd)
    while at < start &+ match.length {
      insert(FilteredPixels.two(source, at), at: at)
      at &+= Self.step
    }
  }

  @inline(__always)
  private static func slot(_ two: UInt64) -> Int {
    Int(truncatingIfNeeded: (two &* 0x9E37_79B9_7F4A_7C15) &>> 49)
  }

  // MARK: One pixel

  /// Where a pixel that is far from zero stood last; it is known from here on.
  @inline(__always)
  func findSingle(_ pixel: UInt32, at: Int) -> Match? {
    guard Self.isFar(pixel) else { return nil }
    let slot = Int((pixel &* 0x9E37_79B1) &>> 20)
    let known = singles[slot]
    singles[slot] = UInt64(pixel) &<< 32 | UInt64(UInt32(truncatingIfNeeded: at &+ 1))
    let place = Int(known & 0xFFFF_FFFF)
    guard known &>> 32 == pixel, place > 0, at &+ 1 &- place <= Self.window else { return nil }
    return Match(length: Self.step, distance: at &+ 1 &- place)
  }

  @inline(__always)
  private static func isFar(_ pixel: UInt32) -> Bool {
    isFar(byte: pixel) || isFar(byte: pixel &>> 8) || isFar(byte: pixel &>> 16)
  }

  @inline(__always)
  private static func isFar(byte: UInt32) -> Bool { UInt8(truncatingIfNeeded: byte) &+ near > 2 &* near }
}
