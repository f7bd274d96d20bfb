#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where a preview listens, and by which names it may be asked for.
public struct ServerAddress: Sendable, Hashable {
  /// A name or an IP address.
  public var host: String
  /// 0 takes any that is free.
  public var port: Int

  public static let standardPort = 4117

  public init(host: String = "127.0.0.1", port: Int = ServerAddress.standardPort) {
    self.host = host
    self.port = port
  }

  /// Whether only programs of this computer can reach it.
  public var isLoopback: Bool {
    let name = host.lowercased()
    return name == "localhost" || name == "::1" || Self.isIPv4(name) && name.hasPrefix("127.")
  }

  /// The address that a browser of this computer opens.
  public func url(port: Int, path: String = "/") -> String {
    let name = ["0.0.0.0", "::"].contains(host) ? "127.0.0.1" : host.contains(":") ? "[\(host)]" : host
    return "http://\(name):\(port)\(path)"
  }

  /// Whether a request may name the server so. A page of elsewhere can make its own name lead here (DNS rebinding), but
  /// neither an IP address nor the names that lead here anyway.
  func answers(to authority: String, port: Int) -> Bool {
    guard let (name, named) = Self.split(authority), named == port || named == nil && port == 80 else { return false }
    if ["localhost", "127.0.0.1", "::1", host.lowercased()].contains(name) { return true }
    return !isLoopback && (Self.isIPv4(name) || Self.isIPv6(name))
  }

  /// The host, in lower case and without brackets, and the port of `host:port`.
  private static func split(_ authority: String) -> (name: String, port: Int?)? {
    let text = authority.lowercased()
    var name = Substring(text)
    var port: Int?
    if let colon = text.lastIndex(of: ":"), !text.hasSuffix("]"), text.hasPrefix("[") || text.count(of: ":") == 1 {
      let digits = text[text.index(after: colon)...]
      guard let number = Int(digits), digits.allSatisfy(\.isASCII), digits.allSatisfy(\.isNumber),
        (1...65535).contains(number)
      else { return nil }
      port = number
      name = text[..<colon]
    }
    if name.hasPrefix("["), name.hasSuffix("]") {
      name = name.dropFirst().dropLast()
      guard isIPv6(String(name)) else { return nil }
    } else if name.contains(":") {
      return nil
    }
    return name.isEmpty ? nil : (String(name), port)
  }

  private static func isIPv4(_ text: String) -> Bool {
    var address = in_addr()
    // Safe: the call writes to the structure alone.
    return inet_pton(AF_INET, text, &address) == 1
  }

  private static func isIPv6(_ text: String) -> Bool {
    var address = in6_addr()
    // Safe: as above.
    return inet_pton(AF_INET6, text, &address) == 1
  }

  /// Why nobody can listen here: the system's number of the error; `nil` where one can.
  func obstacle() -> Int32? {
    var hints = addrinfo()
    hints.ai_flags = AI_PASSIVE
    #if canImport(Glibc)
      hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #else
      hints.ai_socktype = SOCK_STREAM
    #endif
    var list: UnsafeMutablePointer<addrinfo>?
    // Safe: the list is freed after its last use.
    guard getaddrinfo(host, String(port), &hints, &list) == 0, let first = list else { return EADDRNOTAVAIL }
    defer { freeaddrinfo(first) }
    let info = first.pointee
    let descriptor = socket(info.ai_family, info.ai_socktype, info.ai_protocol)
    guard descriptor >= 0 else { return errno }
    defer { close(descriptor) }
    var yes: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    guard bind(descriptor, info.ai_addr, info.ai_addrlen) == 0, listen(descriptor, 1) == 0 else { return errno }
    return nil
  }
}

extension String {
  fileprivate func count(of character: Character) -> Int { count { $0 == character } }
}
