// swift-tools-version: 6.2
import PackageDescription

/// Measurements that are run by hand: `swift run -c release --package-path Benchmarks NAME`.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "placard", path: "..")
  ],
  targets: [
    .executableTarget(
      name: "LayoutBenchmark",
      dependencies: [.product(name: "BoxLayout", package: "placard")])
  ]
)
