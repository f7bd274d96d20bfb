#if os(Linux)
  import Foundation
  import TestSupport
  import Testing

  @testable import Preview

  @Suite("Memory over many edits")
  struct EnduranceTests {
    /// In a process of its own, where no other test takes memory.
    @Test func memoryStaysFlatOverAThousandEdits() async {
      await #expect(processExitsWith: .success) {
        let growth = try await EnduranceTests().growth(edits: 1000)
        #expect(growth < 24 << 20, "\(growth) bytes more after 1,000 edits")
      }
    }

    /// Every edit is of other words and of another picture, is seen in all cells, and tried and looked into now and then.
    private func growth(edits: Int) async throws -> Int {
      let stage = try await Stage { $0.threads = 2 }
      for number in 0..<300 { try await edit(number, stage) }
      let before = try residentBytes()
      for number in 300..<(300 + edits) { try await edit(number, stage) }
      return try residentBytes() - before
    }

    private func edit(_ number: Int, _ stage: Stage) async throws {
      let sign = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="\(1 + number % 7)" cx="\(number)"/></svg>
        """
      try stage.folder.write(sign, to: "sign.svg")
      let isBroken = number % 10 == 9
      let words = "Words that come for the \(number)th time"
      let card = Stage.card("a", words, "Mots", more: ", \"photo\": \"sign.svg\"")
      try stage.folder.write(isBroken ? String(card.dropLast(9)) : card, to: "cards/a.json")
      await stage.told("cards/a.json", "sign.svg")
      for format in ["wide", "tall"] {
        for language in ["en", "fr"] {
          let answer = try await stage.picture(.cell("a", language, format))
          #expect(answer.state == (isBroken ? .stale : .ok))
        }
      }
      guard number % 10 == 0 else { return }
      let edit = SpecEdit(file: "cards/a.json", pointer: "/slots/title/en", value: .text("Tried \(number)"))
      let trial = Trial(edits: [edit], pseudo: nil)
      _ = try await stage.session.begin(trial)
      _ = try await stage.picture(.cell("a"), trial: trial.id)
      _ = try await stage.session.cellReport(.cell("a"), trial: trial.id)
    }

    private func residentBytes() throws -> Int {
      let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
      let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") })
      return try #require(Int(line.filter(\.isNumber))) * 1024
    }
  }
#endif
