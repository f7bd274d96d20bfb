import Foundation
import TestSupport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Headless Chromium, driven over the DevTools protocol through a pipe: messages are JSON, each ended by a zero byte.
///
/// One thread uses it: a message is sent, and what comes back is read until its answer is there.
final class Browser {
  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  private let profile = TemporaryFolder()
  private var process: pid_t = 0
  private var toBrowser: Int32 = -1
  private var fromBrowser: Int32 = -1
  private var received = Data()
  private var lastID = 0
  private var session: String?
  /// What the page complained of: exceptions, and what its policy or the network refused.
  private(set) var complaints: [String] = []

  /// Where Chromium is; `nil` where there is none.
  static let executable: String? = {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let places = folders.flatMap { folder in names.map { folder + "/" + $0 } }
    let applications = ["Chromium", "Google Chrome"].map { "/Applications/\($0).app/Contents/MacOS/\($0)" }
    return (places + applications).first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  init(width: Int = 1280, height: Int = 800, density: Double = 1) throws {
    guard let executable = Self.executable else { throw Failure(description: "no Chromium is installed") }
    try start(executable)
    let target = try send("Target.createTarget", ["url": "about:blank"])["targetId"] as? String ?? ""
    session = try send("Target.attachToTarget", ["targetId": target, "flatten": true])["sessionId"] as? String
    for domain in ["Page", "Runtime", "Log", "DOM", "Accessibility"] { try send(domain + ".enable") }
    try setWindow(width: width, height: height, density: density)
  }

  deinit {
    close(toBrowser)
    close(fromBrowser)
    guard process > 0 else { return }
    kill(process, SIGTERM)
    var status: Int32 = 0
    for _ in 0..<250 where waitpid(process, &status, WNOHANG) == 0 { usleep(20_000) }
    if waitpid(process, &status, WNOHANG) == 0 {
      kill(process, SIGKILL)
      waitpid(process, &status, 0)
    }
  }

  // MARK: The process

  private func start(_ executable: String) throws {
    let (commands, answers) = (try Self.pipe(), try Self.pipe())
    // Chromium's own sandbox cannot be used by root, as in containers; what it opens is this test's own page.
    var arguments = [executable, "--headless=new", "--remote-debugging-pipe", "--user-data-dir=" + profile.path]
    arguments += ["--no-first-run", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"]
    arguments += ["--force-color-profile=srgb", "--lang=en"] + (getuid() == 0 ? ["--no-sandbox"] : [])
    #if canImport(Glibc)
      var actions = posix_spawn_file_actions_t()
    #else
      var actions: posix_spawn_file_actions_t?
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    // Where Chromium expects them; both ends are above 9, so neither is in the other's way.
    posix_spawn_file_actions_adddup2(&actions, commands.read, 3)
    posix_spawn_file_actions_adddup2(&actions, answers.write, 4)
    var words = arguments.map { strdup($0) }
    defer { for word in words { free(word) } }
    words.append(nil)
    var environment = ProcessInfo.processInfo.environment.map { strdup("\($0.key)=\($0.value)") }
    defer { for variable in environment { free(variable) } }
    environment.append(nil)
    var started: pid_t = 0
    let code = posix_spawn(&started, executable, &actions, nil, words, environment)
    close(commands.read)
    close(answers.write)
    (toBrowser, fromBrowser) = (commands.write, answers.read)
    guard code == 0 else {
      throw Failure(description: "Chromium cannot be started: \(String(cString: strerror(code)))")
    }
    process = started
  }

  private static func pipe() throws -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    #if canImport(Glibc)
      let code = Glibc.pipe(&ends)
    #else
      let code = Darwin.pipe(&ends)
    #endif
    guard code == 0 else { throw Failure(description: "there is no pipe: \(String(cString: strerror(errno)))") }
    let high = ends.map { fcntl($0, F_DUPFD_CLOEXEC, 10) }
    for end in ends { close(end) }
    guard high.allSatisfy({ $0 >= 10 }) else { throw Failure(description: "there is no pipe") }
    return (high[0], high[1])
  }

  // MARK: Messages

  /// Sends a command and waits for its answer.
  @discardableResult
  func send(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
    lastID += 1
    var message: [String: Any] = ["id": lastID, "method": method, "params": parameters]
    if let session { message["sessionId"] = session }
    var bytes = try JSONSerialization.data(withJSONObject: message)
    bytes.append(0)
    try bytes.withUnsafeBytes { buffer in
      var sent = 0
      while sent < buffer.count {
        let count = write(toBrowser, buffer.baseAddress?.advanced(by: sent), buffer.count - sent)
        guard count > 0 else { throw Failure(description: "Chromium has gone (\(method))") }
        sent += count
      }
    }
    while true {
      let answer = try next(method)
      guard let id = answer["id"] as? Int else {
        note(answer)
        continue
      }
      guard id == lastID else { continue }
      if let error = answer["error"] { throw Failure(description: "\(method): \(error)") }
      return answer["result"] as? [String: Any] ?? [:]
    }
  }

  private func next(_ method: String) throws -> [String: Any] {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      if let end = received.firstIndex(of: 0) {
        let message = received[received.startIndex..<end]
        received = Data(received[(end + 1)...])
        return try JSONSerialization.jsonObject(with: Data(message)) as? [String: Any] ?? [:]
      }
      var waiting = pollfd(fd: fromBrowser, events: Int16(POLLIN), revents: 0)
      guard poll(&waiting, 1, 30_000) > 0 else { throw Failure(description: "Chromium does not answer (\(method))") }
      let count = read(fromBrowser, &buffer, buffer.count)
      guard count > 0 else { throw Failure(description: "Chromium has gone (\(method))") }
      received.append(contentsOf: buffer[..<count])
    }
  }

  private func note(_ event: [String: Any]) {
    let parameters = event["params"] as? [String: Any] ?? [:]
    switch event["method"] as? String {
    case "Runtime.exceptionThrown":
      let details = parameters["exceptionDetails"] as? [String: Any]
      let exception = details?["exception"] as? [String: Any]
      complaints.append("\(exception?["description"] ?? details?["text"] ?? "exception")")
    case "Log.entryAdded":
      let entry = parameters["entry"] as? [String: Any]
      // A server that is away, and refusals of the server, are for the page to show.
      guard entry?["level"] as? String == "error", entry?["source"] as? String != "network" else { return }
      complaints.append("\(entry?["text"] ?? "")")
    default: break
    }
  }

  // MARK: The page

  func setWindow(width: Int, height: Int, density: Double = 1, isDark: Bool = false) throws {
    try send(
      "Emulation.setDeviceMetricsOverride",
      ["width": width, "height": height, "deviceScaleFactor": density, "mobile": false])
    let scheme = ["name": "prefers-color-scheme", "value": isDark ? "dark" : "light"]
    // Animations end at once, so that pictures of the page are the same.
    let calm = ["name": "prefers-reduced-motion", "value": "reduce"]
    try send("Emulation.setEmulatedMedia", ["features": [scheme, calm]])
  }

  /// Opens an address, and waits until all pictures in the window are there.
  func open(_ address: String) throws {
    // A page may write its address anew before it is looked at, so the address does not tell that it is there.
    _ = try value("window.isLeft = true")
    try send("Page.navigate", ["url": address])
    try wait(for: "the page at \(address)", "!window.isLeft && document.readyState === 'complete'")
    try waitForPictures()
  }

  func waitForPictures() throws {
    try wait(
      for: "the pictures in the window",
      """
      document.querySelector('main > :not(.waiting)') && [...document.querySelectorAll('.picture:not(.is-empty)')].every(picture => {
        const { top, bottom, width } = picture.getBoundingClientRect();
        return bottom <= 0 || top >= innerHeight || width === 0 || picture.querySelector('img') || picture.classList.contains('is-missing');
      })
      """)
  }

  /// The value of an expression, which may be a promise.
  @discardableResult
  func value(_ expression: String) throws -> Any? {
    let answer = try send(
      "Runtime.evaluate", ["expression": expression, "awaitPromise": true, "returnByValue": true, "userGesture": true])
    if let details = answer["exceptionDetails"] as? [String: Any] {
      let exception = details["exception"] as? [String: Any]
      throw Failure(description: "\(exception?["description"] ?? details["text"] ?? "exception") in \(expression)")
    }
    return (answer["result"] as? [String: Any])?["value"]
  }

  func text(_ expression: String) throws -> String { try value(expression) as? String ?? "" }
  func number(_ expression: String) throws -> Double { (try value(expression) as? NSNumber)?.doubleValue ?? .nan }
  func list(_ expression: String) throws -> [String] { try value(expression) as? [String] ?? [] }

  /// Waits until an expression holds.
  func wait(for what: String, _ expression: String) throws {
    let end = ContinuousClock.now.advanced(by: .seconds(20))
    while ContinuousClock.now < end {
      // Between two pages there is none to ask.
      if (try? value("Boolean(\(expression))")) as? Bool == true { return }
      usleep(20_000)
    }
    let focus = (try? text("document.activeElement.outerHTML.slice(0, 200)")) ?? ""
    throw Failure(description: "waited in vain for \(what); the focus is on \(focus); complaints: \(complaints)")
  }

  /// A text as JavaScript writes it.
  static func literal(_ text: String) -> String {
    let data = try? JSONSerialization.data(withJSONObject: [text])
    return String(String(decoding: data ?? Data("[\"\"]".utf8), as: UTF8.self).dropFirst().dropLast())
  }

  // MARK: Hands

  /// Clicks in the middle of an element, or at a share of its width and height.
  func click(_ selector: String, at share: (Double, Double) = (0.5, 0.5), count: Int = 1) throws {
    let place = try value(
      """
      (() => {
        const element = document.querySelector(\(Self.literal(selector)));
        element.scrollIntoView({ block: 'nearest', inline: 'nearest' });
        const { x, y, width, height } = element.getBoundingClientRect();
        return [x + width * \(share.0), y + height * \(share.1)];
      })()
      """)
    let point = place as? [Double] ?? []
    guard point.count == 2 else { throw Failure(description: "there is no \(selector)") }
    for click in 1...count {
      for type in ["mouseMoved", "mousePressed", "mouseReleased"] {
        try send(
          "Input.dispatchMouseEvent",
          [
            "type": type, "x": point[0], "y": point[1], "button": type == "mouseMoved" ? "none" : "left",
            "clickCount": click,
          ])
      }
    }
  }

  /// Presses a key: `Tab`, `Enter`, `Escape`, an arrow, or a letter.
  func press(_ key: String, shift: Bool = false) throws {
    let codes = [
      "Tab": 9, "Enter": 13, "Escape": 27, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40, " ": 32,
    ]
    var event: [String: Any] = [
      "key": key, "code": key.count == 1 ? "" : key, "windowsVirtualKeyCode": codes[key] ?? 0,
      "modifiers": shift ? 8 : 0,
    ]
    if key.count == 1 || key == "Enter" { event["text"] = key == "Enter" ? "\r" : key }
    event["type"] = "keyDown"
    try send("Input.dispatchKeyEvent", event)
    event["type"] = "keyUp"
    try send("Input.dispatchKeyEvent", event)
  }

  /// Types into what has the focus.
  func type(_ text: String) throws { try send("Input.insertText", ["text": text]) }

  /// What assistive technology is given.
  func accessibilityTree() throws -> [[String: Any]] {
    try send("Accessibility.getFullAXTree")["nodes"] as? [[String: Any]] ?? []
  }

  /// A picture of the window, PNG.
  func screenshot() throws -> Data {
    let answer = try send("Page.captureScreenshot", ["format": "png"])
    return Data(base64Encoded: answer["data"] as? String ?? "") ?? Data()
  }
}
