extension Picture {
  /// A white picture that is as opaque as this one is light (CSS Masking 1, §7.10): the luminance of each premultiplied
  /// pixel, with the coefficients of Rec. 709.
  public var luminanceMask: Picture {
    var masked = [UInt8](repeating: 0, count: pixels.count)
    for index in stride(from: 0, to: pixels.count - 3, by: 4) {
      let (blue, green, red) = (Int(pixels[index]), Int(pixels[index + 1]), Int(pixels[index + 2]))
      let light = UInt8((2126 * red + 7152 * green + 722 * blue + 5000) / 10_000)
      for channel in 0..<4 { masked[index + channel] = light }
    }
    return Picture(
      id: "luminance of \(id)", width: width, height: height, isOpaque: false, pixels: masked, jpeg: nil)
  }
}
