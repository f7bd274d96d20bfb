"""Where everything lies on the sample card, in px from its top left corner; every contender draws by these figures."""

from dataclasses import dataclass

WIDTH, HEIGHT = 1200, 630
GROUND = "#F6F3EA"
INK = "#16302C"

#: x, y, width, height.
PHOTO = (640, 0, 560, 630)
LOGO = (56, 52, 44, 44)
RULE = (56, 504, 528, 1)
RULE_COLOR = "#C9C2AE"
CODE = (488, 520, 96, 96)


@dataclass(frozen=True)
class Text:
    """A text's box, and how it is set."""

    name: str
    x: float
    y: float
    width: float
    size: float
    line: float
    weight: int
    color: str


TEXTS = (
    Text("kicker", 114, 62, 470, 20, 24, 600, "#1F5A52"),
    Text("heading", 56, 128, 528, 46, 54, 700, INK),
    Text("paragraph", 56, 312, 528, 20, 29, 400, "#2B3B39"),
    Text("source", 56, 520, 410, 15, 21, 400, "#5B6662"),
    Text("number", 56, 590, 410, 15, 21, 600, "#5B6662"),
)

LOGO_SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="44" height="44" viewBox="0 0 44 44">
<circle cx="22" cy="22" r="22" fill="#1F5A52"/>
<path d="M6 26c4-5 8-5 12 0s8 5 12 0 6-5 8-4v3c-3-1-5 0-8 4-4 5-8 5-12 0s-8-5-12 0z" fill="#F6F3EA"/>
<path d="M22 7c4 5 6 8 6 11a6 6 0 0 1-12 0c0-3 2-6 6-11z" fill="#D9A441"/>
</svg>
"""
