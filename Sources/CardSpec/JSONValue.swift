import Diagnostics

/// A JSON value that knows where it stands: file, line, column, and its path in the document.
public struct JSONValue: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object(JSONObject)
  }

  public var kind: Kind
  public var location: SourceLocation
  /// For instance `layout.children[2].fontSize`; empty for the document itself.
  public var path: String

  public init(_ kind: Kind, at location: SourceLocation, path: String) {
    self.kind = kind
    self.location = location
    self.path = path
  }

  public var string: String? { if case .string(let value) = kind { value } else { nil } }
  public var number: Double? { if case .number(let value) = kind { value } else { nil } }
  public var bool: Bool? { if case .bool(let value) = kind { value } else { nil } }
  public var array: [JSONValue]? { if case .array(let value) = kind { value } else { nil } }
  public var object: JSONObject? { if case .object(let value) = kind { value } else { nil } }

  /// The member of an object, `nil` where this is no object or has no such key.
  public subscript(key: String) -> JSONValue? { object?[key] }
}

/// The members of a JSON object in the order of the file. Keys are unique; the parser refuses doubles.
public struct JSONObject: Sendable, Hashable {
  public struct Member: Sendable, Hashable {
    public var key: String
    public var keyLocation: SourceLocation
    public var value: JSONValue

    public init(key: String, keyLocation: SourceLocation, value: JSONValue) {
      self.key = key
      self.keyLocation = keyLocation
      self.value = value
    }
  }

  public private(set) var members: [Member]
  /// Places by key; `nil` where there are so few members that looking at each is as quick and needs no memory.
  private var indices: [String: Int]?
  private static let few = 12

  public init(_ members: [Member] = []) {
    self.members = members
    if members.count > Self.few { index() }
  }

  private mutating func index() {
    indices = Dictionary(members.enumerated().map { ($1.key, $0) }, uniquingKeysWith: { first, _ in first })
  }

  private func place(of key: String) -> Int? {
    if let indices { return indices[key] }
    return members.firstIndex { $0.key == key }
  }

  private mutating func append(_ member: Member) {
    members.append(member)
    if indices != nil {
      indices?[member.key] = members.count - 1
    } else if members.count > Self.few {
      index()
    }
  }

  public var keys: [String] { members.map(\.key) }
  public func member(_ key: String) -> Member? { place(of: key).map { members[$0] } }

  /// Sets a member with its own place, at the place of an earlier one of the same key.
  public mutating func set(_ member: Member) {
    if let index = place(of: member.key) {
      members[index] = member
    } else {
      append(member)
    }
  }

  /// Setting a new key appends it; setting `nil` removes it.
  public subscript(key: String) -> JSONValue? {
    get { place(of: key).map { members[$0].value } }
    set {
      if let newValue, let index = place(of: key) {
        members[index].value = newValue
      } else if let newValue {
        append(Member(key: key, keyLocation: newValue.location, value: newValue))
      } else if place(of: key) != nil {
        self = JSONObject(members.filter { $0.key != key })
      }
    }
  }
}
