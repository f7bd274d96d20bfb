"""The outcome as Markdown: each target and whether it is met, then what each contender takes."""

import datetime
import os
from dataclasses import dataclass
from pathlib import Path

from .field import CONTENDERS, FAST, LIMIT, PLACARD, TAKUMI, TYPST, Results, ratio

#: By kind of file and number of cards.
Field = dict[tuple[str, int], Results]

_BEGIN, _END = "<!-- benchmark: made by `make bench` -->", "<!-- end of benchmark -->"


@dataclass(frozen=True)
class Row:
    """One target."""

    what: str
    #: One for each deck, or one alone.
    measured: list[float]
    target: float
    #: Whether more is better.
    is_least: bool = False

    @property
    def is_met(self) -> bool:
        return all(value >= self.target if self.is_least else value <= self.target for value in self.measured)

    @property
    def text(self) -> str:
        values = " / ".join(f"{value:.2f}" if value >= 0.1 else f"{value:.3f}" for value in self.measured)
        word = "at least" if self.is_least else "at most"
        return f"| {self.what} | {values} | {word} {self.target:g} | {'yes' if self.is_met else 'no'} |"


def field_rows(field: Field) -> list[Row]:
    """The targets in which Placard is set beside its peers, deck by deck."""
    png = [results for (kind, _), results in field.items() if kind == "png"]
    pdf = [results for (kind, _), results in field.items() if kind == "pdf"]

    def against_better(contender):
        """In the time of the peer that takes less, and in the bytes of the one that writes fewer."""
        times = [max(ratio(results, contender, peer) for peer in (TYPST, TAKUMI)) for results in png]
        sizes = [
            results[contender.name].bytes / min(results[peer.name].bytes for peer in (TYPST, TAKUMI)) for results in png
        ]
        return times, sizes

    balanced, balanced_sizes = against_better(PLACARD)
    fast, fast_sizes = against_better(FAST)
    return [
        Row("PNG: time, in that of the C program", [ratio(results, PLACARD, LIMIT) for results in png], 1.25),
        Row("PDF: time, in that of the C program", [ratio(results, PLACARD, LIMIT) for results in pdf], 1.25),
        Row("PNG: time, in that of the better of Typst and takumi-py", balanced, 0.4),
        Row("PNG: bytes, in those of the better of the two", balanced_sizes, 0.9),
        Row("PNG, `--effort fast`: time, in that of the better of the two", fast, 0.2),
        Row("PNG, `--effort fast`: bytes, in those of the better of the two", fast_sizes, 1),
        Row("PDF: time for a page, in that of Typst compiling cold", [ratio(results, PLACARD, TYPST) for results in pdf], 0.6),
        Row(
            "PDF: bytes, in those of Typst", [results[PLACARD.name].bytes / results[TYPST.name].bytes for results in pdf], 1),
    ]


def markdown(rows: list[Row], field: Field, rounds: int) -> str:
    """Both tables, with the date and the machine."""
    sizes = sorted({count for _, count in field})
    lines = [
        f"Measured on {datetime.date.today():%d %B %Y}, {_processor()}, {os.cpu_count()} cores;"
        f" medians of {rounds} interleaved rounds. Decks of {' / '.join(map(str, sizes))} cards in three languages.",
        "", "| what | measured | target | met |", "| --- | --- | --- | --- |", *(row.text for row in rows), "",
        "| one card | " + " | ".join(f"of {count}: ms | KB" for count in sizes) + " |",
        "| --- |" + " --- | --- |" * len(sizes),
    ]
    for kind, contenders in CONTENDERS.items():
        for contender in contenders:
            figures = [field[kind, count].get(contender.name) for count in sizes]
            if None in figures:
                continue
            cells = " | ".join(f"{each.processor * 1000:.1f} | {each.bytes / 1000:.0f}" for each in figures)
            lines.append(f"| {contender.name}, {kind.upper()} | {cells} |")
    return "\n".join(lines) + "\n"


def put_into(readme: Path, text: str) -> None:
    """Replaces what stands between the two marks in the README."""
    old = readme.read_text()
    before, _, rest = old.partition(_BEGIN)
    _, found, after = rest.partition(_END)
    if not found:
        raise SystemExit(f"{readme} lacks the marks {_BEGIN} and {_END}")
    readme.write_text(f"{before}{_BEGIN}\n\n{text}\n{_END}{after}")


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return "an unknown processor"
