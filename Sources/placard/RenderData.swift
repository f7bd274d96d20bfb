import ArgumentParser
import Batch
import DataRows
import Diagnostics

extension Separator: ExpressibleByArgument {}

/// Options that render cards for rows of a file.
struct DataOptions: ParsableArguments {
  @Option(
    name: .customLong("data"),
    help: ArgumentHelp(
      "Render the cards once for every row of a file: .csv, .tsv or .jsonl. Columns fill slots of their names.",
      valueName: "file"))
  var file: String?

  @Option(
    name: .long, help: "What a row's files are called, for instance \"{{region}}/{{id}}\"; {{card}} and {{row}} too.")
  var name: String?

  @Option(name: .long, help: "What parts the fields of a table; found in its first line unless it is stated.")
  var separator: Separator?

  @Option(name: .long, help: "Only these rows, for instance 1-100; rows count from 1, below the line of names.")
  var rows: String?

  @Option(name: .customLong("preview-rows"), help: "Only so many rows, the first ones.")
  var previewRows: Int?

  func validate() throws {
    if file == nil, name != nil || separator != nil || rows != nil || previewRows != nil {
      throw ValidationError("--name, --separator, --rows and --preview-rows are for --data")
    }
    guard previewRows ?? 1 >= 1 else { throw ValidationError("--preview-rows takes a number from 1") }
    guard range != nil else { throw ValidationError("--rows takes two numbers from 1, such as 1-100, or one") }
  }

  var request: DataRequest? {
    guard let file, let range else { return nil }
    var request = DataRequest(file: file)
    if let name { request.name = name }
    request.separator = separator
    request.rows = range
    return request
  }

  /// The rows asked for; `nil` where they are not understood.
  private var range: ClosedRange<Int>? {
    var (first, last) = (1, Int.max)
    if let rows {
      let numbers = rows.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
      guard (1...2).contains(numbers.count), let start = numbers[0], let end = numbers[numbers.count - 1], start >= 1,
        end >= start
      else { return nil }
      (first, last) = (start, end)
    }
    if let previewRows { last = min(last, first.addingReportingOverflow(previewRows - 1).partialValue) }
    return last >= first ? first...last : nil
  }
}

extension Render {
  /// Renders the cards of one deck for every row.
  func render(_ rows: DataRequest, _ workspace: Workspace) async throws {
    var rows = rows
    rows.shard = try sharding.chosen()
    guard workspace.selections.count == 1 else {
      Console.show(workspace.diagnostics, messages)
      if workspace.hasErrors { throw ExitCode.failure }
      throw ValidationError("--data fills the cards of one deck, or one card file; name no others")
    }
    let selection = workspace.selections[0]
    var request = try request(for: selection)
    // Rows may be very many: they would take the room of everything else.
    if cache.folder == nil { request.cache = nil }
    let run: DataRun
    do throws(DataRun.Refusal) {
      run = try DataRun(deck: selection.deck, request: request, data: rows)
    } catch {
      Console.show(workspace.diagnostics + error.diagnostics, messages)
      throw ExitCode.failure
    }
    let showsProgress = Console.isTerminal && !messages.quiet
    let interrupts = Interrupts()
    let start = ContinuousClock.now
    let result = await run.run(waits: !noWait, stop: interrupts.stop, onWait: tellOfWaiting) { done in
      if showsProgress { Console.progress("\(done) \(done == 1 ? "row" : "rows")") }
    }
    if showsProgress { Console.progress("") }
    let diagnostics = workspace.diagnostics + result.diagnostics + (result.obstacle.map { [$0] } ?? [])
    Console.show(diagnostics, messages)
    if let report {
      let files = result.files.sorted { $0.path < $1.path }
      try write(
        RunReport(files: files, diagnostics: diagnostics, workers: result.workers, time: .now - start), to: report)
    }
    if let signal = interrupts.stop.signal {
      Console.error("ended early: \(summary(result)); render again for the rest")
      throw ExitCode(128 + signal)
    }
    if !messages.quiet { try Console.output(summary(result)) }
    if diagnostics.contains(where: { $0.severity == .error }) { throw ExitCode.failure }
  }

  private func summary(_ result: DataResult) -> String {
    func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
    let leftOut = result.leftOut == 0 ? "" : "; \(counted(result.leftOut, "row")) left out"
    let failed = result.failed == 0 ? "" : "; \(counted(result.failed, "file")) could not be made"
    let made =
      result.reused == 0
      ? "" : result.reused == result.written ? ", none made anew" : ", \(result.written - result.reused) made anew"
    return "\(counted(result.written, "file")) of \(counted(result.rows, "row")) in \(output)\(made)\(leftOut)\(failed)"
  }
}
