import CCrypto

/// The hash function SHA-256 (FIPS 180-4), fed part by part.
///
/// OpenSSL can refuse only for want of memory, or of its own built-in provider: then nothing else of the program could
/// go on either, and it ends.
public final class SHA256 {
  private let context: OpaquePointer

  public init() {
    guard let context = EVP_MD_CTX_new() else { fatalError("there is no memory for a hash") }
    self.context = context
    guard EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else { fatalError("OpenSSL has no SHA-256") }
  }

  // The context belongs to this object alone and is never handed out.
  deinit { EVP_MD_CTX_free(context) }

  public func update(_ bytes: some Sequence<UInt8>) {
    let isDone: Void? = bytes.withContiguousStorageIfAvailable { update($0) }
    if isDone == nil { Array(bytes).withUnsafeBufferPointer { update($0) } }
  }

  private func update(_ buffer: UnsafeBufferPointer<UInt8>) {
    guard buffer.count > 0 else { return }
    // Safety: the buffer is read during the call only.
    guard EVP_DigestUpdate(context, buffer.baseAddress, buffer.count) == 1 else { fatalError("OpenSSL cannot hash") }
  }

  /// The sum of all that was fed; nothing may be fed after it.
  public func finish() -> Digest {
    var sum = [UInt8](repeating: 0, count: Digest.byteCount)
    var count: UInt32 = 0
    // Safety: SHA-256 writes 32 bytes, which is the array's length.
    guard EVP_DigestFinal_ex(context, &sum, &count) == 1, count == Digest.byteCount else {
      fatalError("OpenSSL cannot hash")
    }
    return Digest(bytes: sum)
  }

  /// The sum of some bytes.
  public static func digest(of bytes: [UInt8]) -> Digest {
    let hash = SHA256()
    hash.update(bytes)
    return hash.finish()
  }
}
