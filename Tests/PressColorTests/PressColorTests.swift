import CardSpec
import Foundation
import Testing

@testable import PressColor

@Suite("Colours on a press")
struct PressColorTests {
  static let file = "/usr/share/color/icc/ghostscript/default_cmyk.icc"

  private func profile() throws -> PressProfile {
    try PressProfile(Array(try Data(contentsOf: URL(filePath: Self.file))))
  }

  private func conversion(totalInk: Double = 4) throws -> PressConversion {
    try PressConversion(try profile(), totalInk: totalInk)
  }

  @Test("a stated ink is printed exactly, whatever the screen shows")
  func stated() throws {
    let conversion = try conversion()
    let blue = Color(red: 0.04, green: 0.24, blue: 0.36, ink: .cmyk(c: 90, m: 60, y: 30, k: 20))
    #expect(conversion.ink(for: blue) == .process(PressInk.Process(0.9, 0.6, 0.3, 0.2)))
    let red = Color(
      red: 0.8, green: 0, blue: 0.1, ink: .spot(name: "PANTONE 186 C", tint: 50, c: 0, m: 100, y: 80, k: 4))
    #expect(
      conversion.ink(for: red)
        == .spot(name: "PANTONE 186 C", tint: 0.5, alternate: PressInk.Process(0, 1, 0.8, 0.04)))
  }

  @Test("greys are black ink alone, from none on white to all on black", arguments: [0, 0.2, 0.5, 0.8, 1.0])
  func neutrals(grey: Double) throws {
    let ink = try conversion().ink(for: Color(red: grey, green: grey, blue: grey)).process
    #expect((ink.cyan, ink.magenta, ink.yellow) == (0, 0, 0))
    if grey == 0 { #expect(ink.black == 1) }
    if grey == 1 { #expect(ink.black == 0) }
    if grey == 0.5 { #expect((0.5...0.75).contains(ink.black)) }
  }

  @Test("a darker grey never has less black")
  func monotonic() throws {
    let conversion = try conversion()
    let blacks = (0...255).map {
      conversion.ink(for: Color(red: Double($0) / 255, green: Double($0) / 255, blue: Double($0) / 255)).process.black
    }
    #expect(blacks == blacks.sorted(by: >))
    #expect(Set(blacks).count > 250)
  }

  @Test("other colours go through the profile, and never hold more ink than the paper takes")
  func limited() throws {
    let conversion = try conversion(totalInk: 2.4)
    for red in 0...8 {
      for green in 0...8 {
        for blue in 0...8 {
          let ink = conversion.ink(for: Color(red: Double(red) / 8, green: Double(green) / 8, blue: Double(blue) / 8))
          #expect(ink.process.total <= 2.4 + 1e-9)
          #expect(ink.process.components.allSatisfy { (0...1).contains($0) })
        }
      }
    }
    let red = conversion.ink(for: Color(red: 0.9, green: 0.1, blue: 0.1)).process
    #expect(red.magenta > 0.8 && red.yellow > 0.7 && red.cyan < 0.2)
  }

  @Test("pixels follow colours within two steps, and keep the limit too")
  func pixels() throws {
    let conversion = try conversion(totalInk: 2.6)
    let samples: [[UInt8]] = [[200, 30, 40], [10, 120, 220], [255, 255, 255], [12, 40, 9], [90, 60, 200]]
    let inks = conversion.inks(ofPixels: samples.flatMap { [$0[2], $0[1], $0[0], 255] })
    for (index, sample) in samples.enumerated() {
      let color = Color(red: Double(sample[0]) / 255, green: Double(sample[1]) / 255, blue: Double(sample[2]) / 255)
      let own = inks[4 * index..<4 * index + 4].map { Double($0) / 255 }
      #expect(own.reduce(0, +) <= 2.6 + 0.01)
      guard sample != [255, 255, 255] else {
        #expect(own == [0, 0, 0, 0])
        continue
      }
      for (a, b) in zip(own, conversion.ink(for: color).process.components) {
        #expect(abs(a - b) <= 2.6 / 100 + 2 / 255)
      }
    }
  }

  @Test("a picture without colour is one plate, and any colour in it is not")
  func blackPlate() throws {
    let conversion = try conversion()
    #expect(try #require(conversion.blackPlate(ofPixels: [0, 0, 0, 255, 255, 255, 255, 255])) == [0, 255])
    #expect(conversion.blackPlate(ofPixels: [0, 0, 0, 255, 255, 254, 255, 255]) == nil)
  }

  @Test("what is no profile of a press is refused with the reason")
  func refused() throws {
    let bytes = try profile().bytes
    #expect(throws: PressColorError.damaged) { try PressProfile([]) }
    #expect(throws: PressColorError.damaged) { try PressProfile(Array("not a profile".utf8)) }
    #expect(throws: PressColorError.damaged) { try PressProfile(Array(bytes.prefix(bytes.count / 2))) }
    let screen = try Data(contentsOf: URL(filePath: "/usr/share/color/icc/ghostscript/srgb.icc"))
    #expect(throws: PressColorError.notCMYK(space: "RGB")) { try PressProfile(Array(screen)) }
    var link = bytes
    link.replaceSubrange(12..<16, with: Array("scnr".utf8))
    #expect(throws: PressColorError.notForPrinting) { try PressProfile(link) }
    var hollow = bytes
    // Without the tables from and to colours nothing can be converted.
    for at in stride(from: 132, to: 400, by: 4)
    where ["A2B", "B2A"].contains(String(decoding: bytes[at..<at + 3], as: UTF8.self)) {
      hollow[at] = UInt8(ascii: "z")
    }
    #expect(throws: PressColorError.unusable) { try PressProfile(hollow) }
  }

  @Test("damaged profiles are refused or used, and never crash")
  func fuzz() throws {
    let bytes = try profile().bytes
    var random = SystemRandom(seed: 7)
    for _ in 0..<60 {
      var damaged = bytes
      for _ in 0..<20 { damaged[Int(random.next() % 4_000)] = UInt8(truncatingIfNeeded: random.next()) }
      if let profile = try? PressProfile(damaged), let conversion = try? PressConversion(profile) {
        #expect(conversion.inks(ofPixels: [1, 2, 3, 255]).count == 4)
      }
    }
  }
}

/// The same numbers at each run.
private struct SystemRandom {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state >> 33
  }
}
