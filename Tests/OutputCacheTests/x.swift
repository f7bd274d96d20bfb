import Testing
@testable import OutputCache
