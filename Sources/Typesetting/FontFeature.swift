/// The names of OpenType features.
enum FontFeature {
  /// Whether the OpenType registry (version 1.9.1, "Registered features") has the tag.
  static func isRegistered(_ tag: String) -> Bool {
    if registered.contains(tag) { return true }
    // ss01…ss20 and cv01…cv99 are numbered.
    let digits = tag.utf8.dropFirst(2)
    guard tag.hasPrefix("ss") || tag.hasPrefix("cv"), digits.count == 2,
      digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }), let number = Int(tag.dropFirst(2))
    else { return false }
    return (1...(tag.hasPrefix("ss") ? 20 : 99)).contains(number)
  }

  private static let registered: Set<String> = Set(
    """
    aalt abvf abvm abvs afrc akhn apkn blwf blwm blws c2pc c2sc calt case ccmp cfar chws cjct clig cpct cpsp cswh curs \
    dist dlig dnom dtls expt falt fin2 fin3 fina flac frac fwid half haln halt hist hkna hlig hngl hojo hwid init isol \
    ital jalt jp04 jp78 jp83 jp90 kern lfbd liga ljmo lnum locl ltra ltrm mark med2 medi mgrk mkmk mset nalt nlck nukt \
    numr onum opbd ordn ornm palt pcap pkna pnum pref pres pstf psts pwid qwid rand rclt rkrf rlig rphf rtbd rtla rtlm \
    ruby rvrn salt sinf size smcp smpl ssty stch subs sups swsh titl tjmo tnam tnum trad twid unic valt vapk vatu vchw \
    vert vhal vjmo vkna vkrn vpal vrt2 vrtr zero
    """.split(separator: " ").map(String.init))
}
