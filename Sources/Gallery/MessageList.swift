import Manifest

/// What was found.
struct MessageList {
  let messages: [Manifest.Message]
  let words: PageWords
  /// Cards that could not be read.
  var leftOut: [String] = []

  /// Empty where there is nothing to say.
  var html: String {
    guard !messages.isEmpty || !leftOut.isEmpty else { return "" }
    let missing = leftOut.map {
      "<li class=\"error\"><b>\(words.element("error"))</b> \(words.element("leftOut", $0))</li>"
    }
    let items = messages.map { message in
      let place = message.source.map { " <span class=\"quiet\">\(HTMLText.escaped($0))</span>" } ?? ""
      let details = [message.reason, message.help].compactMap { $0 }.map { "<br>\(HTMLText.escaped($0))" }.joined()
      let severity = message.severity == "error" ? "error" : "warning"
      // What the program found is told in English, whichever language the page speaks.
      return "<li class=\"\(severity)\"><b>\(words.element(severity))</b> "
        + "<span lang=\"en\">\(HTMLText.escaped(message.message))\(place)\(details)</span></li>"
    }
    return "<ul class=\"messages\">\((missing + items).joined(separator: "\n"))</ul>"
  }
}
