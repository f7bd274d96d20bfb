import Testing

@testable import PDFReading

@Suite("Functions of colours")
struct FunctionTests {
  @Test(
    "a calculator computes as PostScript does",
    arguments: [
      ("{ 2 mul 1 exch sub }", [0.25], [0.5]), ("{ dup 0.5 gt { pop 1 } { pop 0 } ifelse }", [0.7], [1]),
      ("{ 1 2 3 3 1 roll }", [], [3, 1, 2]), ("{ 1 2 3 3 -1 roll }", [], [2, 3, 1]),
      ("{ 5 6 1 index }", [], [5, 6, 5]),
      ("{ 7 2 idiv 7 2 mod }", [], [3, 1]), ("{ 1 2 2 copy }", [], [1, 2, 1, 2]), ("{ -1 abs 4 sqrt }", [], [1, 2]),
      ("{ 3 cvi 2.5 round -2.5 truncate }", [], [3, 3, -2]), ("{ true not 6 3 and 6 3 xor }", [], [0, 2, 5]),
      ("{ 1 0 div }", [], [0]), ("{ 0 1 atan }", [], [0]), ("{% a remark\n1 3 bitshift}", [], [8]),
    ] as [(String, [Double], [Double])])
  func calculator(program: String, input: [Double], output: [Double]) throws {
    let calculator = try #require(PostScriptCalculator(Array(program.utf8)))
    #expect(calculator.run(input) == output)
  }

  @Test(
    "programs that fail give nothing",
    arguments: ["{ add }", "{ pop }", "{ 1 -1 copy }", "{ 9 index }", "{ nonsense }", "{ { 1 } if }"])
  func failing(program: String) { #expect(PostScriptCalculator(Array(program.utf8))?.run([]) == nil) }

  @Test("what is no program is none", arguments: ["", "1", "{", "{ if }", String(repeating: "{", count: 1000)])
  func none(program: String) { #expect(PostScriptCalculator(Array(program.utf8)) == nil) }

  @Test("bits are read across bytes")
  func bits() {
    var reader = BitReader([0b1010_0101, 0b1100_0011])
    #expect([reader.next(3), reader.next(7), reader.next(6)] == [0b101, 0b0010111, 0b000011])
    #expect(!reader.has(1))
    #expect(reader.next(4) == 0)
  }

  @Test("the ink of pictures is that of their fullest pixel")
  func pictures() {
    let cmyk = ResolvedSpace(space: .deviceCMYK)
    func ink(_ space: ResolvedSpace, _ bits: Int, _ decode: [Double]?, _ bytes: [UInt8], width: Int = 2) -> Double? {
      PictureInk(space: space, width: width, height: 1, bits: bits, decode: decode).largest(bytes)?.rounded()
    }
    #expect(ink(cmyk, 8, nil, [255, 0, 0, 0, 255, 255, 0, 51]) == 220)
    #expect(ink(cmyk, 8, [1, 0, 1, 0, 1, 0, 1, 0], [255, 255, 255, 0, 255, 255, 255, 255]) == 100)
    #expect(ink(cmyk, 1, nil, [0b1000_1110]) == 300)
    #expect(ink(cmyk, 16, nil, [255, 255, 0, 0, 0, 0, 0, 0], width: 1) == 100)
    let palette = ResolvedSpace(space: .indexed(.deviceCMYK), palette: [0, 0, 0, 255, 255, 255, 255, 255])
    #expect(ink(palette, 4, nil, [0x00]) == 100)
    #expect(ink(palette, 4, nil, [0x01]) == 400)
    #expect(ink(ResolvedSpace(space: .deviceRGB), 8, nil, [0, 0, 0, 0, 0, 0]) == nil)
  }
}
