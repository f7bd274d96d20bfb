"""Writes a deck of sample cards in the form that each contender takes: JSON, Typst, HTML, and plain lines for the C program."""

from dataclasses import dataclass
from pathlib import Path

import segno

from . import layout, page, placard_json, typst_source
from .photo import write_photo
from .words import LANGUAGES, card_words, code_name


@dataclass(frozen=True)
class Deck:
    """A folder with the sources of `count` cards in three languages."""

    folder: Path
    count: int

    @property
    def specs(self) -> Path:
        """What Placard takes."""
        return self.folder / "deck.json"

    @property
    def outputs(self) -> int:
        """How many pictures, or pages, the deck comes to."""
        return self.count * len(LANGUAGES)


def write_deck(folder: Path, count: int, is_for_peers: bool = True) -> Deck:
    """Writes the sources for Placard, and for its peers too where they are asked; what is there and complete is kept."""
    deck = Deck(folder, count)
    done = folder / "complete"
    if done.exists():
        return deck
    for part in ("pictures", "cards", "codes", "html", "typst", "lines"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    write_photo(folder / "pictures/photo.jpg")
    (folder / "pictures/logo.svg").write_text(layout.LOGO_SVG)
    words = {language: [card_words(i, count, language) for i in range(count)] for language in LANGUAGES}
    placard_json.write(folder, words)
    if is_for_peers:
        for language, cards in words.items():
            _write_for_peers(folder, language, cards)
    done.touch()
    return deck


def _write_for_peers(folder: Path, language: str, cards: list[dict[str, str]]) -> None:
    for card in cards:
        _write_code(folder / "codes" / f"{code_name(card)}.svg", card["link"])
    bodies = [page.body(card, language, f"../codes/{code_name(card)}.svg") for card in cards]
    for number, body in enumerate(bodies, 1):
        (folder / f"html/{language}-{number:05}.html").write_text(page.document(body, language))
    (folder / f"html/{language}.html").write_text(page.document("\n".join(bodies), language))
    (folder / f"typst/{language}.typ").write_text(typst_source.source(language, cards))
    (folder / f"lines/{language}.tsv").write_text("".join("\t".join(card.values()) + "\n" for card in cards))


def _write_code(path: Path, link: str) -> None:
    """A QR code for the contenders that make none; the time for it is not counted."""
    code = segno.make(link, error="m", boost_error=False, micro=False)
    code.save(str(path), border=0, dark=layout.INK, light=None, omitsize=True, xmldecl=False, svgclass=None, lineclass=None)
