// swift-tools-version: 6.2
import PackageDescription

/// Measurements that are read by people; `swift run -c release --package-path Benchmarks <name>`.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "placard", path: "..")
  ],
  targets: [
    .executableTarget(name: "LayoutBenchmark", dependencies: [.product(name: "BoxLayout", package: "placard")]),
    .executableTarget(name: "PNGBenchmark", dependencies: [.product(name: "PlacardKit", package: "placard")]),
  ]
)
