import Foundation
import Testing

@testable import Watching

@Suite("A watched folder")
struct WatcherTests {
  @Test("tells of a file that is written anew", arguments: Way.allCases)
  func writing(way: Way) async throws {
    let place = try Place()
    try place.write("one", to: "card.json")
    let watcher = way.watcher([.folder(place.path)])
    try place.write("two, longer", to: "card.json")
    #expect(await watcher.told([place.path + "/card.json"]) == [place.path + "/card.json"])
  }

  @Test("tells of a file that another takes the place of", arguments: Way.allCases)
  func replacing(way: Way) async throws {
    let place = try Place()
    try place.write("one", to: "card.json")
    try place.write("two", to: ".card.json.tmp")
    let watcher = way.watcher([.folder(place.path)])
    try place.move(".card.json.tmp", to: "card.json")
    #expect(await watcher.told([place.path + "/card.json"]) == [place.path + "/card.json"])
  }

  @Test("tells of both names of a file that is renamed", arguments: Way.allCases)
  func renaming(way: Way) async throws {
    let place = try Place()
    try place.write("one", to: "old.json")
    let watcher = way.watcher([.folder(place.path)])
    try place.move("old.json", to: "new.json")
    let expected: Set = [place.path + "/old.json", place.path + "/new.json"]
    #expect(await watcher.told(expected) == expected)
  }

  @Test("tells of a file that is deleted", arguments: Way.allCases)
  func deleting(way: Way) async throws {
    let place = try Place()
    try place.write("one", to: "card.json")
    let watcher = way.watcher([.folder(place.path)])
    try place.remove("card.json")
    #expect(await watcher.told([place.path + "/card.json"]) == [place.path + "/card.json"])
  }

  @Test("tells of what is in folders that come, and of later changes there", arguments: Way.allCases)
  func newFolders(way: Way) async throws {
    let place = try Place()
    let watcher = way.watcher([.folder(place.path)])
    try place.makeFolder("a/b")
    try place.write("one", to: "a/b/card.json")
    let file = place.path + "/a/b/card.json"
    #expect(await watcher.told([file]) == [file])
    try place.write("two, longer", to: "a/b/card.json")
    #expect(await watcher.told([file]) == [file])
  }

  @Test("tells of every file of a folder that is moved, and follows it to its new name", arguments: Way.allCases)
  func movedFolders(way: Way) async throws {
    let place = try Place()
    try place.makeFolder("old/deep")
    try place.write("one", to: "old/deep/card.json")
    let watcher = way.watcher([.folder(place.path)])
    try place.move("old", to: "new")
    let file = place.path + "/new/deep/card.json"
    #expect(await watcher.told([place.path + "/old/deep/card.json", file]).contains(file))
    try place.write("two, longer", to: "new/deep/card.json")
    #expect(await watcher.told([file]) == [file])
  }

  @Test("tells of every file of a folder that is deleted", arguments: Way.allCases)
  func deletedFolders(way: Way) async throws {
    let place = try Place()
    try place.makeFolder("pictures")
    for name in ["a", "b"] { try place.write(name, to: "pictures/\(name).svg") }
    let watcher = way.watcher([.folder(place.path)])
    try place.remove("pictures")
    let expected: Set = [place.path + "/pictures/a.svg", place.path + "/pictures/b.svg"]
    #expect(await watcher.told(expected) == expected)
  }

  @Test("may be taken away and come back", arguments: Way.allCases)
  func comingBack(way: Way) async throws {
    let place = try Place()
    try place.makeFolder("deck")
    try place.write("one", to: "deck/card.json")
    let file = place.path + "/deck/card.json"
    let watcher = way.watcher([.folder(place.path + "/deck")])
    try place.move("deck", to: "elsewhere")
    #expect(await watcher.told([file]) == [file])
    try place.makeFolder("deck")
    try place.write("two", to: "deck/card.json")
    #expect(await watcher.told([file]) == [file])
  }

  @Test("is seen under its own path when a folder above it was renamed", arguments: Way.allCases)
  func renamedAbove(way: Way) async throws {
    let place = try Place()
    try place.makeFolder("above/deck")
    try place.write("one", to: "above/deck/card.json")
    let watcher = way.watcher([.folder(place.path + "/above/deck")])
    try place.move("above", to: "elsewhere")
    #expect(await watcher.told([place.path + "/above/deck/card.json"]).count == 1)
  }

  @Test("need not be there yet", arguments: Way.allCases)
  func missing(way: Way) async throws {
    let place = try Place()
    let watcher = way.watcher([.folder(place.path + "/deck")])
    try place.makeFolder("deck")
    try place.write("one", to: "deck/card.json")
    let file = place.path + "/deck/card.json"
    #expect(await watcher.told([file]) == [file])
  }

  @Test("says nothing of hidden files, nor of folders that are left out", arguments: Way.allCases)
  func leftOut(way: Way) async throws {
    let place = try Place()
    try place.makeFolder(".git")
    let watcher = way.watcher([.folder(place.path)], excluding: [place.path + "/Output"])
    try place.makeFolder("Output")
    for name in [".git/index", ".card.json.swp", "Output/card.png", "card.json"] { try place.write("one", to: name) }
    #expect(await watcher.told([place.path + "/card.json"]) == [place.path + "/card.json"])
  }

  @Test("tells of files that links in it lead to", arguments: Way.allCases)
  func links(way: Way) async throws {
    let place = try Place()
    try place.makeFolder("fonts")
    try place.makeFolder("deck")
    try place.write("one", to: "fonts/a.otf")
    try place.write("one", to: "alone.svg")
    try place.link("deck/fonts", to: "../fonts")
    try place.link("deck/picture.svg", to: "../alone.svg")
    try place.link("deck/circle", to: ".")
    let watcher = way.watcher([.folder(place.path + "/deck")])
    try place.write("two, longer", to: "fonts/a.otf")
    try place.write("two, longer", to: "alone.svg")
    let expected: Set = [place.path + "/fonts/a.otf", place.path + "/alone.svg"]
    #expect(await watcher.told(expected) == expected)
  }

  @Test("tells of a link that leads elsewhere from now on", arguments: Way.allCases)
  func movedLinks(way: Way) async throws {
    let place = try Place()
    try place.write("one", to: "one.svg")
    try place.write("two", to: "two.svg")
    try place.makeFolder("deck")
    try place.link("deck/picture.svg", to: "../one.svg")
    try place.link("deck/.next", to: "../two.svg")
    let watcher = way.watcher([.folder(place.path + "/deck")])
    try place.move("deck/.next", to: "deck/picture.svg")
    #expect(await watcher.told([place.path + "/deck/picture.svg"]).contains(place.path + "/deck/picture.svg"))
    try place.write("two, longer", to: "two.svg")
    #expect(await watcher.told([place.path + "/two.svg"]).contains(place.path + "/two.svg"))
  }

  @Test("may be a single file, whose neighbours are not told of", arguments: Way.allCases)
  func singleFiles(way: Way) async throws {
    let place = try Place()
    let watcher = way.watcher([.file(place.path + "/fonts.conf")])
    try place.write("other", to: "other.conf")
    try place.write("one", to: "fonts.conf")
    #expect(await watcher.told([place.path + "/fonts.conf"]) == [place.path + "/fonts.conf"])
  }

  @Test("may be exchanged for another one")
  func exchanged() async throws {
    let place = try Place()
    try place.makeFolder("a")
    try place.makeFolder("b")
    try place.write("one", to: "b/old.json")
    let watcher = Watcher([.folder(place.path + "/a")])
    watcher.watch([.folder(place.path + "/b")])
    // Whatever happens before the exchange is done is not told; the file that is written again and again is, in the end.
    let writing = Task { [url = place.url("b/card.json")] in
      var count = 0
      while !Task.isCancelled {
        count += 1
        try Data(String(repeating: "x", count: count).utf8).write(to: url)
        try await Task.sleep(for: .milliseconds(20))
      }
    }
    defer { writing.cancel() }
    #expect(await watcher.told([place.path + "/b/card.json"]) == [place.path + "/b/card.json"])
  }

  @Test("tells of everything where more happens than the system keeps in mind")
  func overflow() async throws {
    let place = try Place()
    let kept = try? String(contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
    let most = kept.flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) } ?? 1000
    // Making and removing a file is more than two events.
    let names = (0...(most / 3)).map { "card-\($0).json" }
    let watcher = try Watcher([.folder(place.path)], usesKernel: true) {
      for name in names {
        try place.write("one", to: name)
        try place.remove(name)
      }
      try place.write("one", to: "last.json")
    }
    #expect(await watcher.told([place.path + "/last.json"]).contains(place.path + "/last.json"))
  }

  @Test("ends its changes when it is stopped")
  func stopping() async throws {
    let place = try Place()
    let watcher = Watcher([.folder(place.path)])
    watcher.stop()
    for await _ in watcher.changes { Issue.record("a stopped watcher tells of nothing") }
  }
}
