import Scene
public struct PDFError: Error, Sendable { public var message: String }
public struct PDFDocumentInfo: Sendable { public var title: String; public var language: String; public var author, subject: String?; public var keywords: [String] = []; public var licence, site, date: String?
  public init(title: String, language: String) { self.title = title; self.language = language } }
public final class PDFWriter { public init() {}
  public func write(_ scenes: [Scene], info: PDFDocumentInfo) throws(PDFError) -> [UInt8] { throw PDFError(message: "x") } }
