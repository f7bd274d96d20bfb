import CQRencode

/// How much of a QR symbol may be lost before it cannot be read: about 7, 15, 25 and 30 %.
public enum QRCorrectionLevel: String, Sendable, Hashable, CaseIterable {
  case low, medium, quartile, high

  /// Bytes that the largest symbol (version 40) holds in byte mode (ISO/IEC 18004, table 7).
  var capacity: Int {
    switch self {
    case .low: 2953
    case .medium: 2331
    case .quartile: 1663
    case .high: 1273
    }
  }

  fileprivate var level: QRecLevel {
    switch self {
    case .low: QR_ECLEVEL_L
    case .medium: QR_ECLEVEL_M
    case .quartile: QR_ECLEVEL_Q
    case .high: QR_ECLEVEL_H
    }
  }
}

/// Makes QR symbols (ISO/IEC 18004).
public enum QREncoder {
  /// The smallest symbol that holds `text` as UTF-8; digits and capitals are packed more tightly.
  ///
  /// - Throws: `qrEmpty`, or `qrTooLong` when no version holds the text at this correction level.
  public static func encode(_ text: String, correction: QRCorrectionLevel) throws(ImagingError) -> QRCode {
    let bytes = Array(text.utf8)
    guard !bytes.isEmpty else { throw .qrEmpty }
    // Digits take the least room: 7089 of them fill the largest symbol.
    guard bytes.count <= 7089, let symbol = Symbol(bytes, correction.level) else {
      throw .qrTooLong(bytes: bytes.count, correction: correction)
    }
    return symbol.code
  }
}

/// Owns a symbol of libqrencode.
private final class Symbol {
  private let symbol: UnsafeMutablePointer<QRcode>

  init?(_ bytes: [UInt8], _ level: QRecLevel) {
    let made: UnsafeMutablePointer<QRcode>?
    if bytes.contains(0) {
      // Safety: the pointer is valid for `bytes.count` bytes during the call; the library copies them.
      made = QRcode_encodeData(Int32(bytes.count), bytes, 0, level)
    } else {
      // Safety: the string ends with a zero and has none before; the library copies it.
      made = (bytes + [0]).withUnsafeBytes { buffer in
        QRcode_encodeString(buffer.bindMemory(to: CChar.self).baseAddress, 0, level, QR_MODE_8, 1)
      }
    }
    guard let made else { return nil }
    symbol = made
  }

  // Safety: this object alone holds the symbol, and nothing of it is handed out.
  deinit { QRcode_free(symbol) }

  var code: QRCode {
    let size = Int(symbol.pointee.width)
    // Safety: libqrencode documents `data` as `width × width` bytes that live as long as the symbol; bit 0 is dark.
    let modules = UnsafeBufferPointer(start: symbol.pointee.data, count: size * size)
    return QRCode(size: size, modules: modules.map { $0 & 1 == 1 })
  }
}
