import Foundation

/// A function written in the PostScript subset of ISO 32000-1 §7.10.5. It has no loops, so it ends.
struct PostScriptCalculator: Sendable {
  private indirect enum Step: Sendable {
    case number(Double)
    case call(String)
    case choose([Step], [Step])
  }

  private let steps: [Step]

  private static let deepest = 32
  private static let most = 100_000

  init?(_ code: [UInt8]) {
    let text = String(decoding: code, as: UTF8.self)
    var words: [Substring] = []
    for line in text.split(whereSeparator: \.isNewline) {
      let plain = line.prefix { $0 != "%" }
      words += plain.replacing("{", with: " { ").replacing("}", with: " } ").split(whereSeparator: {
        $0.isWhitespace || $0 == "\0"
      }).map { Substring($0) }
      guard words.count <= Self.most else { return nil }
    }
    var index = 0
    guard words.first == "{", let steps = Self.block(words, &index, depth: 0) else { return nil }
    self.steps = steps
  }

  private static func block(_ words: [Substring], _ index: inout Int, depth: Int) -> [Step]? {
    guard depth < deepest else { return nil }
    index += 1
    var steps: [Step] = []
    var blocks: [[Step]] = []
    while index < words.count {
      let word = words[index]
      switch word {
      case "}":
        index += 1
        return steps
      case "{":
        guard let block = block(words, &index, depth: depth + 1) else { return nil }
        blocks.append(block)
        continue
      case "if":
        guard let then = blocks.popLast() else { return nil }
        steps.append(.choose(then, []))
      case "ifelse":
        guard let other = blocks.popLast(), let then = blocks.popLast() else { return nil }
        steps.append(.choose(then, other))
      default: steps.append(Double(word).map(Step.number) ?? .call(String(word)))
      }
      index += 1
    }
    return nil
  }

  /// - Returns: The stack at the end; `nil` where the program fails.
  func run(_ input: [Double]) -> [Double]? {
    var stack = input
    return Self.run(steps, &stack) ? stack : nil
  }

  private static func run(_ steps: [Step], _ stack: inout [Double]) -> Bool {
    for step in steps {
      switch step {
      case .number(let number): stack.append(number)
      case .choose(let then, let other):
        guard let condition = stack.popLast(), run(condition != 0 ? then : other, &stack) else { return false }
      case .call(let name): guard call(name, &stack), stack.count <= 1000 else { return false }
      }
    }
    return true
  }

  private static func call(_ name: String, _ stack: inout [Double]) -> Bool {
    switch name {
    case "true", "false": stack.append(name == "true" ? 1 : 0)
    case "pop": return stack.popLast() != nil
    case "dup":
      guard let top = stack.last else { return false }
      stack.append(top)
    case "exch":
      guard stack.count > 1 else { return false }
      stack.swapAt(stack.count - 1, stack.count - 2)
    case "copy":
      guard let count = whole(&stack), count >= 0, count <= stack.count else { return false }
      stack += stack.suffix(count)
    case "index":
      guard let place = whole(&stack), place >= 0, place < stack.count else { return false }
      stack.append(stack[stack.count - 1 - place])
    case "roll":
      guard let turns = whole(&stack), let count = whole(&stack), count >= 0, count <= stack.count else { return false }
      guard count > 0 else { return true }
      let part = Array(stack.suffix(count))
      let shift = ((turns % count) + count) % count
      stack.replaceSubrange(stack.count - count..<stack.count, with: part.suffix(shift) + part.prefix(count - shift))
    default:
      if let operation = unary(name) {
        guard let value = stack.popLast() else { return false }
        stack.append(operation(value))
      } else if let operation = binary(name) {
        guard let second = stack.popLast(), let first = stack.popLast() else { return false }
        stack.append(operation(first, second))
      } else {
        return false
      }
    }
    return true
  }

  private static func whole(_ stack: inout [Double]) -> Int? { stack.popLast().flatMap { Int(exactly: $0.rounded()) } }

  private static func unary(_ name: String) -> ((Double) -> Double)? {
    switch name {
    case "abs": { abs($0) }
    case "neg": { -$0 }
    case "ceiling": { $0.rounded(.up) }
    case "floor": { $0.rounded(.down) }
    case "round": { ($0 + 0.5).rounded(.down) }
    case "truncate", "cvi": { $0.rounded(.towardZero) }
    case "cvr": { $0 }
    case "sqrt": { $0 < 0 ? 0 : $0.squareRoot() }
    case "sin": { sin($0 * .pi / 180) }
    case "cos": { cos($0 * .pi / 180) }
    case "ln": { log($0) }
    case "log": { log10($0) }
    case "not": { $0 == 0 || $0 == 1 ? 1 - $0 : Double(~integer($0)) }
    default: nil
    }
  }

  private static func binary(_ name: String) -> ((Double, Double) -> Double)? {
    switch name {
    case "add": { $0 + $1 }
    case "sub": { $0 - $1 }
    case "mul": { $0 * $1 }
    case "div": { $1 == 0 ? 0 : $0 / $1 }
    case "idiv": { $1 == 0 ? 0 : ($0 / $1).rounded(.towardZero) }
    case "mod": { $1 == 0 ? 0 : fmod($0, $1) }
    case "exp": { pow($0, $1) }
    case "atan": { (atan2($0, $1) * 180 / .pi + 360).truncatingRemainder(dividingBy: 360) }
    case "eq": { $0 == $1 ? 1 : 0 }
    case "ne": { $0 != $1 ? 1 : 0 }
    case "gt": { $0 > $1 ? 1 : 0 }
    case "ge": { $0 >= $1 ? 1 : 0 }
    case "lt": { $0 < $1 ? 1 : 0 }
    case "le": { $0 <= $1 ? 1 : 0 }
    case "and": { Double(integer($0) & integer($1)) }
    case "or": { Double(integer($0) | integer($1)) }
    case "xor": { Double(integer($0) ^ integer($1)) }
    case "bitshift": { Double($1 >= 0 ? integer($0) << integer($1) : integer($0) >> -integer($1)) }
    default: nil
    }
  }

  private static func integer(_ value: Double) -> Int32 {
    value.isFinite ? Int32(min(max(value, Double(Int32.min)), Double(Int32.max))) : 0
  }
}
