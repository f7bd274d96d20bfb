import Foundation

/// A day of the Gregorian calendar.
public struct CalendarDay: Sendable, Hashable {
  private let date: Date

  /// Reads `2026-11-25` (ISO 8601), a day that there is.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.utf8.count) == [4, 2, 2], text.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2D })
    else { return nil }
    let numbers = parts.compactMap { Int($0) }
    let wanted = DateComponents(year: numbers[0], month: numbers[1], day: numbers[2])
    guard numbers[0] >= 1, let date = Self.calendar.date(from: wanted),
      Self.calendar.dateComponents([.year, .month, .day], from: date) == wanted
    else { return nil }
    self.date = date
  }

  /// As CLDR's long form has it: `25 de noviembre de 2026`.
  public func text(_ language: String) -> String {
    date.formatted(
      Date.FormatStyle(
        date: .long, time: .omitted, locale: Locale(identifier: language), calendar: Self.calendar,
        timeZone: Self.calendar.timeZone))
  }

  private static var calendar: Calendar {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar
  }
}
