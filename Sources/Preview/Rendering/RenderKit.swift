import Caching
import CardSpec
import Diagnostics
import Imaging
import Localization
import Painting
import Preflight
import RasterOutput
import Scene
import Typesetting

/// What one thread renders with. It stays warm from picture to picture: open fonts, texts that were shaped, decoded and
/// scaled pictures.
final class RenderKit {
  private let typesetter: Typesetter
  private let pictures: PictureLibrary
  private let painter: Painter
  private let encoder = PNGEncoder(effort: .fast)
  /// Composers of the decks that were used last: the present one, and those of trials.
  private var composers = RecentCache<Int, SceneComposer>(limit: 4)

  init(fontConfiguration: String) throws(TypesettingError) {
    typesetter = Typesetter(fonts: try FontLibrary(configuration: fontConfiguration))
    let pictures = PictureLibrary(budget: 96 << 20)
    self.pictures = pictures
    painter = Painter(resampler: pictures.resampled, budget: 48 << 20)
  }

  private func composer(_ version: DeckVersion) -> SceneComposer {
    if let known = composers[version.id] { return known }
    let made = SceneComposer(deck: version.deck, typesetter: typesetter, pictures: pictures)
    composers.insert(made, for: version.id)
    return made
  }

  func fitClaims(_ cell: CellID, _ format: Format, _ card: Card, _ version: DeckVersion, _ pseudo: PseudoLanguage?)
    -> FitClaims
  {
    composer(version).fitClaims(of: card, language: cell.language, format: format, pseudo: pseudo)
  }

  /// The cell as it would be put out, or, where mistakes keep it from that, as far as it can be shown.
  ///
  /// - Parameter explains: Whether its boxes say why they are as they are.
  func compose(
    _ card: Card, _ language: String, _ format: Format, _ version: DeckVersion, _ groups: FitGroups,
    pseudo: PseudoLanguage?, explains: Bool
  ) -> ComposedCell {
    let composer = composer(version)
    var composed =
      explains
      ? composer.explain(card, language: language, format: format, groups: groups, pseudo: pseudo)
      : composer.compose(card, language: language, format: format, groups: groups, pseudo: pseudo)
    if !explains, composed.scene == nil {
      composed = composer.explain(card, language: language, format: format, groups: groups, pseudo: pseudo)
    }
    guard format.medium == .paper, let scene = composed.scene else {
      return ComposedCell(scene: composed.scene, diagnostics: composed.diagnostics)
    }
    let deck = version.deck
    let found = Preflight(press: deck.press, theme: deck.theme).check(scene)
    return ComposedCell(scene: scene, diagnostics: composed.diagnostics + found)
  }

  /// - Parameter scale: Pixels per px.
  func raster(_ scene: Scene, scale: Double, includeBleed: Bool) throws(PaintingError) -> RasterImage {
    try painter.raster(scene, scale: scale, includeBleed: includeBleed)
  }

  /// A file without texts about itself: the page says them.
  func png(_ image: RasterImage) throws(RasterError) -> [UInt8] {
    let buffer = PixelBuffer(width: image.width, height: image.height, pixels: image.pixels, stride: image.stride)
    return try encoder.encode(buffer, metadata: PNGMetadata())
  }

  /// A finished picture file.
  func picture(at path: String) throws(ImagingError) -> Picture { try pictures.picture(at: path) }
}
