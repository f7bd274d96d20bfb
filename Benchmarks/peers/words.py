"""The words of the sample cards: plain facts about water, forests and libraries, in English, Spanish and French.

A card has a heading and a paragraph of three of its topic's six sentences. Different cards take different sentences in
a different order, so that no two paragraphs of a deck of up to 360 cards are alike, and nobody gains by remembering one.
"""

from itertools import permutations

LANGUAGES = ("en", "es", "fr")

#: For each topic and language: its name, six headings, six sentences.
TOPICS = (
    {
        "en": (
            "Water",
            (
                "Water is always on its way", "A river begins with rain", "What a lake remembers",
                "Under our feet, water rests", "Snow is water that waits", "The sea gives back the rain",
            ),
            (
                "Most of the water on Earth is salt water in the seas.",
                "Rain that falls on a hill may reach the sea after years.",
                "Glaciers hold more fresh water than all lakes together.",
                "Wetlands take up floods and give the water back slowly.",
                "Groundwater feeds springs long after the last rain.",
                "A drop of water stays about nine days in the air.",
            ),
        ),
        "es": (
            "Agua",
            (
                "El agua siempre está en camino", "Un río empieza con la lluvia", "Lo que un lago recuerda",
                "Bajo los pies descansa el agua", "La nieve es agua que espera", "El mar devuelve la lluvia",
            ),
            (
                "La mayor parte del agua de la Tierra es salada y está en los mares.",
                "La lluvia que cae en una colina puede tardar años en llegar al mar.",
                "Los glaciares guardan más agua dulce que todos los lagos juntos.",
                "Los humedales recogen las crecidas y devuelven el agua poco a poco.",
                "El agua subterránea alimenta fuentes mucho después de la lluvia.",
                "Una gota de agua permanece unos nueve días en el aire.",
            ),
        ),
        "fr": (
            "L’eau",
            (
                "L’eau est toujours en chemin", "Une rivière commence par la pluie", "Ce dont un lac se souvient",
                "Sous nos pieds, l’eau repose", "La neige est de l’eau qui attend", "La mer nous rend la pluie",
            ),
            (
                "La plus grande part de l’eau de la Terre est salée, dans les mers.",
                "La pluie tombée sur une colline met parfois des années jusqu’à la mer.",
                "Les glaciers gardent plus d’eau douce que tous les lacs réunis.",
                "Les zones humides retiennent les crues et rendent l’eau lentement.",
                "L’eau souterraine nourrit les sources longtemps après la pluie.",
                "Une goutte d’eau reste environ neuf jours dans l’air.",
            ),
        ),
    },
    {
        "en": (
            "Forests",
            (
                "A forest grows at its own pace", "Old trees shelter young ones", "Light finds a way to the ground",
                "Leaves become soil again", "A wood is made of many layers", "Roots and fungi share the ground",
            ),
            (
                "Forests cover nearly a third of the land of the Earth.",
                "Trees take in carbon dioxide and store carbon in wood.",
                "Fallen leaves feed fungi, beetles and the soil itself.",
                "Under the canopy, summers are cooler and winters milder.",
                "The rings of a trunk tell of dry years and wet ones.",
                "Many seeds are carried by wind, water, birds and squirrels.",
            ),
        ),
        "es": (
            "Bosques",
            (
                "Un bosque crece a su ritmo", "Los árboles viejos abrigan a los jóvenes", "La luz encuentra el suelo",
                "Las hojas vuelven a ser tierra", "Un bosque tiene muchas capas", "Raíces y hongos comparten el suelo",
            ),
            (
                "Los bosques cubren casi un tercio de la superficie terrestre.",
                "Los árboles toman dióxido de carbono y guardan carbono en la madera.",
                "Las hojas caídas alimentan a hongos, escarabajos y al propio suelo.",
                "Bajo las copas, el verano es más fresco y el invierno más suave.",
                "Los anillos de un tronco hablan de años secos y de años húmedos.",
                "Muchas semillas viajan con el viento, el agua, las aves y las ardillas.",
            ),
        ),
        "fr": (
            "Forêts",
            (
                "Une forêt grandit à son rythme", "Les vieux arbres abritent les jeunes", "La lumière trouve le sol",
                "Les feuilles redeviennent terre", "Un bois compte plusieurs étages", "Racines et champignons se partagent le sol",
            ),
            (
                "Les forêts couvrent près d’un tiers des terres émergées.",
                "Les arbres absorbent du dioxyde de carbone et le gardent dans le bois.",
                "Les feuilles mortes nourrissent champignons, insectes et sol.",
                "Sous les arbres, l’été est plus frais et l’hiver plus doux.",
                "Les cernes d’un tronc racontent les années sèches et humides.",
                "Bien des graines voyagent avec le vent, l’eau et les oiseaux.",
            ),
        ),
    },
    {
        "en": (
            "Libraries",
            (
                "A library is a house for everyone", "Books wait patiently", "Reading rooms are quiet on purpose",
                "What was written can be found", "A catalogue is a map", "Shelves hold many voices",
            ),
            (
                "A public library lends books to anyone who lives nearby.",
                "Catalogues tell where each book stands on its shelf.",
                "Clay tablets are among the oldest books that we know.",
                "Paper keeps best where the air is cool, dry and dark.",
                "Many libraries lend music, maps and tools as well.",
                "Interlibrary loan brings a book from another town.",
            ),
        ),
        "es": (
            "Bibliotecas",
            (
                "Una biblioteca es casa de todos", "Los libros esperan con paciencia", "La sala de lectura es tranquila",
                "Lo escrito se puede encontrar", "Un catálogo es un mapa", "Los estantes guardan muchas voces",
            ),
            (
                "Una biblioteca pública presta libros a quien vive cerca.",
                "Los catálogos dicen dónde está cada libro en su estante.",
                "Las tablillas de arcilla son de los libros más antiguos que conocemos.",
                "El papel se conserva mejor en un aire fresco, seco y oscuro.",
                "Muchas bibliotecas prestan también música, mapas y herramientas.",
                "El préstamo entre bibliotecas trae un libro de otra ciudad.",
            ),
        ),
        "fr": (
            "Bibliothèques",
            (
                "Une bibliothèque est à tout le monde", "Les livres attendent patiemment", "La salle de lecture est calme",
                "Ce qui fut écrit se retrouve", "Un catalogue est une carte", "Les rayons portent bien des voix",
            ),
            (
                "Une bibliothèque publique prête des livres à ses voisins.",
                "Le catalogue dit où se trouve chaque livre sur son rayon.",
                "Les tablettes d’argile sont parmi les plus vieux livres connus.",
                "Le papier se garde mieux dans un air frais, sec et sombre.",
                "Beaucoup de bibliothèques prêtent aussi musique, cartes et outils.",
                "Le prêt entre bibliothèques fait venir un livre d’ailleurs.",
            ),
        ),
    },
)

SOURCES = {
    "en": "Sample text of the benchmark, sheet {number}. Free to use.",
    "es": "Texto de muestra de la prueba, hoja {number}. De uso libre.",
    "fr": "Texte d’exemple du banc d’essai, feuille {number}. Libre.",
}

PHOTO_ALT = {
    "en": "A lake before hills in the haze",
    "es": "Un lago ante colinas en la bruma",
    "fr": "Un lac devant des collines dans la brume",
}

CODE_ALT = {
    "en": "Code that leads to this sheet",
    "es": "Código que lleva a esta hoja",
    "fr": "Code qui mène à cette feuille",
}

_ORDERS = tuple(permutations(range(6), 3))


def card_words(index: int, count: int, language: str) -> dict[str, str]:
    """The texts of one card of a deck of `count`."""
    kicker, headings, sentences = TOPICS[index % len(TOPICS)][language]
    turn = index // len(TOPICS)
    order = _ORDERS[turn * 7 % len(_ORDERS)]
    return {
        "kicker": kicker,
        "heading": headings[turn % len(headings)],
        "paragraph": " ".join(sentences[place] for place in order),
        "source": SOURCES[language].format(number=index + 1),
        "number": f"{index + 1} / {count}",
        "link": f"https://example.org/{language}/sheet-{index + 1:05}",
    }


def code_name(card: dict[str, str]) -> str:
    """The name of the file with the card's QR code."""
    return "-".join(card["link"].split("/")[3:])
