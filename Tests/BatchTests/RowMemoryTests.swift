#if os(Linux)
  import CardSpec
  import DataRows
  import Foundation
  import TestSupport
  import Testing

  @testable import Batch

  @Suite("Memory of rows")
  struct RowMemoryTests {
    private let folder = TemporaryFolder()

    /// The table has 40 MB; names need 12 bytes each. In a process of its own, where no other test takes memory.
    @Test func aHundredThousandRowsAreNeverAllInMemory() async {
      await #expect(processExitsWith: .success) {
        let growth = try RowMemoryTests().growth(rows: 100_000)
        #expect(growth < 8 << 20, "\(growth) bytes more after 100,000 rows")
      }
    }

    private func growth(rows: Int) throws -> Int {
      try writeTable(rows)
      let deck = Deck(name: "d", languages: ["en"], sourceLanguage: "en", folder: folder.path, file: "deck.json")
      let queue = RowQueue(
        try RowReader(file: folder.path + "/rows.csv", deck: deck),
        naming: RowNaming(name: OutputName("{{id}}"), cards: ["c"], deck: "d"),
        uses: ColumnUses(slots: ["text"], columns: ["id"], languages: ["en"]), rows: 1...Int.max)
      try #require(queue.next()?.document == "0")
      let before = try residentBytes()
      var count = 1
      while queue.next() != nil { count += 1 }
      #expect(count == rows)
      return try residentBytes() - before
    }

    /// Line by line, so that what is freed of it cannot hold the rows later.
    private func writeTable(_ rows: Int) throws {
      try folder.write("id,text\n", to: "rows.csv")
      let file = try FileHandle(forWritingTo: URL(fileURLWithPath: folder.path + "/rows.csv"))
      try file.seekToEnd()
      let text = String(repeating: "text ", count: 80)
      for row in 0..<rows { try file.write(contentsOf: Data("\(row),\(text)\n".utf8)) }
      try file.close()
    }

    private func residentBytes() throws -> Int {
      let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
      return try #require(Int(fields[1])) * Int(sysconf(Int32(_SC_PAGESIZE)))
    }
  }
#endif
