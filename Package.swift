// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors in our own code; every room uses strict concurrency (Swift 6 language mode).
let ourSettings: [SwiftSetting] = [
  .treatAllWarnings(as: .error)
]

/// One thin module per C library, found through pkg-config.
func library(_ name: String, pkgConfig: String?, apt: [String], brew: [String]) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt(apt), .brew(brew)])
}

func room(_ name: String, _ dependencies: [Target.Dependency], resources: [Resource] = []) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: ourSettings)
}

func tests(_ room: String, _ more: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(
    name: room + "Tests", dependencies: [.init(stringLiteral: room)] + more,
    exclude: exclude, resources: [], swiftSettings: ourSettings)
}

let package = Package(
  name: "placard",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "placard", targets: ["placard"]),
    .library(name: "BoxLayout", targets: ["BoxLayout"]),
    .library(
      name: "PlacardKit",
      targets: [
        "Diagnostics", "Hashing", "Files", "CardSpec", "LiteralText", "Localization", "DataRows", "Templating",
        "BoxLayout", "Caching",
        "XMP", "Typesetting", "Imaging", "Scene", "Imposition", "Preflight", "Painting", "RasterOutput", "PressColor",
        "PDFSyntax", "PDFReading", "Conformance", "PDFOutput", "Manifest", "OutputCache", "Recipes", "Gallery", "Batch",
        "Explaining", "Watching", "Preview",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // For the preview server alone. Its default traits would bring in a configuration library, which nothing here uses.
    .package(
      url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1", traits: ["FullFoundation"]),
    // Hummingbird's own: for the names of header fields, for connections, and for telling it to keep silent.
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
  ],
  targets: [
    library("CCairo", pkgConfig: "cairo-ft", apt: ["libcairo2-dev"], brew: ["cairo"]),
    library("CPango", pkgConfig: "pangocairo", apt: ["libpango1.0-dev"], brew: ["pango"]),
    library("CRsvg", pkgConfig: "librsvg-2.0", apt: ["librsvg2-dev"], brew: ["librsvg"]),
    library("CPixbuf", pkgConfig: "gdk-pixbuf-2.0", apt: ["libgdk-pixbuf-2.0-dev"], brew: ["gdk-pixbuf"]),
    library("CLcms", pkgConfig: "lcms2", apt: ["liblcms2-dev"], brew: ["little-cms2"]),
    library("CQRencode", pkgConfig: "libqrencode", apt: ["libqrencode-dev"], brew: ["qrencode"]),
    library("CCmark", pkgConfig: "libcmark", apt: ["libcmark-dev"], brew: ["cmark"]),
    library("CDeflate", pkgConfig: "libdeflate", apt: ["libdeflate-dev"], brew: ["libdeflate"]),
    library("CTurboJPEG", pkgConfig: "libturbojpeg", apt: ["libturbojpeg0-dev"], brew: ["jpeg-turbo"]),
    library("CHyphen", pkgConfig: nil, apt: ["libhyphen-dev"], brew: []),
    library("CHeap", pkgConfig: nil, apt: ["libc6-dev"], brew: []),
    library("CCrypto", pkgConfig: "libcrypto", apt: ["libssl-dev"], brew: ["openssl@3"]),
    library("CChafa", pkgConfig: "chafa", apt: ["libchafa-dev"], brew: ["chafa"]),
    library("CQPDF", pkgConfig: "libqpdf", apt: ["libqpdf-dev"], brew: ["qpdf"]),

    room("Diagnostics", []),
    room("Hashing", ["CCrypto"]),
    room("Files", ["Hashing"]),
    room("CardSpec", ["Diagnostics", "Files"]),
    room("LiteralText", []),
    room("Localization", ["CardSpec", "Diagnostics", "Files", "LiteralText"]),
    room("DataRows", ["CardSpec", "Diagnostics", "Files", "LiteralText", "Localization"]),
    room("Templating", ["CardSpec", "LiteralText", "Localization", "Diagnostics"]),
    room("BoxLayout", []),
    room("Caching", []),
    room("XMP", []),
    room("Imposition", []),
    room(
      "Typesetting",
      ["Caching", "LiteralText", "CPango", "CCmark", .target(name: "CHyphen", condition: .when(platforms: [.linux]))]),
    room(
      "Imaging", ["Caching", "Files", "Hashing", "CPixbuf", "CTurboJPEG", "CRsvg", "CLcms", "CQRencode", "CDeflate"]),
    room("Scene", ["Diagnostics", "CardSpec", "Localization", "Templating", "BoxLayout", "Typesetting", "Imaging"]),
    room("Painting", ["Caching", "Scene", "Typesetting", "Imaging", "CCairo", "CRsvg"]),
    room("Preflight", ["Diagnostics", "CardSpec", "Typesetting", "Imaging", "Scene"]),
    room("RasterOutput", ["XMP", "CDeflate"]),
    room("PressColor", ["CardSpec", "CLcms"]),
    room("PDFSyntax", ["CQPDF", "CDeflate"]),
    room("PDFReading", ["PDFSyntax", "XMP", "CLcms"]),
    room("Conformance", ["PDFSyntax", "PDFReading", "XMP"]),
    room(
      "PDFOutput",
      [
        "Caching", "CardSpec", "Hashing", "Localization", "Imaging", "Imposition", "Scene", "Painting", "PressColor",
        "PDFSyntax",
        "PDFReading", "Conformance", "XMP", "CCairo", "CLcms",
      ]),
    room("Manifest", ["Files", "Hashing"]),
    room("OutputCache", ["Files", "Hashing"]),
    room(
      "Recipes",
      [
        "CardSpec", "Diagnostics", "Files", "Hashing", "Localization", "OutputCache", "Templating", "Typesetting",
      ]),
    room("Gallery", ["Files", "Hashing", "Manifest"]),
    room(
      "Batch",
      [
        "CHeap", "Diagnostics", "CardSpec", "DataRows", "Files", "Gallery", "Hashing", "Imaging", "Imposition",
        "Localization",
        "Manifest", "OutputCache", "Painting", "PDFOutput", "Preflight", "PressColor", "RasterOutput", "Recipes",
        "Scene", "Typesetting",
      ]),
    room("Explaining", ["BoxLayout", "CardSpec", "Scene", "Typesetting"]),
    room("TerminalPictures", ["CChafa"]),
    room("Watching", ["Files"]),
    room(
      "Preview",
      [
        "Batch", "BoxLayout", "Caching", "CardSpec", "Diagnostics", "Explaining", "Files", "Gallery", "Hashing",
        "Imaging", "Localization", "Manifest", "Painting", "Preflight", "RasterOutput", "Scene", "Typesetting",
      ]),
    room(
      "PreviewServer",
      [
        "Preview", "Localization", .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"), .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "HTTPTypes", package: "swift-http-types"), .product(name: "Logging", package: "swift-log"),
      ],
      resources: [.copy("Page")]),
    .executableTarget(
      name: "placard",
      dependencies: [
        "Batch", "BoxLayout", "CardSpec", "DataRows", "Diagnostics", "Explaining", "Files", "Imaging", "Manifest",
        "PDFReading", "PDFSyntax", "Preview", "PreviewServer", "Scene", "TerminalPictures",
        "Typesetting", "Watching",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: ourSettings),
    tests("TerminalPictures"),
    tests("Watching", ["TestSupport"]),
    tests("Preview", ["Imaging", "Localization", "Painting", "TestSupport", "Typesetting"]),
    tests("PreviewServer", ["Preview", "TestSupport"]),
    tests("Caching"),
    tests("Hashing"),
    tests("Files", ["TestSupport"]),
    tests("OutputCache", ["Files", "Hashing", "TestSupport"]),
    tests("Recipes", ["CardSpec", "Diagnostics", "Files", "Hashing", "OutputCache", "TestSupport", "Typesetting"]),
    tests("LiteralText", ["Typesetting"]),
    tests("DataRows", ["CardSpec", "Diagnostics", "LiteralText", "Localization", "TestSupport"]),
    tests("XMP"),
    tests("Imposition"),
    tests("Typesetting"),
    tests("Diagnostics"),
    tests("Localization", ["CardSpec", "Diagnostics"]),
    tests(
      "CardSpec", ["Localization", "Templating", "Diagnostics", "TestSupport"], exclude: ["Wrong", "validate.py"]),
    tests("PDFSyntax"),
    tests("PDFReading", ["PDFSyntax", "TestSupport"]),
    tests("PressColor", ["CardSpec"]),
    tests(
      "PDFOutput",
      [
        "CardSpec", "Conformance", "Imaging", "Imposition", "PDFReading", "PDFSyntax", "Painting", "PressColor",
        "Scene", "TestSupport", "Typesetting",
      ],
      exclude: ["Pictures", "colours.py"]),
    tests("Imaging", ["CDeflate", "CLcms", "CTurboJPEG"], exclude: ["Pictures"]),
    tests("RasterOutput", ["CPixbuf", "CDeflate"]),
    tests("BoxLayout", ["CardSpec", "Scene"], exclude: ["Browser", "Cases"]),
    tests("Preflight", ["CardSpec", "Diagnostics", "Imaging", "Scene", "TestSupport", "Typesetting"]),
    tests("Scene", ["BoxLayout", "CardSpec", "Diagnostics", "Imaging", "RasterOutput", "Typesetting"]),
    tests(
      "Painting", ["CardSpec", "Diagnostics", "Imaging", "RasterOutput", "Scene", "Typesetting"], exclude: ["Browser"]),
    tests("Manifest", ["Files", "Hashing", "TestSupport"], exclude: ["validate.py"]),
    tests("Gallery", ["Manifest", "TestSupport"]),
    tests(
      "Batch",
      [
        "CardSpec", "DataRows", "Diagnostics", "Manifest", "Imaging", "PDFOutput", "Painting", "RasterOutput", "Scene",
        "Typesetting", "TestSupport",
      ]),
    .testTarget(
      name: "CommandLineTests", dependencies: ["placard", "Batch", "Hashing", "Manifest", "TestSupport"],
      swiftSettings: ourSettings),
    .testTarget(
      name: "PreviewBrowserTests", dependencies: ["placard", "Gallery", "Manifest", "TestSupport"],
      swiftSettings: ourSettings),
    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: ourSettings),
    tests("Templating", ["CardSpec", "Localization", "Diagnostics"]),
  ]
)
