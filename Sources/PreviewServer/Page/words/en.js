export const words = {
  // Places
  skip: "Skip to the content", whereWeAre: "Where you are", allCards: "All cards", loading: "Loading…", review: "Review", view: "View",
  help: "Help and keys", close: "Close", panel: "About this card", panels: "Views of this card", closePanel: "Close the panel",
  previousCard: "Previous card", nextCard: "Next card", otherCards: "Other cards",
  // Connection
  "connection.live": "Live", "connection.waiting": "Reconnecting…", "connection.ended": "Ended",
  serverLost: "The preview cannot be reached. The page goes on by itself once it runs again.",
  serverEnded: "The preview has ended. Start “placard preview” again; the page goes on by itself.",
  updated: { one: "{n} picture updated after a change of {file}", other: "{n} pictures updated after a change of {file}" }, allMended: "All errors are mended",
  // View
  surroundings: "Surroundings", "surroundings.system": "As the system", "surroundings.light": "Light", "surroundings.dark": "Dark",
  vision: "Colour vision", "vision.none": "Usual", "vision.protanopia": "Without red (protanopia)", "vision.deuteranopia": "Without green (deuteranopia)",
  "vision.tritanopia": "Without blue (tritanopia)", "vision.grey": "Grey", pageLanguage: "Language of this page",
  // Finding
  filters: "Search and filters", search: "Search", searchHint: "Words, or a card’s name", language: "Language", format: "Format", kind: "Kind", messages: "Messages", all: "All", "all.language": "All", size: "Size",
  anyCell: "With or without", withMessages: "With any message", withErrors: "With errors", withWarnings: "With warnings",
  cardsShown: { one: "{n} card", other: "{n} cards" }, picturesShown: { one: "{n} picture", other: "{n} pictures" }, nothingFound: "No card matches. Try fewer words or filters.",
  "kind.fact": "Fact", "kind.story": "Story", "kind.target": "Target", "kind.plan": "Plan", "kind.action": "Action", "kind.layout": "Own layout",
  // Messages
  "severity.error": "Error", "severity.warning": "Warning", "severity.note": "Note",
  errors: { one: "{n} error", other: "{n} errors" }, warnings: { one: "{n} warning", other: "{n} warnings" }, notes: { one: "{n} note", other: "{n} notes" },
  noMessages: "No messages: nothing is wrong here.", lastGood: "Error. This is the last good picture.", noPicture: "Error. There is no picture yet.", moreProblems: { one: "{n} more error.", other: "{n} more errors." },
  openInEditor: "Open {place} in the editor", cardBroken: "This card cannot be read.", noSuchCard: "There is no card called “{card}”",
  deckBroken: "The deck cannot be read", deckBrokenHelp: "Mend what is listed here and save: the page goes on by itself.", nothingToShow: "There is nothing to show until the errors are mended.", noSuchPicture: "This picture is not there.",
  // Card
  lookCloser: "Look closer: {language}, {format}", lookCloserShort: "Look closer", try: "Try", shared: "When shared",
  // Looking closer
  stageName: "Picture: {title}. Enter edits the chosen text; the list of nodes is in the panel.", node: "Nodes", nodes: "Nodes of the card", reading: "Reading", overlays: "Overlays", zoom: "Zoom",
  "layer.bleed": "Bleed and trim", "layer.safe": "Safe areas", "layer.overlaps": "Covered by networks", "layer.crops": "Crops of networks", "layer.boxes": "Boxes", "layer.gaps": "Gaps",
  "layer.baselines": "Baselines", "layer.reading": "Reading order",
  smaller: "Smaller", larger: "Larger", fitWindow: "Fit", actualSize: "Actual size, 100 %", pixels: "Pixels", pixelsHint: "Show the output’s own pixels", pdfPage: "PDF page",
  chooseNode: "Click something in the picture, or choose it in the list, to see its style and where that comes from.", parent: "Its container", editInPlace: "Edit in place", editing: "Text of {name}",
  place: "Place", width: "Width", height: "Height", margin: "Margin", border: "Border", padding: "Padding", role: "Role", writtenIn: "Written in",
  type: "Type", fontSize: "Size", shrunkFrom: "shrunk from {size} px ({share} %)", fit: "Fitting", fitNone: "fits as it is", "fit.tighten": "tighter tracking", "fit.shrink": "smaller size", "fit.hyphenate": "hyphenated", "fit.clamp": "fewer lines", "fit.other": "{step}",
  atLeast: "never below {size} px", fitGroup: "Group “{name}”: {share} % of the size asked for, decided by", fontRuns: "Fonts used", fontLacks: "{font} lacks {characters}", fontMissing: "{font} is not installed {characters}",
  lineEnds: { one: "Why its line ends there", other: "Why its {n} lines end where they do" }, "end.text": "the text ends", "end.forced": "a written line break", "end.width": "the next word does not fit", "end.balance": "lines of even length", "end.pretty": "no short last line", "end.clamp": "the rest is cut", "end.other": "composed as a whole", nextWord: "next: {word}",
  style: "Style", inheritedStyle: "Inherited", inherited: "from {node}", noStyle: "It has no style of its own.", property: "Property", value: "Value", tryOther: "Try another value for {name}",
  "type.box": "Box", "type.text": "Text", "type.image": "Picture", "type.rect": "Rectangle", "type.ellipse": "Ellipse", "type.line": "Line", "type.path": "Path", "type.svg": "Drawing", "type.qr": "QR code", "type.chart": "Chart",
  // Reading
  title: "Title", none: "none", asPicture: "Heard as a picture", asDocument: "Heard as a document, in this order", noAlternative: "It has no alternative text.", lackAlternative: { one: "{n} picture lacks an alternative text", other: "{n} pictures lack an alternative text" }, rightToLeft: "right to left",
  "role.heading": "Heading {level}", "role.paragraph": "Paragraph", "role.figure": "Figure", "role.quote": "Quote", "role.note": "Note", "role.caption": "Caption", "role.list": "List", "role.listItem": "List item", "role.section": "Section", "role.link": "Link",
  // Sharing
  sharedPanelHint: "What networks leave of the picture. They change it without notice; this is help for the eye.", linkPreviews: "Previews of a link", feedCrops: "In feeds and profiles", noCrops: "None of the deck’s formats is shared as a picture.", small: "small", source: "Source", sourceOf: "Source: {network}",
  // Trying
  trial: "Trial", trialOn: "You are trying this; nothing is written:", trialEdits: { one: "{n} change", other: "{n} changes" }, showTrial: "Show", discard: "Discard", save: "Save to spec",
  saved: { one: "Saved in {file}. Only this one value was changed.", other: "Saved {n} values in {file}. Only they were changed." }, notSaved: "Nothing was saved:", nowInFile: "The file now says “{text}”.",
  alternativeText: "Alternative text", undoSave: "Undo", saveUndone: "Undone: {file} says again what it said before.", notUndone: "It was not undone:", valuesStay: "values of styles are tried, not saved",
  tryHint: "Change words and numbers and see what would break. Nothing is written until you save.", pseudoLanguage: "Pseudo-language", pseudoHint: "Stands in for languages that are still to come.",
  "pseudo.expand": "35 % longer", "pseudo.accents": "With accents", "pseudo.rightToLeft": "Right to left",
  words: "Words", otherEdits: "Tried elsewhere", wordsIn: "Words in {language}", number: "Number", allLanguages: "All languages", was: "Was:", undo: "Undo", sharedTexts: { one: "{n} text of the template and deck", other: "{n} texts of the template and deck" }, sharedHint: "Other cards use these too.",
  whatBreaks: "What would break", breaks: { one: "{n} of {all} pictures would break", other: "{n} of {all} pictures would break" }, nothingBreaks: { one: "Nothing breaks in {n} picture.", other: "Nothing breaks in {n} pictures." }, smallChanges: { one: "{n} picture has text of another size, or warnings", other: "{n} pictures have text of another size, or warnings" }, sizeChanges: "{node}: {before} → {after} px",
  // Review
  reviewIntroduction: "Compare the cards with their last approved state: what has changed comes first.", compareWith: "Compare with", compare: "Compare", endReview: "End review", folders: "Approved output", branches: "Branches and tags", commits: "Commits",
  nothingToCompare: "Neither git nor an approved folder is here", comparing: "Comparing", comparingNow: "{n} of {all} compared", noChanges: { one: "Nothing has changed in {n} picture.", other: "Nothing has changed in {n} pictures." }, unknownFound: { one: "{n} cannot be compared.", other: "{n} cannot be compared." }, changesFound: { one: "{n} of {all} pictures differs", other: "{n} of {all} pictures differ" },
  show: "Show", "show.changes": "What differs", "show.all": "All", "change.changed": "Changed", "change.new": "New", "change.removed": "Removed", "change.resized": "Another size", "change.unknown": "Cannot be compared", "change.same": "The same",
  "picture.approved": "Approved", "picture.new": "Now", wasNot: "It was not there", isNot: "It is not there any more", allChanges: "All changes", otherChanges: "Other changes", previousChange: "Previous change", nextChange: "Next change",
  howToCompare: "How to compare", "mode.side": "Side by side", "mode.swipe": "Swipe", "mode.difference": "Difference", swipe: "How much of the approved picture is seen", difference: "Difference", noDifference: "There are not two pictures of one size to take the difference of.",
  // Keys
  helpIntroduction: "Pictures follow every saved change of a card, template, theme, picture or font. Click a picture to look closer; click in it to see what made it so.", keys: "Keys", shortcutsOn: "Single keys work",
  "key.search": "Search", "key.cards": "Previous and next card", "key.languages": "Other language, or other change", "key.formats": "Other format", "key.up": "Back to what is above", "key.zoom": "Larger and smaller", "key.fit": "Fit the window", "key.actual": "Actual size", "key.boxes": "Boxes", "key.guides": "Bleed, safe areas, what is covered", "key.try": "Try", "key.help": "This help",
  // Refusals, by the server’s codes
  "refusal.busy": "Too much is asked for at once. Try again in a moment.", "refusal.too-long": "This took too long and was given up.", "refusal.stopping": "The preview is ending.",
  "refusal.trial-forgotten": "This trial is not kept any more.", "refusal.unknown-card": "The deck has no such card, or it cannot be read.", "refusal.unknown-cell": "The deck has no such card, language or format.",
  "refusal.no-document": "This format is a picture; only paper formats are documents.", "refusal.nothing-to-show": "Errors stand in the way.", "refusal.unknown-revision": "Git knows no such revision here.",
  "refusal.unreadable-revision": "This revision cannot be read from git.", "refusal.unreadable-deck": "The deck cannot be read at this revision.", "refusal.unknown-folder": "There is no such folder with a manifest that can be read.",
  "refusal.unreadable-file": "This file is none of the deck’s, or cannot be read as it is.", "refusal.unknown-string": "There is no text or number at this place any more.", "refusal.wrong-kind": "A text stays a text, and a number a number.",
  "refusal.no-words": "Only words and numbers that readers see are saved from here.", "refusal.would-break": "The card could not be shown any more.", "refusal.changed-meanwhile": "The file was changed meanwhile.",
  "refusal.read-only": "The file may not be written to.", "refusal.too-large": "This is more than is tried or saved at once.",
};
