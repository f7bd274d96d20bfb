/// Where runs keep what they made, for later ones.
public struct CacheSettings: Sendable, Hashable {
  public var folder: String
  /// The most bytes that are kept.
  public var limit: Int
  /// Whether everything is made anew, and kept.
  public var isForced: Bool

  public init(folder: String, limit: Int = 2 << 30, isForced: Bool = false) {
    self.folder = folder
    self.limit = limit
    self.isForced = isForced
  }
}
