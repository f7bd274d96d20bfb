/// What content is walked for, and where it stands.
struct WalkContext {
  /// Counted from 1.
  var page: Int
  var depth = 0
  /// Of masks, whatever is painted in them.
  var purpose: PDFReport.ColorPurpose?
  /// Whether what is painted must be marked.
  var checksMarks = true
  var isInArtifact = false
  var isInMark = false
  /// Whether marks count as the page's own.
  var isPage = true
  /// From the space of the content that holds this to the page's: patterns lie in it.
  var base = Transform()

  /// For telling uses apart.
  var fingerprint: Int {
    (purpose == nil ? 0 : 1) | (checksMarks ? 2 : 0) | (isInArtifact ? 4 : 0) | (isInMark ? 8 : 0)
  }
}
