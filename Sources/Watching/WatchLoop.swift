#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the watching thread does: waits for the kernel, or for the clock, and tells what has changed.
///
/// The kernel names the files that are written to. Where folders or links come and go, or events were lost, everything is
/// read again and compared, which finds the files in them. Systems without `inotify`, and users who may watch no more
/// folders, get the comparison alone, ten times a second.
final class WatchLoop {
  private static let pollInterval = Duration.milliseconds(100)
  /// How often the places themselves are looked at: a folder does not learn that one above it was renamed.
  private static let rootInterval = Duration.seconds(1)

  private let state: WatchState
  private var wish: WatchState.Wish
  private var settling: Settling
  private var snapshot = FolderSnapshot()
  #if os(Linux)
    private var queue: InotifyQueue?
  #endif

  init(_ state: WatchState, quiet: Duration, usesKernel: Bool) {
    self.state = state
    wish = state.current()
    settling = Settling(quiet: quiet, patience: .milliseconds(250))
    #if os(Linux)
      queue = usesKernel ? InotifyQueue() : nil
    #endif
  }

  /// Begins to watch.
  func start() { snapshot = read() }

  func run() {
    while !wish.hasEnded {
      wait()
      followWish()
      let now = ContinuousClock.now
      handleEvents(now)
      if isPolling || snapshot.hasOtherRoots(wish.places) { compare(now) }
      if let paths = settling.take(at: .now) { state.tell(paths) }
    }
  }

  private var isPolling: Bool {
    #if os(Linux)
      queue == nil
    #else
      true
    #endif
  }

  // MARK: Waiting

  private func wait() {
    var longest = isPolling || snapshot.isMissing(wish.places) ? Self.pollInterval : Self.rootInterval
    if let deadline = settling.deadline { longest = min(longest, max(.zero, deadline - .now)) }
    // Rounded up, or the loop would turn idly until the deadline.
    let (seconds, attoseconds) = longest.components
    let milliseconds = Int32(clamping: seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
    var descriptors = [pollfd(fd: state.wakeDescriptor, events: Int16(POLLIN), revents: 0)]
    #if os(Linux)
      if let queue { descriptors.append(pollfd(fd: queue.descriptor, events: Int16(POLLIN), revents: 0)) }
    #endif
    // Safe: the array has as many elements as is said. Interrupted, it only comes back early.
    _ = poll(&descriptors, nfds_t(descriptors.count), milliseconds)
    state.clearWake()
  }

  private func followWish() {
    let now = state.current()
    guard now.version != wish.version || now.hasEnded else { return }
    let isOther = now.version != wish.version
    wish = now
    if isOther, !now.hasEnded { snapshot = read() }
  }

  // MARK: Events

  private func handleEvents(_ now: Settling.Instant) {
    #if os(Linux)
      guard let queue else { return }
      var mustCompare = false
      for event in queue.events() where !handle(event, now) { mustCompare = true }
      if mustCompare { compare(now) }
    #endif
  }

  #if os(Linux)
    /// - Returns: `false` where only a comparison can tell what happened.
    private func handle(_ event: InotifyQueue.Event, _ now: Settling.Instant) -> Bool {
      guard let folder = event.folder, !event.has(IN_DELETE_SELF), !event.has(IN_MOVE_SELF), !event.has(IN_UNMOUNT)
      else { return false }
      guard !event.name.isEmpty, let wanted = snapshot.folders[folder] else { return true }
      if let wanted {
        guard wanted.contains(event.name) else { return true }
      } else if event.name.hasPrefix(".") {
        return true
      }
      if event.has(IN_ISDIR) { return !(event.has(IN_CREATE) || event.has(IN_DELETE) || hasMoved(event)) }
      let path = FolderSnapshot.joined(folder, event.name)
      let before = snapshot.files[path]
      snapshot.refresh(path)
      let after = snapshot.files[path]
      settling.note(path, isWhole: isWhole(event, after), at: now)
      return before?.kind != .link && after?.kind != .link
    }

    private func hasMoved(_ event: InotifyQueue.Event) -> Bool { event.has(IN_MOVED_FROM) || event.has(IN_MOVED_TO) }

    /// Whether nobody is still writing: who makes or changes a file closes it in the end; who links or renames it does
    /// not open it.
    private func isWhole(_ event: InotifyQueue.Event, _ file: EntryStamp?) -> Bool {
      guard let file, file.kind == .file else { return true }
      if event.has(IN_MODIFY) { return false }
      return !event.has(IN_CREATE) || file.names > 1
    }
  #endif

  // MARK: Comparing

  private func compare(_ now: Settling.Instant) {
    let fresh = read()
    for path in fresh.differences(from: snapshot) { settling.note(path, isWhole: true, at: now) }
    snapshot = fresh
  }

  /// Reads all places, and sees to it that the kernel watches each folder before it was read.
  private func read() -> FolderSnapshot {
    var fresh = FolderSnapshot(wish.places, excluding: wish.excluded)
    #if os(Linux)
      // What is made in a folder after it was read and before it was watched is found by reading it again; folders made
      // meanwhile are few, and at last there are none.
      for _ in 0..<8 {
        guard let queue else { break }
        do throws(InotifyQueue.LimitReached) {
          guard try queue.watch(fresh.folders.keys) else { break }
          fresh = FolderSnapshot(wish.places, excluding: wish.excluded)
        } catch {
          self.queue = nil
        }
      }
    #endif
    return fresh
  }
}
