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
    .target(name: "Measuring"),
    .executableTarget(
      name: "CardBenchmark", dependencies: ["Measuring", .product(name: "PlacardKit", package: "placard")]),
    .executableTarget(
      name: "PNGBenchmark", dependencies: ["Measuring", .product(name: "PlacardKit", package: "placard")]),
    .executableTarget(name: "LayoutBenchmark", dependencies: [.product(name: "BoxLayout", package: "placard")]),
  ]
)
