"""takumi-py: pictures of HTML; one renderer with its caches for all cards."""

import sys

from takumi_py import FontResource, ImageResource, Renderer

from .. import layout, page
from ..measure import own_cost
from ..words import LANGUAGES, card_words, code_name
from . import FACES, FONT_FOLDER, Task, task_of


def draw(task: Task) -> None:
    """Draws all cards. The cache holds the photograph, decoded and scaled."""
    renderer = Renderer(load_default_fonts=False, cache_max_bytes=256 << 20)
    for weight, file in FACES.items():
        renderer.register_font(FontResource((FONT_FOLDER / file).read_bytes(), name="Inter", weight=weight))
    folder = task.deck.folder
    shared = [
        ImageResource("memory://photo", (folder / "pictures/photo.jpg").read_bytes()),
        ImageResource("memory://logo", (folder / "pictures/logo.svg").read_bytes()),
    ]
    styles = [renderer.compile_stylesheet(page.style())]
    for language in LANGUAGES:
        for index in range(task.deck.count):
            card = card_words(index, task.deck.count, language)
            code = (folder / "codes" / f"{code_name(card)}.svg").read_bytes()
            html = page.body(card, language, "memory://code", "memory://photo", "memory://logo")
            picture = renderer.render_compiled(
                renderer.compile_html(html).node, stylesheets=styles, width=layout.WIDTH, height=layout.HEIGHT,
                lang=language, images=[*shared, ImageResource("memory://code", code, cache="none")])
            (task.output / language / f"{index + 1:05}.png").write_bytes(picture)


if __name__ == "__main__":
    given = task_of(sys.argv[1:])
    with own_cost():
        draw(given)
