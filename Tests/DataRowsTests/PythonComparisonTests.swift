import Foundation
import TestSupport
import Testing

@testable import DataRows

@Suite("CSVReader beside Python's csv")
struct PythonComparisonTests {
  /// Files made of the characters that matter, and read by both; a file is a JSON text, so is each outcome.
  @Test(arguments: Separator.allCases)
  func readsRandomFilesAlike(_ separator: Separator) throws {
    var random = SeededNumbers(state: UInt64(separator.byte))
    let files = (0..<200).map { _ in Self.file(separator, &random) }
    let folder = TemporaryFolder()
    try folder.write(String(decoding: JSONEncoder().encode(files), as: UTF8.self), to: "files.json")
    try folder.write(Self.script, to: "read.py")
    let expected = try JSONDecoder().decode(
      [[[String]]].self,
      from: Data(Self.python(["read.py", "files.json", Self.python(separator)], in: folder.path).utf8))
    #expect(expected.count == files.count)
    for (file, rows) in zip(files, expected) {
      let chunk = Int(random.next() % 9) + 1
      let ours = try CSVReaderTests.read(file, separator: separator, chunk: chunk)
      #expect(ours.compactMap(\.problem) == [], "\(file.debugDescription)")
      #expect(ours.map(CSVReaderTests.texts) == rows, "\(file.debugDescription)")
    }
  }

  /// Rows of fields, quoted where they must be and sometimes where they need not.
  private static func file(_ separator: Separator, _ random: inout SeededNumbers) -> String {
    let letters = ["a", "é", "🙂", " ", ",", ";", "\t", "\"", "\n", "\r\n", "\r", "'", "", "x y"]
    let ends = ["\n", "\r\n", "\r"]
    let end = ends[Int(random.next() % 3)]
    var text = ""
    for _ in 0..<(random.next() % 6) {
      let fields = (0...(random.next() % 4)).map { _ in
        let field = (0..<(random.next() % 5)).map { _ in letters[Int(random.next() % UInt64(letters.count))] }.joined()
        // A quote within a plain field is a letter, unless it is the first.
        let mustQuote =
          field.unicodeScalars.contains { $0 == "\n" || $0 == "\r" || UInt32(separator.byte) == $0.value }
          || field.hasPrefix("\"")
        guard mustQuote || random.next() % 3 == 0 else { return field }
        return "\"" + field.replacing("\"", with: "\"\"") + "\""
      }
      text += fields.joined(separator: String(Unicode.Scalar(separator.byte)))
      text += random.next() % 8 == 0 ? end + end : end
    }
    return random.next() % 2 == 0 || text.isEmpty ? text : text + "last"
  }

  private static let script = """
    import csv, io, json, sys
    files = json.load(open(sys.argv[1], encoding="utf-8"))
    read = lambda text: [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=sys.argv[2]) if row]
    print(json.dumps([read(text) for text in files]))
    """

  private static func python(_ separator: Separator) -> String { String(Unicode.Scalar(separator.byte)) }

  private static func python(_ arguments: [String], in folder: String) throws -> String {
    let process = Process()
    process.executableURL = Python.executable
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return text
  }
}

/// SplitMix64: the same numbers in every run.
struct SeededNumbers {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var number = state
    number = (number ^ number >> 30) &* 0xBF58_476D_1CE4_E5B9
    number = (number ^ number >> 27) &* 0x94D0_49BB_1331_11EB
    return number ^ number >> 31
  }
}
