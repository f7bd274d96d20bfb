"""The sample cards as a Typst document."""

from . import layout
from .words import CODE_ALT, PHOTO_ALT, code_name

#: Inter's ascent and descent in em, of which CSS makes the place of a line.
_ASCENT, _DESCENT = 0.96875, 0.2412


def source(language: str, cards: list[dict[str, str]]) -> str:
    """A Typst document of all cards; lengths are in units of 1/96 inch, as px are."""
    x, y, width, height = layout.PHOTO
    heading = next(text for text in layout.TEXTS if text.name == "heading")
    lines = [
        "#let px = 0.75pt",
        "#set document(title: \"Sample sheets\")",
        f"#set page(width: {layout.WIDTH} * px, height: {layout.HEIGHT} * px, margin: 0pt, fill: rgb(\"{layout.GROUND}\"))",
        f"#set text(font: \"Inter\", lang: \"{language}\", hyphenate: false)",
        "#set par(leading: 0pt, spacing: 0pt)",
        f"#show heading: set text(size: {heading.size} * px, weight: {heading.weight})",
        "#show heading: set block(spacing: 0pt)",
        "#let put(x, y, it) = place(top + left, dx: x * px, dy: y * px, it)",
        "#let sheet(kicker, title, paragraph, source, number, code) = {",
        f"  put({x}, {y}, image(\"/pictures/photo.jpg\", width: {width} * px, height: {height} * px, fit: \"cover\","
        f" alt: \"{PHOTO_ALT[language]}\"))",
        f"  put({layout.LOGO[0]}, {layout.LOGO[1]}, image(\"/pictures/logo.svg\", width: {layout.LOGO[2]} * px))",
        f"  put({layout.CODE[0]}, {layout.CODE[1]}, image(code, width: {layout.CODE[2]} * px, alt: \"{CODE_ALT[language]}\"))",
        f"  put({layout.RULE[0]}, {layout.RULE[1]},"
        f" rect(width: {layout.RULE[2]} * px, height: {layout.RULE[3]} * px, fill: rgb(\"{layout.RULE_COLOR}\")))",
    ]
    for text in layout.TEXTS:
        leading = (text.line / text.size - _ASCENT - _DESCENT) / 2
        body = "heading(level: 1, title)" if text.name == "heading" else text.name
        lines.append(
            f"  put({text.x}, {text.y}, block(width: {text.width} * px, text(size: {text.size} * px,"
            f" weight: {text.weight}, fill: rgb(\"{text.color}\"), top-edge: {_ASCENT + leading:.5f}em,"
            f" bottom-edge: -{_DESCENT + leading:.5f}em, {body})))")
    lines.append("}")
    for number, card in enumerate(cards):
        texts = ", ".join(f"[{card[text.name]}]" for text in layout.TEXTS)
        lines.append(("#pagebreak()\n" if number else "") + f"#sheet({texts}, \"/codes/{code_name(card)}.svg\")")
    return "\n".join(lines) + "\n"
