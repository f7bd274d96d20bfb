import Foundation

/// The Python that has the packages which `make` installs: the system's own, where there is one.
public enum Python {
  public static var executable: URL {
    let system = URL(filePath: "/usr/bin/python3")
    if FileManager.default.isExecutableFile(atPath: system.path) { return system }
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let others = folders.map { URL(filePath: "\($0)/python3") }
    return others.first { FileManager.default.isExecutableFile(atPath: $0.path) } ?? system
  }
}
