import Foundation

/// What the gallery itself says: a line for each key, with the words in each of `languages`, for one and for many where these
/// differ. `{1}` is the first value, `{#1}` the same as a number with the language's decimal sign.
enum GalleryWords {
  static let languages = ["en", "es", "fr"]

  static let table: [String: [[String]]] = [
    "gallery": [["gallery"], ["galería"], ["galerie"]],
    "skip": [["Skip to the cards"], ["Ir a las tarjetas"], ["Aller aux cartes"]],
    "languageOfPage": [["Language of this page"], ["Idioma de esta página"], ["Langue de cette page"]],
    "languages": [["Languages"], ["Idiomas"], ["Langues"]],
    "sizes": [["Sizes"], ["Tamaños"], ["Formats"]],
    "messages": [["Messages"], ["Mensajes"], ["Messages"]],
    "documents": [["Documents"], ["Documentos"], ["Documents"]],
    "cards": [["Cards"], ["Tarjetas"], ["Cartes"]],
    "cardCount": [["{1} card", "{1} cards"], ["{1} tarjeta", "{1} tarjetas"], ["{1} carte", "{1} cartes"]],
    "languageCount": [
      ["{1} language", "{1} languages"], ["{1} idioma", "{1} idiomas"], ["{1} langue", "{1} langues"],
    ],
    "pictureCount": [["{1} picture", "{1} pictures"], ["{1} imagen", "{1} imágenes"], ["{1} image", "{1} images"]],
    "documentCount": [
      ["{1} document", "{1} documents"], ["{1} documento", "{1} documentos"], ["{1} document", "{1} documents"],
    ],
    "warningCount": [
      ["{1} warning", "{1} warnings"], ["{1} aviso", "{1} avisos"], ["{1} avertissement", "{1} avertissements"],
    ],
    "failureCount": [
      ["{1} file could not be made", "{1} files could not be made"],
      ["{1} archivo no se pudo crear", "{1} archivos no se pudieron crear"],
      ["{1} fichier n’a pas pu être créé", "{1} fichiers n’ont pas pu être créés"],
    ],
    "pageCount": [["{1} page", "{1} pages"], ["{1} página", "{1} páginas"], ["{1} page", "{1} pages"]],
    "png": [["a picture"], ["una imagen"], ["une image"]],
    "pdf": [["a page for each card"], ["una página por tarjeta"], ["une page par carte"]],
    "sheets": [["sheets for the press"], ["pliegos para imprenta"], ["feuilles pour l’imprimerie"]],
    "contact-sheet": [["for review"], ["para revisión"], ["pour relecture"]],
    "size": [["{#1} × {#2}"], ["{#1} × {#2}"], ["{#1} × {#2}"]],
    "sizeIn": [["{#1} × {#2} {3}"], ["{#1} × {#2} {3}"], ["{#1} × {#2} {3}"]],
    "bytes": [["{1} byte", "{1} bytes"], ["{1} byte", "{1} bytes"], ["{1} octet", "{1} octets"]],
    "kilobytes": [["{1} KB"], ["{1} kB"], ["{1} ko"]],
    "megabytes": [["{#1} MB"], ["{#1} MB"], ["{#1} Mo"]],
    "notMade": [["{1} could not be made"], ["{1} no se pudo crear"], ["{1} n’a pas pu être créé"]],
    "leftOut": [
      ["the card {1} could not be read"], ["la tarjeta {1} no se pudo leer"], ["la carte {1} n’a pas pu être lue"],
    ],
    "error": [["error:"], ["error:"], ["erreur\u{A0}:"]],
    "warning": [["warning:"], ["aviso:"], ["avertissement\u{A0}:"]],
    "alternative": [["Alternative text"], ["Texto alternativo"], ["Texte de remplacement"]],
    "copy": [["Copy text"], ["Copiar texto"], ["Copier le texte"]],
    "copyOf": [
      ["Copy the alternative text, {1}"], ["Copiar el texto alternativo, {1}"],
      ["Copier le texte de remplacement, {1}"],
    ],
    "copied": [["Copied"], ["Copiado"], ["Copié"]],
    "wasCopied": [["The text was copied"], ["Se ha copiado el texto"], ["Le texte a été copié"]],
    "selected": [
      ["The text is selected: press Ctrl and C to copy it"],
      ["El texto está seleccionado: pulse Ctrl y C para copiarlo"],
      ["Le texte est sélectionné\u{A0}: appuyez sur Ctrl et C pour le copier"],
    ],
    "download": [["Download"], ["Descargar"], ["Télécharger"]],
    "downloadOf": [["Download {1}, {2}, {3}"], ["Descargar {1}, {2}, {3}"], ["Télécharger {1}, {2}, {3}"]],
    "shown": [
      ["{1} file shown", "{1} files shown"], ["{1} archivo a la vista", "{1} archivos a la vista"],
      ["{1} fichier affiché", "{1} fichiers affichés"],
    ],
    "madeFrom": [["Made by Placard from"], ["Hecho por Placard a partir de"], ["Fait par Placard à partir de"]],
    "forPrograms": [
      [", which says the same to programs."], [", que dice lo mismo a los programas."],
      [", qui dit la même chose aux programmes."],
    ],
  ]

  /// The table as a JavaScript object, by language and key.
  static let script: String = {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let byLanguage = Dictionary(
      languages.enumerated().map { place, language in (language, table.mapValues { $0[place] }) }
    ) { first, _ in first }
    // Strings in arrays and dictionaries always have a form in JSON.
    guard let text = try? encoder.encode(byLanguage) else { preconditionFailure("words have a form in JSON") }
    return String(decoding: text, as: UTF8.self)
  }()
}
