/// One column or row while it is sized.
struct GridTrack {
  var size: TrackSize
  var base = 0.0
  var limit = Double.infinity
  var isInfinitelyGrowable = false
  var plannedIncrease = 0.0
  /// An empty track of `repeat(auto-fit, …)`, which takes no room and no gaps.
  var isCollapsed = false
  /// Where the track begins, once aligned.
  var position = 0.0

  var flex: Double { if case .fraction(let factor) = size.max { factor } else { 0 } }
  var isFlexible: Bool { if case .fraction = size.max { true } else { false } }
}

/// What an item asks of the tracks that it spans, margins included.
struct TrackDemand {
  var span: Range<Int>
  var minimum: Double
  var minContent: Double
  var maxContent: Double
  /// Whether the item says itself how small it may be.
  var hasOwnMinimum = false
}

/// Sizes the tracks of one axis (CSS Grid Layout 2, §12).
struct TrackSizing {
  /// The room, or what is asked where there is none.
  enum Space: Equatable {
    case definite(Double)
    case minContent
    case maxContent
    /// An automatic height: as much as the content would like, but no constraint on what items ask for.
    case indefinite
  }

  private(set) var tracks: [GridTrack]
  let gap: Double
  let space: Space
  let demands: [TrackDemand]
  /// The least and most that an indefinite container may become.
  let leastSize: Double
  let stretches: Bool

  private var available: Double? { if case .definite(let room) = space { room } else { nil } }
  private var isIntrinsic: Bool { space == .minContent || space == .maxContent }

  init(
    _ tracks: [GridTrack], gap: Double, space: Space, demands: [TrackDemand], leastSize: Double, stretches: Bool
  ) {
    self.tracks = tracks
    self.gap = gap
    self.space = space
    self.demands = demands
    self.leastSize = leastSize
    self.stretches = stretches
  }

  mutating func run() {
    initialize()
    resolveIntrinsic()
    maximize()
    expandFlexible()
    stretchAutomatic()
  }

  /// Tracks and the gaps between them.
  var total: Double {
    let open = tracks.filter { !$0.isCollapsed }
    return open.reduce(gap * Double(max(0, open.count - 1))) { $0 + $1.base }
  }

  // MARK: §12.4

  private func fixed(_ breadth: TrackBreadth) -> Double? {
    if case .length(let length) = breadth { return length.resolved(against: available).map { max(0, $0) } }
    return nil
  }

  private mutating func initialize() {
    for index in tracks.indices {
      if tracks[index].isCollapsed {
        tracks[index].limit = 0
        continue
      }
      let base = fixed(tracks[index].size.min) ?? 0
      tracks[index].base = base
      tracks[index].limit = max(base, fixed(tracks[index].size.max) ?? .infinity)
    }
  }

  // MARK: §12.5

  private enum Content { case auto, minContent, maxContent }

  /// What an end of a track follows; `nil` for fixed sizes and fractions. A percentage of nothing is automatic.
  private func content(_ breadth: TrackBreadth) -> Content? {
    switch breadth {
    case .auto: return .auto
    case .minContent: return .minContent
    case .maxContent: return .maxContent
    case .length: return fixed(breadth) == nil ? .auto : nil
    case .fraction: return nil
    }
  }

  private func minimum(_ track: GridTrack) -> Content? { content(track.size.min) }

  /// A maximum of `auto` acts as `max-content`.
  private func maximum(_ track: GridTrack) -> Content? {
    let found = content(track.size.max)
    return found == .auto ? .maxContent : found
  }

  private func fitLimit(_ track: GridTrack) -> Double {
    guard let limit = track.size.fitContent else { return .infinity }
    return limit.resolved(against: available) ?? .infinity
  }

  private mutating func resolveIntrinsic() {
    let plain = demands.filter { demand in !demand.span.contains { tracks[$0].isFlexible } }
    for demand in plain where demand.span.count == 1 { fit(demand) }
    for index in tracks.indices { raiseLimit(index) }
    let spans = Set(plain.map(\.span.count)).subtracting([1]).sorted()
    for span in spans { grow(for: plain.filter { $0.span.count == span }, flexibleOnly: false) }
    let flexible = demands.filter { demand in demand.span.contains { tracks[$0].isFlexible } }
    if !flexible.isEmpty { grow(for: flexible, flexibleOnly: true) }
    for index in tracks.indices where tracks[index].limit == .infinity { tracks[index].limit = tracks[index].base }
  }

  private mutating func raiseLimit(_ index: Int) { tracks[index].limit = max(tracks[index].limit, tracks[index].base) }

  /// An item in one track.
  private mutating func fit(_ demand: TrackDemand) {
    let index = demand.span.lowerBound
    let track = tracks[index]
    guard !track.isCollapsed else { return }
    switch minimum(track) {
    case .minContent: tracks[index].base = max(track.base, demand.minContent)
    case .maxContent: tracks[index].base = max(track.base, demand.maxContent)
    case .auto: tracks[index].base = max(track.base, isIntrinsic ? limited(demand) : demand.minimum)
    case nil: break
    }
    let known = track.limit == .infinity ? 0 : track.limit
    switch maximum(track) {
    case .minContent: tracks[index].limit = max(known, demand.minContent)
    case .maxContent, .auto:
      tracks[index].limit = max(known, min(demand.maxContent, max(fitLimit(track), demand.minimum)))
    case nil: break
    }
  }

  /// The min-content contribution, limited by the maxima of the tracks if all are fixed, but at least the minimum.
  private func limited(_ demand: TrackDemand) -> Double {
    if demand.hasOwnMinimum { return demand.minimum }
    var most = gap * Double(demand.span.count - 1)
    for index in demand.span { most += fixed(tracks[index].size.max) ?? fitLimit(tracks[index]) }
    return max(demand.minimum, min(demand.minContent, most))
  }

  /// §12.5 step 3, for items of one span, or step 4 with all items in flexible tracks.
  private mutating func grow(for group: [TrackDemand], flexibleOnly: Bool) {
    func affected(_ demand: TrackDemand, _ isAffected: (GridTrack) -> Bool) -> [Int] {
      demand.span.filter {
        !tracks[$0].isCollapsed && (!flexibleOnly || tracks[$0].isFlexible) && isAffected(tracks[$0])
      }
    }
    for demand in group {
      plan(
        demand, isIntrinsic ? limited(demand) : demand.minimum, affected(demand) { minimum($0) != nil }, .minimum,
        flexibleOnly)
    }
    applyToBases()
    for demand in group {
      let chosen = affected(demand) { minimum($0) == .minContent || minimum($0) == .maxContent }
      plan(demand, demand.minContent, chosen, .minimum, flexibleOnly)
    }
    applyToBases()
    for demand in group {
      let chosen = affected(demand) { minimum($0) == .maxContent }
      plan(demand, demand.maxContent, chosen, .maxContent, flexibleOnly)
    }
    applyToBases()
    for index in tracks.indices { raiseLimit(index) }
    guard !flexibleOnly else { return }
    for demand in group { plan(demand, demand.minContent, affected(demand) { maximum($0) != nil }, .limit, false) }
    applyToLimits(marking: true)
    for demand in group {
      plan(demand, demand.maxContent, affected(demand) { maximum($0) == .maxContent }, .limit, false)
    }
    applyToLimits(marking: false)
  }

  private enum Phase { case minimum, maxContent, limit }

  /// §12.5.1: shares out what an item still lacks; a track grows by the most that any item plans for it.
  private mutating func plan(
    _ demand: TrackDemand, _ contribution: Double, _ affected: [Int], _ phase: Phase, _ byFlex: Bool
  ) {
    guard !affected.isEmpty else { return }
    func size(_ index: Int) -> Double {
      phase == .limit && tracks[index].limit != .infinity ? tracks[index].limit : tracks[index].base
    }
    let open = demand.span.filter { !tracks[$0].isCollapsed }
    var space = contribution - open.reduce(gap * Double(max(0, open.count - 1))) { $0 + size($1) }
    guard space > 0 else { return }
    var increase = Dictionary(uniqueKeysWithValues: affected.map { ($0, 0.0) })
    if byFlex {
      let sum = affected.reduce(0) { $0 + tracks[$1].flex }
      for index in affected {
        increase[index] = sum > 0 ? space * tracks[index].flex / sum : space / Double(affected.count)
      }
      space = 0
    }
    var growing = affected
    while space > 1e-9, !growing.isEmpty {
      let share = space / Double(growing.count)
      var next: [Int] = []
      for index in growing {
        let room: Double
        switch phase {
        case .limit:
          let isOpen = tracks[index].limit == .infinity || tracks[index].isInfinitelyGrowable
          room = isOpen ? max(0, fitLimit(tracks[index]) - size(index)) : 0
        default: room = max(0, min(tracks[index].limit, fitLimit(tracks[index])) - tracks[index].base)
        }
        let taken = min(share, max(0, room - (increase[index] ?? 0)))
        increase[index, default: 0] += taken
        space -= taken
        if taken == share { next.append(index) }
      }
      if next.count == growing.count && share * Double(next.count) <= 1e-9 { break }
      growing = next
    }
    if space > 1e-9 {
      // Beyond the limits: those that content may still enlarge, or else all.
      var beyond = affected.filter {
        phase == .maxContent ? maximum(tracks[$0]) == .maxContent : maximum(tracks[$0]) != nil
      }
      if beyond.isEmpty { beyond = affected }
      if phase == .limit { beyond = beyond.filter { fitLimit(tracks[$0]) == .infinity } }
      for index in beyond { increase[index, default: 0] += space / Double(beyond.count) }
    }
    for index in affected {
      tracks[index].plannedIncrease = max(tracks[index].plannedIncrease, increase[index] ?? 0)
    }
  }

  private mutating func applyToBases() {
    for index in tracks.indices {
      tracks[index].base += tracks[index].plannedIncrease
      tracks[index].plannedIncrease = 0
    }
  }

  private mutating func applyToLimits(marking: Bool) {
    for index in tracks.indices {
      let increase = tracks[index].plannedIncrease
      tracks[index].plannedIncrease = 0
      tracks[index].isInfinitelyGrowable = false
      if tracks[index].limit == .infinity {
        guard increase > 0 else { continue }
        tracks[index].limit = tracks[index].base + increase
        tracks[index].isInfinitelyGrowable = marking
      } else {
        tracks[index].limit += increase
      }
    }
  }

  // MARK: §12.6 to §12.8

  private mutating func maximize() {
    switch space {
    case .minContent: return
    case .maxContent, .indefinite:
      for index in tracks.indices { tracks[index].base = max(tracks[index].base, tracks[index].limit) }
    case .definite(let room):
      var free = room - total
      var growing = tracks.indices.filter { tracks[$0].base < tracks[$0].limit }
      while free > 1e-9, !growing.isEmpty {
        let share = free / Double(growing.count)
        for index in growing {
          let taken = min(share, tracks[index].limit - tracks[index].base)
          tracks[index].base += taken
          free -= taken
        }
        growing = growing.filter { tracks[$0].base < tracks[$0].limit - 1e-9 }
      }
    }
  }

  private mutating func expandFlexible() {
    guard tracks.contains(where: \.isFlexible) else { return }
    let fraction: Double
    switch space {
    case .minContent: fraction = 0
    case .definite(let room): fraction = fractionSize(Array(tracks.indices), room: room)
    case .maxContent, .indefinite:
      var found = tracks.reduce(0) { $1.isFlexible ? max($0, $1.base / max(1, $1.flex)) : $0 }
      for demand in demands where demand.span.contains(where: { tracks[$0].isFlexible }) {
        found = max(found, fractionSize(Array(demand.span), room: demand.maxContent))
      }
      let widened = tracks.reduce(gap * Double(max(0, tracks.filter { !$0.isCollapsed }.count - 1))) {
        $0 + max($1.base, $1.flex * found)
      }
      fraction = widened < leastSize ? fractionSize(Array(tracks.indices), room: leastSize) : found
    }
    for index in tracks.indices where tracks[index].isFlexible && !tracks[index].isCollapsed {
      tracks[index].base = max(tracks[index].base, fraction * tracks[index].flex)
    }
  }

  /// §12.7.1: the size of 1 fr in the given room.
  private func fractionSize(_ indices: [Int], room: Double) -> Double {
    var inflexible: Set<Int> = []
    let open = indices.filter { !tracks[$0].isCollapsed }
    while true {
      var left = room - gap * Double(max(0, open.count - 1))
      var factors = 0.0
      for index in open {
        if tracks[index].isFlexible, !inflexible.contains(index) {
          factors += tracks[index].flex
        } else {
          left -= tracks[index].base
        }
      }
      let fraction = max(0, left) / max(1, factors)
      let tooLarge = open.filter {
        tracks[$0].isFlexible && !inflexible.contains($0) && fraction * tracks[$0].flex < tracks[$0].base
      }
      if tooLarge.isEmpty { return fraction }
      inflexible.formUnion(tooLarge)
    }
  }

  private mutating func stretchAutomatic() {
    guard stretches else { return }
    let automatic = tracks.indices.filter { !tracks[$0].isCollapsed && content(tracks[$0].size.max) == .auto }
    guard !automatic.isEmpty else { return }
    let free = (available ?? leastSize) - total
    guard free > 0 else { return }
    for index in automatic { tracks[index].base += free / Double(automatic.count) }
  }
}
