import Foundation
import TestSupport
import Testing

/// Trying and saving.
extension PreviewPageTests {
  @Test("A pseudo-language is tried in all pictures, and no file is written")
  func triesAPseudoLanguage() throws {
    let fixture = try fixture()
    let browser = fixture.browser
    let before = try fixture.folder.data("CardSpecs/" + title)
    try fixture.open("card=fact-women-girls&panel=try")
    try browser.value("window.was = document.querySelector('[data-cell] img').src")
    for name in ["expand", "accents", "rightToLeft"] { try browser.click("[data-pseudo=\(name)]") }
    try browser.wait(for: "the outcome", "document.querySelector('.outcome .verdict')")
    try browser.wait(for: "another picture", "document.querySelector('[data-cell] img').src !== window.was")
    #expect(try browser.text("document.querySelector('.notice.trial').innerText").contains("nothing is written"))
    try browser.waitForPictures()
    try fixture.keepPicture("pseudo-language")
    #expect(try fixture.folder.data("CardSpecs/" + title) == before)
    #expect(browser.complaints == [])
  }

  @Test("A text is edited in its place; saving changes only its bytes")
  func savesAString() throws {
    let fixture = try fixture()
    let browser = fixture.browser
    let before = try fixture.folder.text("CardSpecs/" + title)
    try fixture.open("card=fact-women-girls&language=en&format=og")
    try browser.wait(for: "the nodes", "document.querySelector('[role=treeitem]')")
    try browser.click(".canvas", at: (0.2, 0.42), count: 2)
    try browser.wait(for: "the field", "document.activeElement.matches('.in-place')")
    try browser.type("Most are \"women\" and girls – très")
    try browser.wait(
      for: "the trial",
      "[...document.querySelectorAll('[role=treeitem]')].some(item => item.textContent.includes('très'))")
    #expect(try fixture.folder.text("CardSpecs/" + title) == before)
    try fixture.keepPicture("edit-in-place")
    try browser.press("Enter")
    try browser.click(".notice.trial button.primary")
    try browser.wait(
      for: "the save",
      "!document.querySelector('.notice.saved').hidden && document.querySelector('.notice.trial').hidden")
    let expected = before.replacingOccurrences(
      of: "\"en\": \"Most are women and girls\"", with: "\"en\": \"Most are \\\"women\\\" and girls – très\"")
    #expect(expected != before)
    #expect(try fixture.folder.text("CardSpecs/" + title) == expected)
    try browser.wait(
      for: "the picture of it", "document.querySelector('.canvas img') && !document.querySelector('.is-loading')")
    try fixture.keepPicture("saved")
    // And back.
    try browser.click(".notice.saved button")
    try browser.wait(
      for: "the undoing", "document.querySelector('.notice.saved').textContent.includes('says again')")
    #expect(try fixture.folder.text("CardSpecs/" + title) == before)
    #expect(browser.complaints == [])
  }

  @Test("What somebody else changed meanwhile is not written over")
  func doesNotOverwrite() throws {
    let fixture = try fixture()
    let browser = fixture.browser
    try fixture.open("card=fact-women-girls&panel=try")
    let field = "document.querySelector('.strings textarea')"
    try browser.wait(for: "the strings", field)
    try browser.value("\(field).focus(); \(field).select()")
    try browser.type("Mine")
    try browser.wait(for: "the trial", "document.querySelector('.outcome .verdict')")
    // The page asks for what is in the file before it knows of the change.
    try browser.value(
      "window.fetch = (fetch => (path, options) => { if (path === '/api/save') { const body = JSON.parse(options.body); body.edits[0].expected = 'Older'; options.body = JSON.stringify(body); } return fetch(path, options); })(window.fetch)"
    )
    try browser.click(".notice.trial button.primary")
    try browser.wait(for: "the refusal", "!document.querySelector('.notice.failed').hidden")
    #expect(
      try browser.text("document.querySelector('.notice.failed').textContent").contains("Most are women and girls"))
    #expect(try fixture.folder.text("CardSpecs/" + title).contains("Most are women and girls"))
    #expect(browser.complaints == [])
  }

  @Test("A save that would break the card is refused in the page's language, with the reason and its place")
  func refusesWhatBreaks() throws {
    let fixture = try fixture(["--format", "og"])
    let browser = fixture.browser
    let before = try fixture.folder.text("CardSpecs/" + title)
    try fixture.open("card=fact-women-girls&panel=try", language: "fr")
    let field = "document.querySelector('.strings textarea')"
    try browser.wait(for: "the strings", field)
    try browser.value("\(field).focus(); \(field).select()")
    try browser.type("{{nothing}}")
    try browser.wait(for: "the trial", "document.querySelector('.outcome .verdict')")
    try browser.click(".notice.trial button.primary")
    try browser.wait(for: "the refusal", "!document.querySelector('.notice.failed').hidden")
    let words = try browser.text("document.querySelector('.notice.failed').innerText")
    #expect(words.contains("ne pourrait plus") && words.contains("nothing") && words.contains("fact-women-girls.json"))
    try fixture.keepPicture("refused-save")
    #expect(try fixture.folder.text("CardSpecs/" + title) == before)
    #expect(browser.complaints == [])
  }

  @Test("Values of styles are tried, and not saved")
  func triesStyles() throws {
    let fixture = try fixture(["--format", "og", "--language", "en"])
    let browser = fixture.browser
    try fixture.open("card=fact-women-girls&language=en&format=og")
    try browser.wait(for: "the nodes", "document.querySelector('[role=treeitem]')")
    try browser.click(".canvas", at: (0.2, 0.42))
    try browser.wait(for: "its style", "document.querySelector('table.style .pen')")
    try browser.click("table.style .pen")
    try browser.wait(for: "the field", "document.activeElement.matches('.try-field input')")
    try browser.type("bottom")
    try browser.wait(for: "the trial", "!document.querySelector('.notice.trial').hidden")
    #expect(try browser.value("document.querySelector('.notice.trial button.primary').hidden") as? Bool == true)
    #expect(try browser.text("document.querySelector('.notice.trial').innerText").contains("not saved"))
    try fixture.keepPicture("tried-style")
    #expect(browser.complaints == [])
  }
}
