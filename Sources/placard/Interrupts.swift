import ArgumentParser
import Batch
import Dispatch
import Foundation

/// Turns Ctrl-C, and the system's wish that the program ends, into a stop of the run: what is whole stays, what is half
/// done is dropped, and the manifest is written. A second one ends the program at once.
struct Interrupts {
  let stop = StopSignal()
  private let sources: [any DispatchSourceSignal]

  /// - Parameter onStop: Called once with the signal, on a thread of the system's.
  init(_ onStop: @escaping @Sendable (Int32) -> Void = { _ in }) {
    let stop = stop
    sources = [SIGINT, SIGTERM].map { number in
      // Without this, the system would end the program before the source hears of it.
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInteractive))
      source.setEventHandler {
        if !stop.request(number) { _exit(128 + number) }
        onStop(number)
      }
      source.resume()
      return source
    }
  }

  /// Ends the command where a signal has come: what went wrong since then went wrong because of it.
  func endIfRequested() throws {
    if let signal = stop.signal { throw ExitCode(128 + signal) }
  }
}
