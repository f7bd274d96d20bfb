import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The system's own, beside methods of that name.
func send(_ signal: Int32, _ process: pid_t) { _ = kill(process, signal) }

/// A Slurm of one node on loopback: key, sockets, ports, state and logs are its own, in a temporary folder, and nothing is left
/// of it when it is stopped.
final class SlurmCluster {
  private static let daemons = ["munged", "slurmctld", "slurmd"]
  private static let commands = ["sbatch", "scancel", "scontrol", "sinfo", "squeue"]

  /// Programs that are not installed.
  static var missing: [String] {
    daemons.filter { path(of: $0) == nil } + commands.filter { path(of: $0) == nil }
  }

  /// Whether the system shows control groups, which the daemon looks for whatever it is told to use.
  static var hasControlGroups: Bool {
    (try? FileManager.default.contentsOfDirectory(atPath: "/sys/fs/cgroup").isEmpty) == false
  }

  private static func path(of program: String) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map(String.init)
    return (folders + ["/usr/sbin", "/sbin"]).map { $0 + "/" + program }
      .first(where: FileManager.default.isExecutableFile)
  }

  private let folder = TemporaryFolder()
  /// Of each daemon, which end with it.
  private var parents: [(name: String, process: Process)] = []

  /// Starts the daemons and waits until the node takes jobs.
  ///
  /// - Parameter cpus: How many tasks run at once, whatever the machine has.
  init(cpus: Int) throws {
    try configure(cpus: cpus)
    do {
      try start(
        "munged",
        ["--foreground", "--force"]
          + ["key-file", "socket", "pid-file", "seed-file", "log-file"].map { "--\($0)=\(folder.path)/munge/\($0)" })
      try wait("munge's socket") { FileManager.default.fileExists(atPath: folder.path + "/munge/socket") }
      try start("slurmctld", ["-D", "-f", folder.path + "/slurm.conf"])
      try start("slurmd", ["-D", "-f", folder.path + "/slurm.conf"])
      try wait("an idle node") { try run("sinfo", ["--noheader", "--format=%T"]).output == "idle\n" }
    } catch {
      stop()
      throw error
    }
  }

  /// Ends jobs, then the daemons, each by its number.
  func stop() {
    if parents.count == Self.daemons.count {
      _ = try? run("scancel", ["--signal=KILL", "--full", "--user=\(NSUserName())"])
      _ = try? run("scancel", ["--user=\(NSUserName())"])
      try? wait("an empty queue") { try run("squeue", ["--noheader"]).output.isEmpty }
    }
    for (name, process) in parents.reversed() {
      end(process, number(of: name), SIGTERM)
      // Who does not listen to that within ten seconds.
      end(process, number(of: name), SIGKILL)
      process.waitUntilExit()
    }
    parents = []
  }

  private func end(_ parent: Process, _ number: pid_t?, _ signal: Int32) {
    guard parent.isRunning, let number, number > 0 else { return }
    send(signal, number)
    let end = Date(timeIntervalSinceNow: 10)
    while parent.isRunning, Date() < end { Thread.sleep(forTimeInterval: 0.02) }
  }

  private func number(of name: String) -> pid_t? {
    let text = try? folder.text(name + ".number")
    return text.flatMap { pid_t($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
  }

  // MARK: Commands

  /// A command of Slurm that speaks to this cluster, with the built Placard on the path.
  func run(_ command: String, _ arguments: [String], in place: String? = nil) throws -> Tool.Result {
    let programs = Tool.path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
    let path = programs + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "")
    return try Tool.run(
      "env", ["SLURM_CONF=\(folder.path)/slurm.conf", "PATH=\(path)", command] + arguments,
      in: place ?? folder.path)
  }

  /// Each task of an array by its number, with its state, such as `RUNNING`.
  func tasks(of job: String) throws -> [Int: String] {
    let told = try run("squeue", ["--noheader", "--array", "--states=all", "--job=\(job)", "--format=%K %T"]).output
    let pairs = told.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    return Dictionary(pairs.compactMap { $0.count == 2 ? (Int($0[0]) ?? 0, $0[1]) : nil }) { $1 }
  }

  /// What a task of an array runs.
  func processes(_ task: Int, of job: String) throws -> [pid_t] {
    let number = try run("squeue", ["--noheader", "--array", "--job=\(job)_\(task)", "--format=%A"]).output
    let listing = try run("scontrol", ["listpids", number.trimmingCharacters(in: .whitespacesAndNewlines)]).output
    return listing.split(separator: "\n").compactMap { pid_t($0.split(separator: " ")[0]) }.filter { $0 > 1 }
  }

  /// Waits until something is so, and gives up after a minute with what the daemons said.
  func wait(_ what: String, until condition: () throws -> Bool) throws {
    let end = Date(timeIntervalSinceNow: 60)
    while try !condition() {
      try #require(Date() < end, "\(what): \(logs)")
      Thread.sleep(forTimeInterval: 0.02)
    }
  }

  // MARK: Steps

  private var logs: String {
    ["munge/log-file", "slurmctld.log", "slurmd.log"].map { name in
      "\(name):\n\(((try? folder.text(name)) ?? "").suffix(2_000))"
    }.joined(separator: "\n")
  }

  /// Starts a daemon as the child of a small program, for two reasons. Foundation takes a process that closes all that it
  /// inherited, as Slurm's do, for one that has ended, and then waits for it before all others. And the threads that tests run
  /// on block signals, which a child inherits, with all of its jobs.
  private func start(_ program: String, _ arguments: [String]) throws {
    let parent = Process()
    parent.executableURL = Python.executable
    let script = """
      import signal, subprocess, sys
      signal.pthread_sigmask(signal.SIG_SETMASK, [])
      daemon = subprocess.Popen(sys.argv[2:])
      open(sys.argv[1], "w").write(str(daemon.pid) + "\\n")
      daemon.wait()
      """
    let daemon = [try #require(Self.path(of: program))] + arguments
    parent.arguments = ["-c", script, folder.path + "/\(program).number"] + daemon
    parent.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    parent.standardOutput = FileHandle.nullDevice
    parent.standardError = FileHandle.nullDevice
    try parent.run()
    parents.append((program, parent))
    try wait(program) { number(of: program) != nil }
  }

  private func configure(cpus: Int) throws {
    for name in ["munge", "state", "spool"] { try folder.write("", to: name + "/.keep") }
    let key = folder.path + "/munge/key-file"
    try Data((0..<128).map { _ in UInt8.random(in: .min ... .max) }).write(to: URL(fileURLWithPath: key))
    try FileManager.default.setAttributes([.posixPermissions: 0o400], ofItemAtPath: key)
    let ports = try Self.freePorts(2)
    let host = ProcessInfo.processInfo.hostName.split(separator: ".").first.map(String.init) ?? "localhost"
    // A job that is queued again waits for as long as a credential lives; 5 s is the least that Slurm takes.
    try folder.write(
      """
      ClusterName=placard
      SlurmctldHost=\(host)(127.0.0.1)
      SlurmctldPort=\(ports[0])
      SlurmdPort=\(ports[1])
      SlurmUser=\(NSUserName())
      SlurmdUser=\(NSUserName())
      AuthType=auth/munge
      CredType=cred/munge
      AuthInfo=socket=\(folder.path)/munge/socket,cred_expire=5
      SlurmctldPidFile=\(folder.path)/slurmctld.pid
      SlurmdPidFile=\(folder.path)/slurmd.pid
      SlurmctldLogFile=\(folder.path)/slurmctld.log
      SlurmdLogFile=\(folder.path)/slurmd.log
      StateSaveLocation=\(folder.path)/state
      SlurmdSpoolDir=\(folder.path)/spool
      ProctrackType=proctrack/linuxproc
      TaskPlugin=task/none
      JobAcctGatherType=jobacct_gather/none
      AccountingStorageType=accounting_storage/none
      MpiDefault=none
      SwitchType=switch/none
      SelectType=select/cons_tres
      SelectTypeParameters=CR_CPU
      SchedulerType=sched/builtin
      SchedulerParameters=sched_interval=1,batch_sched_delay=0,sched_min_interval=0
      KillWait=1
      ReturnToService=2
      MailProg=/bin/true
      SlurmdParameters=config_overrides
      NodeName=\(host) NodeAddr=127.0.0.1 CPUs=\(cpus) RealMemory=65536 State=UNKNOWN
      PartitionName=all Nodes=\(host) Default=YES MaxTime=INFINITE State=UP

      """, to: "slurm.conf")
  }

  /// Ports of loopback that nobody has at this moment.
  private static func freePorts(_ count: Int) throws -> [UInt16] {
    var sockets: [Int32] = []
    defer { for socket in sockets { close(socket) } }
    return try (0..<count).map { _ in
      #if canImport(Glibc)
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      #else
        let descriptor = socket(AF_INET, SOCK_STREAM, 0)
      #endif
      try #require(descriptor >= 0)
      sockets.append(descriptor)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      // Safe: an address of this family is as long as `length` says, and is used during the calls only.
      let isBound = withUnsafeMutablePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
          bind(descriptor, address, length) == 0 && getsockname(descriptor, address, &length) == 0
        }
      }
      try #require(isBound)
      return UInt16(bigEndian: address.sin_port)
    }
  }
}
