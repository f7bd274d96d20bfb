import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Preview
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Serves a preview to browsers until its task is cancelled.
public struct PreviewServer: Sendable {
  private let session: PreviewSession
  private let address: ServerAddress
  private let page: PageFiles
  private let streams = StreamCount()

  private let connections = Connections()

  /// How many connections there may be at once, with those that are being answered. Others wait until one ends.
  private static let mostConnections = 4 * Connections.most
  /// How long one may ask for nothing.
  private static let idle = TimeAmount.seconds(30)

  public init(_ session: PreviewSession, at address: ServerAddress, page: PageFiles = .bundled) {
    self.session = session
    self.address = address
    self.page = page
  }

  /// Why a server could not listen.
  public enum Problem: Error, Sendable, Hashable {
    case portInUse
    case notPermitted
    /// The name or address is none of this computer's.
    case unknownHost
    case failed(String)
  }

  /// Ends the session, and waits until browsers have been told, or do not listen. The task of `run` is cancelled then.
  public func end(reason: String) async {
    await session.stop(reason: reason)
    let limit = ContinuousClock.now + .seconds(1)
    while !streams.isZero, ContinuousClock.now < limit { try? await Task.sleep(for: .milliseconds(5)) }
  }

  /// - Parameter onListening: Is given the port, once there.
  public func run(onListening: @escaping @Sendable (Int) async -> Void) async throws(Problem) {
    if let code = address.obstacle() { throw Self.problem(code) }
    // What comes before the port is known is refused.
    let box = PortBox()
    let router = Router(context: BasicRequestContext.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: Protection(address: address, port: box))
    PreviewRoutes(session: session, page: page, streams: streams).add(to: router)
    var logger = Logger(label: "preview") { _ in SwiftLogNoOpLogHandler() }
    logger.logLevel = .critical
    let application = Application(
      router: router,
      server: HTTPServerBuilder { [connections] in CountedHTTP(connections, idle: Self.idle, $0) },
      configuration: ApplicationConfiguration(
        address: .hostname(address.host, port: address.port),
        availableConnectionsDelegate: .maximum(Self.mostConnections, logger: logger)),
      onServerRunning: { channel in
        let found = channel.localAddress?.port ?? 0
        box.set(found)
        await onListening(found)
      }, logger: logger)
    do {
      try await application.run()
    } catch {
      if Task.isCancelled { return }
      throw address.obstacle().map(Self.problem) ?? .failed("\(error)")
    }
  }

  private static func problem(_ code: Int32) -> Problem {
    switch code {
    case EADDRINUSE: .portInUse
    case EACCES, EPERM: .notPermitted
    case EADDRNOTAVAIL: .unknownHost
    default: .failed(String(cString: strerror(code)))
    }
  }
}

/// The port that is listened at, once it is known.
final class PortBox: Sendable {
  private let port = Atomic<Int>(0)

  func set(_ value: Int) { port.store(value, ordering: .sequentiallyConsistent) }
  var value: Int { port.load(ordering: .sequentiallyConsistent) }
}

/// Refuses what is foreign, turns errors into words, and protects every answer.
private struct Protection: RouterMiddleware {
  let address: ServerAddress
  let port: PortBox

  func handle(
    _ request: Request, context: BasicRequestContext,
    next: (Request, BasicRequestContext) async throws -> Response
  ) async throws -> Response {
    var response: Response
    do {
      if let refusal = RequestGuard(address: address, port: port.value).refusal(request.head) { throw refusal }
      response = try await next(request, context)
    } catch let error as HTTPError where error.status == .notFound {
      response = Refusal.unknownPath.response
    } catch {
      response = Refusal.of(error).response
    }
    for field in HTTPFields.protective where response.headers[field.name] == nil { response.headers.append(field) }
    return response
  }
}
