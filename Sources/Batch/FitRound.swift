/// Where the workers of a run hand in what they found out about fit groups, and wait for what all of them found.
actor FitRound {
  private var missing: Int
  private var findings = FitSurvey.Findings()
  private var waiting: [CheckedContinuation<FitSurvey.Findings, Never>] = []

  init(workers: Int) { missing = workers }

  /// Adds one worker's part and gives the whole, once all have handed in theirs.
  func handIn(_ part: FitSurvey.Findings) async -> FitSurvey.Findings {
    findings.merge(part)
    missing -= 1
    if missing > 0 { return await withCheckedContinuation { waiting.append($0) } }
    for other in waiting { other.resume(returning: findings) }
    waiting = []
    return findings
  }
}
