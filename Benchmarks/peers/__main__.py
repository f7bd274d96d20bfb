"""`make bench`: measures Placard beside its peers in one run, and prints what came of it as Markdown."""

import argparse
from pathlib import Path

from . import runs, table
from .deck import write_deck
from .field import measure, write_sheets
from .table import Row

FOLDER = Path(__file__).resolve().parents[1] / "Output"
README = FOLDER.parents[1] / "README.md"


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often each contender draws each deck")
    parser.add_argument("--decks", type=int, nargs="+", default=[20, 200], help="sizes of the decks, in cards")
    parser.add_argument("--field-only", action="store_true", help="leave out what is measured of Placard alone")
    parser.add_argument("--without", nargs="+", default=[], metavar="NAME", help="peers to leave out, such as Chromium")
    parser.add_argument("--readme", action="store_true", help="also put the tables into the README")
    options = parser.parse_args()

    decks = [write_deck(FOLDER / f"deck-{count}", count) for count in options.decks]
    field = {
        (kind, deck.count): measure(kind, deck, options.rounds, FOLDER, options.without)
        for kind in ("png", "pdf")
        for deck in decks
    }
    write_sheets(FOLDER)
    rows = table.field_rows(field)
    if not options.field_only:
        rows += own_rows(options.rounds)
    text = table.markdown(rows, field, options.rounds)
    (FOLDER / "benchmark.md").write_text(text)
    if options.readme:
        table.put_into(README, text)
    print(f"\n{text}\nPictures of all: {FOLDER}/sheet-*.png")


def own_rows(rounds: int) -> list[Row]:
    """The targets that Placard is held to without peers."""
    work = FOLDER / "work"
    hundreds = write_deck(FOLDER / "deck-200", 200)
    thousand = write_deck(FOLDER / "deck-334", 334, is_for_peers=False)
    small, large = (write_deck(FOLDER / f"deck-{count}", count, is_for_peers=False) for count in (667, 6667))
    return [
        Row("Two workers, in the speed of one (wall)", [runs.two_workers(hundreds, rounds, work)], 1.85, is_least=True),
        Row("Nothing to do for 1,002 pictures: time, in that of making them", [runs.nothing_to_do(thousand, rounds, work)], 0.02),
        Row("Peak memory of 20,000 rows, in that of 2,000", [runs.memory_of_rows(hundreds, work)], 1.1),
        Row("Peak memory of decks of 20,001 pictures, in that of 2,001", [runs.memory_of_decks(small, large, work)], 1.1),
        Row("Start and one card: time, in that of a further card and of loading fonts", [runs.start(hundreds, rounds, work)], 4),
    ]


if __name__ == "__main__":
    main()
