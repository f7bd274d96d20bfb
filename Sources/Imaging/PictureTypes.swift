import CPixbuf

/// What kinds of pictures this computer can decode.
public enum PictureTypes {
  /// Names as gdk-pixbuf has them, for instance `png` and `webp`, sorted.
  public static var readable: [String] {
    var names: [String] = []
    let list = gdk_pixbuf_get_formats()
    // Safe: the list is ours to free, its formats belong to gdk-pixbuf and are never freed; names are copied.
    defer { g_slist_free(list) }
    var item = list
    while let current = item {
      if let data = current.pointee.data, let name = gdk_pixbuf_format_get_name(OpaquePointer(data)) {
        names.append(String(cString: name))
        g_free(name)
      }
      item = current.pointee.next
    }
    return names.sorted()
  }
}
