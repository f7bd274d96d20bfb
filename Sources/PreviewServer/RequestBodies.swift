import Foundation
import Hummingbird
import Localization
import Preview

/// What a page sends to try or save.
struct EditsBody: Decodable {
  struct Edit: Decodable {
    var file: String
    var pointer: String
    var value: Scalar
    var expected: Scalar?
  }

  struct Pseudo: Decodable {
    var expand: Double?
    var accents: Bool?
    var direction: String?
  }

  var edits: [Edit]?
  var pseudo: Pseudo?

  /// A text or a number.
  enum Scalar: Decodable {
    case text(String)
    case number(Double)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        self = .text(text)
      } else {
        self = .number(try container.decode(Double.self))
      }
    }

    var value: SpecEdit.Value {
      switch self {
      case .text(let text): .text(text)
      case .number(let number):
        .number(number == number.rounded() && abs(number) < 1e15 ? String(Int(number)) : String(number))
      }
    }
  }

  func specEdits() throws(Refusal) -> [SpecEdit] {
    let edits = edits ?? []
    guard edits.count <= Trial.mostEdits else {
      throw Refusal(.contentTooLarge, "too-large", "at most \(Trial.mostEdits) edits are tried or saved at once")
    }
    return edits.map {
      SpecEdit(file: $0.file, pointer: $0.pointer, value: $0.value.value, expected: $0.expected?.value)
    }
  }

  func pseudoLanguage() throws(Refusal) -> PseudoLanguage? {
    guard let pseudo else { return nil }
    guard (0...2).contains(pseudo.expand ?? 0) else { throw .badRequest("`expand` is a number from 0 to 2") }
    let direction: WritingDirection? =
      switch pseudo.direction {
      case nil: nil
      case "ltr": .leftToRight
      case "rtl": .rightToLeft
      default: throw .badRequest("`direction` is \"ltr\" or \"rtl\"")
      }
    return PseudoLanguage(expansion: pseudo.expand ?? 0, accents: pseudo.accents ?? false, direction: direction)
  }
}

/// What a page sends to compare with.
struct ReviewBody: Decodable {
  var git: String?
  var folder: String?
}

extension Request {
  /// Bounds what a page may send, bytes.
  static let largestBody = 256 << 10

  /// The body as JSON. That it must be called JSON keeps forms of other sites out, which cannot do so.
  func json<Value: Decodable>(_ type: Value.Type) async throws -> Value {
    let kind = headers[.contentType]?.split(separator: ";").first.map { $0.lowercased().filter { $0 != " " } }
    guard kind == "application/json" else {
      throw Refusal(
        .unsupportedMediaType, "wrong-type", "what is sent here is JSON", help: "Content-Type: application/json")
    }
    if let length = headers[.contentLength].flatMap({ Int($0) }), length > Self.largestBody { throw Self.tooLarge }
    var bytes: [UInt8] = []
    for try await part in body {
      bytes += Array(part.readableBytesView)
      guard bytes.count <= Self.largestBody else { throw Self.tooLarge }
    }
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch {
      throw Refusal.badRequest("this is not the JSON that belongs here")
    }
  }

  private static var tooLarge: Refusal {
    Refusal(.contentTooLarge, "too-large", "at most \(largestBody / 1024) KB may be sent")
  }
}
