import Foundation
import PDFReading
import PDFSyntax
import TestSupport
import Testing

/// Files that other programs make.
@Suite("PDFs of other programs")
struct OtherToolsTests {
  struct Failure: Error, CustomStringConvertible { let description: String }

  private func run(_ tool: String, _ arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [tool] + arguments
    process.standardOutput = FileHandle.nullDevice
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(
        description: "\(tool) failed; `make test` installs it (apt: ghostscript, qpdf, python3-pikepdf): \(text)")
    }
  }

  private func report(_ folder: TemporaryFolder, _ name: String) throws -> PDFReport {
    try PDFReport(reading: [UInt8](try folder.data(name)))
  }

  @Test("Ghostscript's: CMYK, a spot ink, a mixture of inks, fonts, a turned picture")
  func ghostscript() throws {
    let folder = TemporaryFolder()
    try folder.write(
      """
      %!PS
      << /PageSize [300 200] >> setpagedevice
      0.9 0.6 0.3 0.2 setcmykcolor 10 10 50 50 rectfill
      [/Separation (PANTONE 186 C) /DeviceCMYK { dup 0 exch dup 0.8 mul exch 0.1 mul }] setcolorspace
      1 setcolor 70 10 50 50 rectfill
      0 0 0 1 setcmykcolor /Helvetica findfont 20 scalefont setfont 10 150 moveto (Equal priority) show
      0.5 setlinewidth 10 140 moveto 200 140 lineto stroke
      gsave 200 50 translate 90 rotate 36 36 scale 100 100 8 [100 0 0 100 0 0]
      { 100 string } false 3 colorimage grestore
      showpage
      """, to: "page.ps")
    try run(
      "gs",
      ["-q", "-o", folder.path + "/page.pdf", "-sDEVICE=pdfwrite", "-dPDFSETTINGS=/prepress", folder.path + "/page.ps"])
    let report = try report(folder, "page.pdf")
    #expect(report.pages.map(\.media) == [PDFReport.Rectangle(left: 0, bottom: 0, right: 300, top: 200)])
    #expect(report.largestInk.map { $0.total.rounded() } == 200)
    #expect(report.spots.map(\.name) == ["PANTONE 186 C"])
    #expect(report.spots[0].alternates[0].space == .deviceCMYK)
    #expect(report.fonts.map(\.isEmbedded) == [true])
    #expect(report.thinnestLine.map { abs($0.width - 0.5) < 0.01 } == true)
    #expect(report.pictures.map { $0.smallestResolution.rounded() } == [200])
    #expect(report.problems == [])
  }

  @Test("pikepdf's: every colour space, inherited boxes, object streams")
  func pikepdf() throws {
    let folder = TemporaryFolder()
    try folder.write(
      """
      import pikepdf, sys
      from pikepdf import Array, Dictionary, Name, Stream
      pdf = pikepdf.new()
      icc = Stream(pdf, open(sys.argv[2], 'rb').read(), N=4)
      tint = Dictionary(FunctionType=2, Domain=[0, 1], N=1, C0=[0, 0, 0, 0], C1=[0, 1, 1, 0])
      spaces = Dictionary(
        Icc=Array([Name.ICCBased, pdf.make_indirect(icc)]), Lab=Array([Name.Lab, Dictionary(WhitePoint=[0.9, 1, 0.8])]),
        Ix=Array([Name.Indexed, Name.DeviceCMYK, 1, bytes([0, 0, 0, 0, 255, 255, 0, 0])]),
        Spot=Array([Name.Separation, Name('/Gold'), Name.DeviceCMYK, tint]))
      content = b'/Icc cs 1 1 0.5 0 sc 0 0 9 9 re f /Lab cs 50 0 0 sc 0 0 9 9 re f /Ix cs 1 sc 0 0 9 9 re f /Spot cs 1 scn 0 0 9 9 re f'
      for turn in (0, 90):
        page = Dictionary(Type=Name.Page, Contents=pdf.make_indirect(Stream(pdf, content)), Rotate=turn,
          Resources=Dictionary(ColorSpace=spaces))
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
      for page in pdf.pages:
        if '/MediaBox' in page.obj: del page.obj.MediaBox
      pdf.Root.Pages.MediaBox = [0, 0, 100, 50]
      pdf.save(sys.argv[1], object_stream_mode=pikepdf.ObjectStreamMode.generate)
      """, to: "make.py")
    let profile = "/usr/share/color/icc/ghostscript/default_cmyk.icc"
    try run(Python.executable.path, [folder.path + "/make.py", folder.path + "/page.pdf", profile])
    let report = try report(folder, "page.pdf")
    #expect(report.pages.map(\.rotation) == [0, 90])
    #expect(report.pages.map(\.media.width) == [100, 100])
    let names = report.colors.map(\.space.name)
    #expect(names.contains { $0.hasPrefix("ICCBased CMYK (") })
    #expect(names.contains("Lab") && names.contains("Indexed DeviceCMYK"))
    #expect(report.colors.allSatisfy { $0.pages == [1, 2] })
    #expect(report.largestInk.map { $0.total.rounded() } == 250)
    #expect(report.spots.map(\.name) == ["Gold"])
  }

  @Test("a file that needs a password is an error in words; one that only restricts is read")
  func encrypted() throws {
    let folder = TemporaryFolder()
    try Data(SamplePDF("0 g 0 0 9 9 re f").bytes).write(to: URL(filePath: folder.path + "/plain.pdf"))
    for (name, password) in [("locked", "secret"), ("restricted", "")] {
      try run(
        "qpdf", ["--encrypt", password, "owner", "256", "--", folder.path + "/plain.pdf", folder.path + "/\(name).pdf"])
    }
    let error = try #require(throws: PDFError.self) { try report(folder, "locked.pdf") }
    #expect(error.message == "the document is locked: it opens only with a password")
    let restricted = try report(folder, "restricted.pdf")
    #expect(restricted.isEncrypted)
    #expect(restricted.colors.map(\.space) == [.deviceGray])
  }

  @Test("a linearised file is told as such")
  func linearized() throws {
    let folder = TemporaryFolder()
    try Data(SamplePDF("0 g 0 0 9 9 re f").bytes).write(to: URL(filePath: folder.path + "/plain.pdf"))
    try run("qpdf", ["--linearize", folder.path + "/plain.pdf", folder.path + "/fast.pdf"])
    #expect(try report(folder, "fast.pdf").isLinearized)
    #expect(!(try report(folder, "plain.pdf")).isLinearized)
  }
}
