import Foundation
import PDFSyntax

/// A function (ISO 32000-1 §7.10): numbers to numbers.
indirect enum PDFFunction: Sendable {
  case sampled(Sampled)
  case exponential(from: [Double], to: [Double], exponent: Double)
  case stitching([PDFFunction], bounds: [Double], encode: [Double], domain: ClosedRange<Double>)
  case calculator(PostScriptCalculator, range: [Double])
  /// One function for each result.
  case parallel([PDFFunction])

  struct Sampled: Sendable {
    var domain: [Double]
    var range: [Double]
    var sizes: [Int]
    var encode: [Double]
    var decode: [Double]
    var bits: Int
    var samples: [UInt8]
  }

  private static let deepest = 16
  private static let mostBytes = 16 * 1_048_576

  /// - Returns: `nil` if it is none, or cannot be read.
  init?(_ object: PDFObject, in file: QPDFFile, depth: Int = 0) {
    guard depth < Self.deepest else { return nil }
    if file.kind(of: object) == .array {
      let parts = file.items(of: object).prefix(32).map { PDFFunction($0, in: file, depth: depth + 1) }
      guard !parts.isEmpty, !parts.contains(where: { $0 == nil }) else { return nil }
      self = .parallel(parts.compactMap(\.self))
      return
    }
    let domain = file.numbers(file.entry("/Domain", of: object)) ?? [0, 1]
    let range = file.numbers(file.entry("/Range", of: object)) ?? []
    switch file.integer(file.entry("/FunctionType", of: object)) {
    case 0: self.init(sampled: object, domain, range, file)
    case 2:
      self = .exponential(
        from: file.numbers(file.entry("/C0", of: object)) ?? [0],
        to: file.numbers(file.entry("/C1", of: object)) ?? [1],
        exponent: file.number(file.entry("/N", of: object)) ?? 1)
    case 3:
      let parts = file.entry("/Functions", of: object).map(file.items)?.prefix(1024) ?? []
      let functions = parts.compactMap { PDFFunction($0, in: file, depth: depth + 1) }
      guard let bounds = file.numbers(file.entry("/Bounds", of: object)), !functions.isEmpty,
        functions.count == parts.count, bounds.count == functions.count - 1, domain.count == 2, domain[0] <= domain[1]
      else { return nil }
      self = .stitching(
        functions, bounds: bounds, encode: file.numbers(file.entry("/Encode", of: object)) ?? [],
        domain: domain[0]...domain[1])
    case 4:
      guard let code = try? file.data(of: object, atMost: Self.mostBytes), let program = PostScriptCalculator(code)
      else { return nil }
      self = .calculator(program, range: range)
    default: return nil
    }
  }

  private init?(sampled object: PDFObject, _ domain: [Double], _ range: [Double], _ file: QPDFFile) {
    guard let sizes = file.numbers(file.entry("/Size", of: object))?.compactMap({ Int(exactly: $0) }),
      let bits = file.integer(file.entry("/BitsPerSample", of: object)), [1, 2, 4, 8, 12, 16, 24, 32].contains(bits),
      !sizes.isEmpty, sizes.count <= 8, sizes.allSatisfy({ $0 > 0 && $0 < 65_536 }), domain.count == 2 * sizes.count,
      !range.isEmpty, range.count % 2 == 0, let samples = try? file.data(of: object, atMost: Self.mostBytes)
    else { return nil }
    let plain = sizes.flatMap { (size: Int) -> [Double] in [0, Double(size - 1)] }
    let encode = file.numbers(file.entry("/Encode", of: object)) ?? plain
    let decode = file.numbers(file.entry("/Decode", of: object)) ?? range
    guard encode.count == domain.count, decode.count == range.count else { return nil }
    self = .sampled(
      Sampled(domain: domain, range: range, sizes: sizes, encode: encode, decode: decode, bits: bits, samples: samples))
  }

  func callAsFunction(_ input: [Double]) -> [Double] {
    let x = input.first ?? 0
    switch self {
    case .sampled(let table): return table.value(at: input)
    case .exponential(let from, let to, let exponent):
      let power = exponent == 1 ? x : pow(x, exponent)
      return zip(from, to).map { $0 + power * ($1 - $0) }
    case .stitching(let parts, let bounds, let encode, let domain):
      let x = min(max(x, domain.lowerBound), domain.upperBound)
      let index = bounds.firstIndex { x < $0 } ?? parts.count - 1
      let low = index == 0 ? domain.lowerBound : bounds[index - 1]
      let high = index == bounds.count ? domain.upperBound : bounds[index]
      let ends = encode.count >= 2 * index + 2 ? (encode[2 * index], encode[2 * index + 1]) : (0, 1)
      let share = high > low ? (x - low) / (high - low) : 0
      return parts[index]([ends.0 + share * (ends.1 - ends.0)])
    case .calculator(let program, let range):
      let result = program.run(input) ?? []
      return result.suffix(range.count / 2).enumerated().map { index, value in
        min(max(value, range[2 * index]), max(range[2 * index], range[2 * index + 1]))
      }
    case .parallel(let parts): return parts.map { $0(input).first ?? 0 }
    }
  }
}

extension PDFFunction.Sampled {
  /// The nearest sample. Between samples values lie between those of samples, so the largest is always one of them.
  func value(at input: [Double]) -> [Double] {
    var place = 0
    var stride = 1
    for (index, size) in sizes.enumerated() {
      let (low, high) = (domain[2 * index], domain[2 * index + 1])
      let x = index < input.count && input[index].isFinite ? min(max(input[index], low), max(low, high)) : low
      let share = high > low ? (x - low) / (high - low) : 0
      let encoded = encode[2 * index] + share * (encode[2 * index + 1] - encode[2 * index])
      let nearest = encoded.isFinite ? Int(min(max(encoded.rounded(), 0), Double(size - 1))) : 0
      place += nearest * stride
      stride = stride.multipliedReportingOverflow(by: size).partialValue
    }
    let count = range.count / 2
    let largest = Double(UInt64(1) << UInt64(bits) - 1)
    return (0..<count).map { output in
      let sample = Double(BitReader.value(samples, at: (place &* count &+ output) &* bits, count: bits)) / largest
      return decode[2 * output] + sample * (decode[2 * output + 1] - decode[2 * output])
    }
  }
}

/// Numbers of any width in a row of bits, the highest bit first.
struct BitReader {
  private let bytes: [UInt8]
  private(set) var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func has(_ count: Int) -> Bool { position + count <= bytes.count * 8 }

  mutating func next(_ count: Int) -> UInt64 {
    defer { position += count }
    return Self.value(bytes, at: position, count: count)
  }

  mutating func align() { position = (position + 7) / 8 * 8 }

  /// Bits beyond the end are zero.
  static func value(_ bytes: [UInt8], at bit: Int, count: Int) -> UInt64 {
    guard bit >= 0 else { return 0 }
    var result: UInt64 = 0
    for index in bit..<bit + count {
      let byte = index >> 3
      let value = byte < bytes.count ? bytes[byte] >> UInt8(7 - index & 7) & 1 : 0
      result = result << 1 | UInt64(value)
    }
    return result
  }
}
