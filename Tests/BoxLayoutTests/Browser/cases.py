"""The layouts whose rectangles Chromium computes: by property, then the corners where properties meet.

Every property is crossed with what changes its meaning: both axes, both directions, definite and indefinite sizes.
"""

import itertools

ROW, COLUMN = "row", "column"
FLOWS = ["row", "row-reverse", "column", "column-reverse"]
WRAPS = ["wrap", "wrap-reverse"]


def box(*children, **style):
    node = {"type": "box"} | style
    return node | {"children": list(children)} if children else node


def text(words, **style):
    return {"type": "text", "text": words} | style


def image(size, **style):
    return {"type": "image", "src": size} | style


def case(name, layout, card=(200, 120)):
    return {"name": name, "card": list(card), "layout": layout}


def named(**values):
    return ", ".join(f"{key} {value}" for key, value in values.items())


def each(layout, card=(200, 120), **choices):
    """One case for each combination of values; `layout` is called with them."""
    keys = list(choices)
    return [
        case(named(**dict(zip(keys, values))), layout(**dict(zip(keys, values))), card)
        for values in itertools.product(*choices.values())
    ]


def squares(*sizes, **style):
    return [box(width=width, height=height, **style) for width, height in sizes]


THREE = squares((30, 20), (40, 30), (20, 10))


def flex_direction():
    yield from each(lambda flow, direction: box(*THREE, flexDirection=flow, direction=direction),
                    flow=FLOWS, direction=["ltr", "rtl"])
    yield from each(lambda flow: box(text("HHH HH"), text("HHHH"), image("30x20"), flexDirection=flow), flow=FLOWS)
    yield from each(lambda flow: box(box(*THREE, flexDirection=flow), box(*THREE), alignItems="start"), flow=FLOWS)


def flex_wrap():
    yield from each(lambda flow, wrap, direction: box(*squares((80, 40), (90, 50), (70, 30), (60, 60)), flexDirection=flow,
                                                      flexWrap=wrap, direction=direction),
                    flow=FLOWS, wrap=WRAPS, direction=["ltr", "rtl"])
    yield case("exact fit stays on one line", box(*squares((50, 10), (50, 10), (100, 10)), flexWrap="wrap"))
    yield case("an item larger than the line stands alone", box(*squares((30, 10), (300, 10), (30, 10)), flexWrap="wrap"))
    yield case("margins count", box(*squares((90, 10), (90, 10), marginRight=15), flexWrap="wrap"))
    yield case("negative margins make room", box(*squares((110, 10), (110, 10), marginLeft=-10), flexWrap="wrap"))
    yield case("minimum decides the line", box(*[box(width=40, minWidth=80, height=10) for _ in range(3)], flexWrap="wrap"))
    yield case("maximum decides the line", box(*[box(width=120, maxWidth=60, height=10) for _ in range(4)], flexWrap="wrap"))
    yield case("column of indefinite height does not wrap",
               box(box(*squares((20, 60), (30, 80)), flexDirection=COLUMN, flexWrap="wrap"), alignItems="start"))
    yield case("column wraps at its maximum height",
               box(box(*squares((20, 30), (30, 30), (40, 30)), flexDirection=COLUMN, flexWrap="wrap", maxHeight=70),
                   alignItems="start"))
    yield case("texts wrap as wholes before they break", box(*[text("HHHH HHHH")] * 3, flexWrap="wrap"))
    yield case("a wrapping row in a row is as wide as its items on one line",
               box(box(*squares((50, 10), (60, 10)), flexWrap="wrap"), box(width=20, height=10)))
    yield case("a wrapping row shrinks to its widest item",
               box(box(*squares((90, 10), (80, 10)), flexWrap="wrap"), box(width=100, height=10)))


def flex_grow():
    yield from each(lambda a, b, flow: box(box(width=20, height=20, flexGrow=a), box(width=30, height=30, flexGrow=b),
                                           flexDirection=flow),
                    a=[0, 0.25, 1, 3], b=[0, 0.5, 2], flow=[ROW, COLUMN])
    yield case("maximum freezes, the rest is shared again",
               box(box(flexGrow=1, maxWidth=20), box(flexGrow=1), box(flexGrow=2)))
    yield case("minimum freezes", box(box(flexGrow=1, minWidth=120), box(flexGrow=1), box(flexGrow=1)))
    yield case("minimum and maximum break at once",
               box(box(flexGrow=1, minWidth=110), box(flexGrow=1, maxWidth=10), box(flexGrow=1)))
    yield case("each line by itself", box(*[box(width=70, height=10, flexGrow=1) for _ in range(5)], flexWrap="wrap"))
    yield case("space after margins and gaps",
               box(box(flexGrow=1, marginRight=10), box(flexGrow=1, marginLeft=20), columnGap=7))
    yield case("nothing to grow into", box(box(width=150, flexGrow=1), box(width=100, flexGrow=1)))
    yield case("indefinite column does not grow",
               box(box(box(height=10, flexGrow=1), box(height=20), flexDirection=COLUMN), alignItems="start"))
    yield case("minimum height of a column grows its items",
               box(box(box(height=10, flexGrow=1), box(height=20, flexGrow=1), flexDirection=COLUMN, minHeight=100),
                   alignItems="start"))


def flex_shrink():
    yield from each(lambda a, b, flow: box(box(width=150, height=100, minWidth=0, flexShrink=a),
                                           box(width=120, height=80, flexShrink=b), flexDirection=flow),
                    a=[0, 0.25, 1, 3], b=[0, 0.5, 2], flow=[ROW, COLUMN])
    yield case("weighted by the base size", box(box(width=300), box(width=100)))
    yield case("paddings do not shrink", box(box(width=150, paddingLeft=60), box(width=150)))
    yield case("borders do not shrink", box(box(width=150, borderLeftWidth=120), box(width=150, borderRightWidth=90)))
    yield case("stops at the longest word", box(text("HHHHHHHH HH", width=150), text("HH HHHHHHHHHH", width=120)))
    yield case("stops at the specified width", box(text("HHHHHHHHHHHH", width=50), box(width=300)))
    yield case("stops at the minimum", box(box(width=150, minWidth=140), box(width=150)))
    yield case("minimum of zero lets words overflow", box(text("HHHHHHHHHHHH", minWidth=0), box(width=200, flexShrink=0)))
    yield case("what hides its overflow may shrink to nothing",
               box(box(text("HHHHHHHHHH"), overflow="hidden"), box(width=200, flexShrink=0)))
    yield case("boxes stop at their content", box(box(box(width=90)), box(box(width=80)), box(width=100)))
    yield case("percentages shrink", box(box(width="80%"), box(width="60%"), box(width="20%")))
    yield case("columns stop at their content's height",
               box(box(text("HH HH HH HH"), width=20, height=100), box(height=100), flexDirection=COLUMN))
    yield case("pictures stop at their natural size", box(image("60x40", width=150), box(width=180)))
    yield case("pictures stretched in the other axis", box(image("60x40", flexShrink=1), box(width=180)))
    yield case("nested rows", box(box(box(width=100), box(width=100)), box(width=100)))


def flex_basis():
    values = [0, 60, "25%", "auto", "content", "min-content", "max-content", "fit-content"]
    yield from each(lambda basis, flow: box(text("HHH HHHHH", flexBasis=basis, width=45, height=15), box(width=20, height=20),
                                            flexDirection=flow, alignItems="start"), basis=values, flow=[ROW, COLUMN])
    yield from each(lambda basis, flow: box(text("HHH HHHHH", flexBasis=basis), flexDirection=flow),
                    basis=values, flow=[ROW, COLUMN])
    yield from each(lambda basis: box(box(text("HHH HHHH", flexBasis=basis)), box(width=20)), basis=values)
    yield from each(lambda basis, grow, shrink: box(box(text("HHH HHHH", flexBasis=basis, flexGrow=grow, flexShrink=shrink)),
                                                    alignItems="start"),
                    basis=[0, 50, 100], grow=[0, 1], shrink=[0, 1])
    yield case("percent of an indefinite column is its content",
               box(box(text("HH HH", flexBasis="50%"), flexDirection=COLUMN), alignItems="start"))
    yield case("below the paddings", box(box(flexBasis=10, paddingLeft=20, paddingRight=20), box(flexBasis=0, borderLeftWidth=9)))
    yield case("basis wins over width", box(box(flexBasis=70, width=10), box(width=10)))
    yield case("minimum wins over basis", box(box(flexBasis=10, minWidth=50), box(flexBasis=80, maxWidth=30)))


def sizes():
    values = [50, "40%", "auto", "min-content", "max-content", "fit-content"]
    yield from each(lambda width, flow: box(text("HHH HHHHH HH", width=width), flexDirection=flow), width=values,
                    flow=[ROW, COLUMN], card=(90, 60))
    yield from each(lambda height, flow: box(text("HHH HHHHH HH", width=60, height=height), flexDirection=flow),
                    height=values, flow=[ROW, COLUMN], card=(90, 60))
    for key in ("minWidth", "maxWidth", "minHeight", "maxHeight"):
        yield from each(lambda value, flow: box(box(text("HHH HH"), width=40, height=40, **{key: value}), flexDirection=flow,
                                                alignItems="start"),
                        **{"value": [20, 60, "10%", "75%"], "flow": [ROW, COLUMN]})
        yield case(f"{key} of a stretched item", box(box(text("HHH HH"), **{key: 30}), box(text("HH"), **{key: 50}),
                                                     flexDirection=COLUMN if "Width" in key else ROW))
        yield case(f"{key} of the root", box(box(width=20, height=20), **{key: 70}))
    for key in ("minWidth", "maxWidth"):
        yield from each(lambda value: box(text("HHH HHHHH", width=60, **{key: value}), alignItems="start"),
                        **{"value": ["min-content", "max-content", "fit-content"]})
    yield case("minimum wins over maximum", box(box(width=50, minWidth=80, maxWidth=30, minHeight=40, maxHeight=10)))
    yield case("paddings and borders larger than the box",
               box(box(width=10, height=10, paddingLeft=20, paddingTop=15, borderRightWidth=7, borderBottomWidth=9),
                   box(width=5, paddingLeft=8, maxWidth=4), alignItems="start"))
    yield case("paddings larger than the maximum", box(box(maxWidth=10, maxHeight=10, padding=20), alignItems="start"))
    yield case("a root larger than the card", box(box(width="100%", height=10), width=300, height=150))
    yield case("a root smaller than the card", box(box(width="50%", height="50%"), width=100, height=50))
    yield case("a root in percent", box(box(width="50%", height="50%"), width="50%", height="25%"))
    yield case("a root of its content's size", box(text("HHH HH"), width="fit-content", height="fit-content"))
    yield case("a root with margins", box(box(flexGrow=1), marginLeft=10, marginTop=20, marginRight=30, marginBottom=40))
    yield case("a root centred by margins", box(width=100, height=50, margin="auto"))
    yield case("a root too large for its margins", box(width=300, height=150, margin="auto"))
    yield case("a root with insets", box(box(flexGrow=1), top=5, right="10%", bottom=20, left=30))
    yield case("a root with one inset", box(width=50, height=50, right=10, bottom=10))
    yield case("a root of one size", box(box(flexGrow=1), height=30))


def percentages():
    for key in ("height", "minHeight", "maxHeight", "flexBasis"):
        yield case(f"{key} in a column of indefinite height",
                   box(box(box(box(width=20, height=30), **{key: "50%"}), box(width=10, height=40), flexDirection=COLUMN),
                       alignItems="start"))
        yield case(f"{key} in a stretched row", box(box(box(width=8, height=30), **({"width": 20, "height": 30} | {key: "50%"})), box(width=10, height=40)))
        yield case(f"{key} in a row of indefinite height",
                   box(box(box(box(height=30), width=20, **{key: "50%"}), box(width=10, height=40)), alignItems="start"))
    for key in ("width", "minWidth", "maxWidth", "paddingLeft", "marginLeft"):
        yield case(f"{key} in a row as wide as its content",
                   box(box(text("HHHH HH", **{key: "50%"}), box(width=10, height=40)), alignItems="start"))
        yield case(f"{key} in a column as wide as its content",
                   box(box(text("HHHH HH", **{key: "50%"}), box(width=10, height=40), flexDirection=COLUMN), alignItems="start"))
    yield from each(lambda flow: box(box(width=40, height=40, margin="10%", padding="5%"), box(flexGrow=1, padding="10%"),
                                     flexDirection=flow), flow=FLOWS)
    yield case("of a grown item", box(box(box(width="50%", height="50%"), flexGrow=1), box(width=50)))
    yield case("of a grown item in a column", box(box(box(width="50%", height="50%"), flexGrow=1), box(height=50),
                                                  flexDirection=COLUMN))
    yield case("of a stretched item", box(box(box(width=10, height="50%"))))
    yield case("of an item that does not stretch", box(box(box(width=10, height="50%")), alignItems="center"))
    yield case("of an item of fixed basis in an indefinite column",
               box(box(box(box(width=10, height="100%"), flexBasis=50), flexDirection=COLUMN), alignItems="start"))
    yield case("of a line of a wrapping row",
               box(box(box(width=10, height="50%"), width=120), box(width=120, height=30), flexWrap="wrap"))
    yield case("four deep", box(box(box(box(width="50%", height="50%"), width="50%", height="50%"), width="50%", height="50%"),
                                width="50%", height="50%"))
    yield case("relative insets", box(box(width=20, height=20, left="10%", top="25%"), box(width=20, height=20, right="10%", bottom="25%")))
    yield case("relative insets of an indefinite height",
               box(box(box(width=20, height=20, top="25%")), alignItems="start"))


def gaps():
    for key in ("gap", "rowGap", "columnGap"):
        yield from each(lambda gap, flow: box(*squares((70, 30), (80, 40), (60, 20)), flexDirection=flow, flexWrap="wrap",
                                              **{key: gap}), gap=[10, "10%", 0], flow=FLOWS)
    yield case("grown items", box(box(flexGrow=1), box(flexGrow=1), box(flexGrow=1), columnGap=10))
    yield case("shrunk items", box(box(width=100), box(width=100), columnGap=20))
    yield case("a gap makes the line wrap", box(*squares((95, 10), (100, 10)), flexWrap="wrap", columnGap=6))
    yield case("percent of an indefinite height", box(box(*squares((20, 20), (20, 20)), flexDirection=COLUMN, rowGap="10%"),
                                                     alignItems="start"))
    yield case("content size counts gaps", box(box(*squares((20, 20), (20, 20)), columnGap=15), box(width=10)))
    yield case("percent gap in a content size", box(box(*squares((20, 20), (20, 20)), columnGap="10%"), box(width=10)))
    yield from each(lambda justify: box(*THREE, justifyContent=justify, columnGap=10),
                    justify=["center", "space-between", "space-around", "space-evenly"])
    yield from each(lambda content: box(*squares((120, 20), (120, 20)), flexWrap="wrap", alignContent=content, rowGap=10),
                    content=["stretch", "center", "space-between", "space-around", "space-evenly"])


def justify_content():
    values = ["normal", "start", "end", "flex-start", "flex-end", "center", "left", "right", "stretch", "space-between",
              "space-around", "space-evenly"]
    yield from each(lambda justify, flow: box(*THREE, justifyContent=justify, flexDirection=flow), justify=values, flow=FLOWS)
    yield from each(lambda justify, flow: box(*THREE, justifyContent=justify, flexDirection=flow, direction="rtl"),
                    justify=values, flow=[ROW, "row-reverse", COLUMN])
    yield from each(lambda justify, flow: box(*[item | {"flexShrink": 0} for item in squares((150, 70), (120, 90))],
                                              justifyContent=justify, flexDirection=flow),
                    justify=values + ["safe center", "safe end", "safe flex-end"], flow=FLOWS)
    yield from each(lambda justify: box(box(width=30, height=30), justifyContent=justify),
                    justify=["space-between", "space-around", "space-evenly"])
    yield from each(lambda justify: box(*squares((110, 20), (60, 20), (50, 20)), justifyContent=justify, flexWrap="wrap"),
                    justify=values)


def align_items():
    values = ["normal", "stretch", "start", "end", "flex-start", "flex-end", "self-start", "self-end", "center", "baseline",
              "last baseline", "safe center", "safe end"]
    items = [box(text("HHH"), padding=4), text("HH HH", width=20), box(width=30, height=30, marginTop=5)]
    yield from each(lambda align, flow: box(*items, alignItems=align, flexDirection=flow), align=values, flow=[ROW, COLUMN])
    yield from each(lambda align, wrap: box(*items, *items, alignItems=align, flexWrap=wrap, width=90),
                    align=values, wrap=WRAPS)
    yield from each(lambda align: box(*items, alignItems=align, flexDirection=COLUMN, direction="rtl"), align=values)
    yield from each(lambda align, flow: box(box(width=250, height=30), box(width=30, height=150), alignItems=align,
                                            flexDirection=flow),
                    align=["center", "end", "flex-end", "safe center", "safe end"], flow=[ROW, COLUMN])
    yield case("a stretched item within its limits", box(box(maxHeight=50), box(minHeight=150), box(height=20)))
    yield case("a stretched item with margins", box(box(marginTop=10, marginBottom=20), box(marginTop=-10)))


def align_self():
    values = ["auto", "stretch", "start", "end", "flex-start", "flex-end", "self-start", "self-end", "center", "baseline",
              "last baseline", "safe end"]
    yield from each(lambda align, flow: box(text("HH HH", width=20), box(text("H"), padding=3, alignSelf=align), box(width=20, height=40),
                                            alignItems="center", flexDirection=flow), align=values, flow=[ROW, COLUMN])
    yield from each(lambda align: box(box(width=30, height=20, alignSelf=align, direction="rtl"), box(width=60, height=20),
                                      flexDirection=COLUMN), align=["self-start", "self-end", "start", "end", "flex-start"])


def align_content():
    values = ["normal", "stretch", "start", "end", "flex-start", "flex-end", "center", "space-between", "space-around",
              "space-evenly"]
    items = squares((80, 20), (90, 30), (100, 10), (70, 20))
    yield from each(lambda content, wrap: box(*items, alignContent=content, flexWrap=wrap), content=values, wrap=WRAPS)
    yield from each(lambda content, direction: box(*squares((20, 80), (30, 90), (10, 70)), alignContent=content, flexWrap="wrap",
                                                   flexDirection=COLUMN, direction=direction),
                    content=values, direction=["ltr", "rtl"])
    yield from each(lambda content, wrap: box(*squares((120, 70), (130, 80)), alignContent=content, flexWrap=wrap),
                    content=values + ["safe center", "safe end"], wrap=WRAPS)
    yield from each(lambda content: box(*squares((20, 20)), alignContent=content), content=values)
    yield from each(lambda content: box(*squares((20, 20)), alignContent=content, flexWrap="wrap"), content=values)
    yield case("stretched lines stretch their items", box(box(width=120), box(width=130), flexWrap="wrap"))
    yield case("a minimum height shared by lines", box(box(box(width=120, height=10), box(width=120, height=20), flexWrap="wrap",
                                                           minHeight=80), alignItems="start"))


def baselines():
    deep = box(box(text("HH"), paddingTop=12), flexDirection=COLUMN)
    yield case("texts of different paddings", box(text("HH", paddingTop=20), text("HH"), text("H H", width=10), alignItems="baseline"))
    yield case("last of different lines", box(text("H H H", width=10), text("HH"), alignItems="last baseline"))
    yield case("first and last in one line", box(text("H H H", width=10), text("HH"), text("H H", width=10, alignSelf="last baseline"),
                                                 text("H", alignSelf="last baseline"), alignItems="baseline"))
    yield case("a box without text stands on its edge", box(box(width=20, height=40), text("HH"), alignItems="baseline"))
    yield case("a picture stands on its edge", box(image("20x40"), text("HH"), alignItems="baseline"))
    yield case("an empty text stands on its edge", box(text("", width=10, height=30), text("HH"), alignItems="baseline"))
    yield case("of a nested container", box(deep, text("HH"), alignItems="baseline"))
    yield from each(lambda flow, align: box(box(text("H H", width=10, paddingTop=4), box(width=10, height=25), flexDirection=flow),
                                            text("HH"), alignItems=align),
                    flow=FLOWS, align=["baseline", "last baseline"])
    yield from each(lambda wrap, align: box(box(text("H", width=30), text("H", width=30, paddingTop=9), flexWrap=wrap, width=40),
                                            text("HH"), alignItems=align), wrap=WRAPS, align=["baseline", "last baseline"])
    yield case("margins move it", box(text("HH", marginTop=15), text("HH", marginBottom=30), alignItems="baseline"))
    yield case("auto margins leave the group", box(text("HH", marginTop="auto"), text("HH", paddingTop=20), alignItems="baseline"))
    yield case("grows the line", box(box(text("HH", paddingTop=30), text("HH", paddingBottom=30), alignItems="baseline"), alignItems="start"))
    yield case("on each line", box(text("HHHHHHHHHH", paddingTop=9), text("HHHHHH"), text("HHHHHHHH"), text("HH", paddingTop=15),
                                   alignItems="baseline", flexWrap="wrap"))
    yield case("in a reversed wrap", box(text("HHHHHHHHHH", paddingTop=9), text("HHHHHH"), text("HHHHHHHH"), text("HH", paddingTop=15),
                                         alignItems="baseline", flexWrap="wrap-reverse"))
    yield from each(lambda align, direction: box(*squares((50, 20), (30, 20), (70, 20), marginLeft=5), alignItems=align,
                                                 direction=direction, flexDirection=COLUMN),
                    align=["baseline", "last baseline"], direction=["ltr", "rtl"])
    yield case("hidden overflow keeps the baseline", box(box(text("HH"), paddingTop=9, overflow="hidden"), text("H"), alignItems="baseline"))


def margins():
    sides = ["marginLeft", "marginRight", "marginTop", "marginBottom"]
    for count in (1, 2):
        for chosen in itertools.combinations(sides, count):
            yield from each(lambda flow: box(box(width=30, height=20, **{side: "auto" for side in chosen}), box(width=20, height=30),
                                             flexDirection=flow),
                            flow=[ROW, COLUMN])
            if count == 2:
                yield case(f"auto {' and '.join(chosen)} without space",
                           box(box(width=130, height=150, flexShrink=0, **{side: "auto" for side in chosen}),
                               box(width=90, height=30, flexShrink=0)))
    yield case("all auto", box(box(width=30, height=20, margin="auto")))
    yield case("auto shares with auto", box(*[box(width=20, height=20, marginLeft="auto") for _ in range(3)]))
    yield case("auto before justification", box(box(width=20, height=20, marginRight="auto"), box(width=20, height=20),
                                               justifyContent="center"))
    yield case("auto does not stretch", box(box(width=20, marginTop="auto")))
    yield case("negative in the row", box(*[box(width=50, height=20, marginLeft=-20) for _ in range(3)]))
    yield case("negative in the column", box(*[box(width=50, height=20, marginTop=-5) for _ in range(3)], flexDirection=COLUMN))
    yield case("negative enlarges what stretches", box(box(marginTop=-10, marginBottom=-10, width=20)))
    yield case("negative in content sizes", box(box(box(width=50, marginRight=-30)), box(width=20)))
    yield case("logical sides", box(box(width=20, height=20, marginStart=10), box(width=20, height=20, marginEnd=30, marginStart=5)))
    yield case("logical sides from right to left",
               box(box(width=20, height=20, marginStart=10), box(width=20, height=20, marginEnd=30, paddingStart=9), direction="rtl"))


def aspect_ratio():
    yield from each(lambda ratio, flow, align: box(box(width=40, aspectRatio=ratio), box(height=30, aspectRatio=ratio),
                                                   flexDirection=flow, alignItems=align),
                    ratio=[0.5, 2], flow=[ROW, COLUMN], align=["stretch", "start"])
    yield from each(lambda ratio, flow: box(text("HHH HH", aspectRatio=ratio), flexDirection=flow, alignItems="start"),
                    ratio=[0.5, 2, 5], flow=[ROW, COLUMN])
    yield from each(lambda ratio, flow: box(text("HHH HH", aspectRatio=ratio), flexDirection=flow), ratio=[0.25, 1, 4], flow=[ROW, COLUMN])
    for key, value in (("minWidth", 60), ("maxWidth", 20), ("minHeight", 50), ("maxHeight", 15)):
        yield from each(lambda flow, size: box(box(aspectRatio=2, **{size: 40, key: value}), flexDirection=flow, alignItems="start"),
                        flow=[ROW, COLUMN], size=["width", "height"])
        yield case(f"{key} of a stretched item", box(box(aspectRatio=2, **{key: value})))
        yield case(f"{key} of a stretched item in a column", box(box(aspectRatio=2, **{key: value}), flexDirection=COLUMN))
        yield case(f"{key} of a picture", box(image("40x30", **{key: value}), alignItems="start"))
        yield case(f"{key} of a picture in a column", box(image("40x30", **{key: value}), alignItems="start", flexDirection=COLUMN))
    yield from each(lambda flow, align: box(image("60x30"), image("20x40"), flexDirection=flow, alignItems=align),
                    flow=[ROW, COLUMN], align=["stretch", "start", "center"])
    yield case("a picture of one width", box(image("60x30", width=30), alignItems="start"))
    yield case("a picture of one height", box(image("60x30", height=60), alignItems="start"))
    yield case("a picture of both", box(image("60x30", width=10, height=60), alignItems="start"))
    yield case("a picture with its own ratio", box(image("60x30", width=40, aspectRatio=1), alignItems="start"))
    yield case("a picture in percent", box(image("60x30", width="50%"), alignItems="start"))
    yield case("a picture with paddings", box(image("60x30", width=50, padding=10), alignItems="start"))
    yield case("a picture grows", box(image("60x30", flexGrow=1), alignItems="start"))
    yield case("a picture shrinks", box(image("300x30"), alignItems="start"))
    yield case("a picture shrinks with a minimum of zero", box(image("300x30", minWidth=0), alignItems="start"))
    yield case("paddings count in the ratio", box(box(width=40, padding=10, aspectRatio=2), alignItems="start"))
    yield case("paddings larger than the ratio", box(box(width=40, paddingTop=30, aspectRatio=2), alignItems="start"))
    yield case("content enlarges", box(box(box(width=10, height=50), width=40, aspectRatio=2), alignItems="start"))
    yield case("content does not enlarge what hides it",
               box(box(box(width=10, height=50), width=40, aspectRatio=2, overflow="hidden"), alignItems="start"))
    yield case("content does not enlarge under a minimum",
               box(box(box(width=10, height=50), width=40, aspectRatio=2, minHeight=0), alignItems="start"))
    yield case("grown width gives the height", box(box(flexGrow=1, aspectRatio=4), alignItems="start"))
    yield case("shrunk width gives the height", box(box(width=300, aspectRatio=4), box(width=100), alignItems="start"))
    yield case("basis gives the height", box(box(flexBasis=60, aspectRatio=3), alignItems="start"))
    yield case("a root", box(box(flexGrow=1), aspectRatio=4))
    yield case("a root of one height", box(box(flexGrow=1), aspectRatio=2, height=40))
    yield case("wraps", box(*[box(width=80, aspectRatio=2) for _ in range(3)], flexWrap="wrap", alignContent="start"))


def order():
    yield from each(lambda flow: box(box(width=10, height=10, order=2), box(width=20, height=20, order=-1), box(width=30, height=30),
                                     box(width=40, height=40, order=2), flexDirection=flow), flow=FLOWS)
    yield case("decides the lines", box(box(width=150, height=10, order=1), box(width=40, height=20), box(width=30, height=30), flexWrap="wrap"))
    yield case("decides the baseline", box(box(text("H", paddingTop=20, order=1), text("H")), text("HH"), alignItems="baseline"))
    yield case("leaves absolute boxes alone", box(box(width=10, height=10, order=1), box(width=20, height=20, position="absolute", order=-1),
                                                  box(width=30, height=30)))


def display():
    yield case("none takes no room", box(box(width=20, height=20), box(box(width=9, height=9), width=90, height=20, display="none"),
                                         box(width=30, height=20), columnGap=10))
    yield case("none among absolute boxes", box(box(width=20, height=20, position="absolute", left=5, display="none"), box(width=10)))
    yield case("none grows nothing", box(box(flexGrow=1, display="none"), box(flexGrow=1)))
    yield case("all none", box(box(box(width=10, height=10, display="none"), padding=5), alignItems="start"))
    yield case("empty", box())
    yield case("an empty text", box(text(""), text("", padding=5), alignItems="start"))


def position_absolute():
    edges = [{}, {"left": 10}, {"right": 10}, {"left": 10, "right": 30}, {"top": 10}, {"bottom": 10}, {"top": 10, "bottom": 30},
             {"top": "10%", "left": "25%"}, {"left": -10, "bottom": -5}, {"left": 150, "right": 100}]
    for edge in edges:
        name = ", ".join(f"{key} {value}" for key, value in edge.items()) or "no insets"
        for size in ({}, {"width": 40, "height": 30}, {"width": "50%", "height": "50%"}):
            label = ", ".join(f"{key} {value}" for key, value in size.items()) or "automatic size"
            yield case(f"{name}; {label}", box(text("HHH HH", position="absolute", **edge, **size), box(width=20, height=20)))
    values = ["start", "end", "flex-start", "flex-end", "center", "space-between", "space-around", "space-evenly", "left", "right"]
    yield from each(lambda justify, flow: box(box(width=30, height=20, position="absolute"), justifyContent=justify, flexDirection=flow),
                    justify=values, flow=FLOWS)
    yield from each(lambda align, flow: box(box(width=30, height=20, position="absolute"), alignItems=align, flexDirection=flow),
                    align=["stretch", "start", "end", "flex-end", "center", "baseline", "last baseline"], flow=[ROW, COLUMN])
    yield from each(lambda align, wrap: box(box(width=30, height=20, position="absolute", alignSelf=align), flexWrap=wrap),
                    align=["start", "end", "flex-start", "flex-end", "center", "baseline"], wrap=WRAPS)
    yield from each(lambda flow, direction: box(box(width=30, height=20, position="absolute"), flexDirection=flow, direction=direction),
                    flow=FLOWS, direction=["ltr", "rtl"])
    for sides in (["left"], ["right"], ["top"], ["bottom"], ["left", "right"], ["top", "bottom"], ["left", "right", "top", "bottom"]):
        margin = {f"margin{side.title()}": "auto" for side in sides}
        yield case(f"auto margins {' '.join(sides)}", box(box(width=40, height=30, position="absolute", inset=10, **margin)))
        yield case(f"auto margins {' '.join(sides)} without insets", box(box(width=40, height=30, position="absolute", **margin)))
        yield case(f"auto margins {' '.join(sides)} without space",
                   box(box(width=240, height=150, position="absolute", inset=10, **margin)))
    yield from each(lambda align: box(text("HH", position="absolute", top=10, bottom=20, alignSelf=align), box(width=10)),
                    align=["start", "end", "center", "stretch", "self-end", "flex-start", "safe center"])
    yield from each(lambda align: box(box(width=9, height=150, position="absolute", top=10, bottom=20, alignSelf=align)),
                    align=["start", "end", "center", "safe center", "safe end"])
    for key, value in (("minWidth", 150), ("maxWidth", 40), ("minHeight", 100), ("maxHeight", 20)):
        yield case(f"{key} between insets", box(box(position="absolute", inset=20, **{key: value})))
    yield case("too wide from right to left", box(box(width=240, height=20, position="absolute", left=10, right=10), direction="rtl"))
    yield case("the padding box is the containing block", box(box(position="absolute", inset=0), box(position="absolute", width="50%",
               height="50%", right=0, bottom=0), padding=10, borderWidth=5))
    yield case("static position inside paddings", box(box(width=10, height=10, position="absolute"), padding=10, borderWidth=5))
    yield case("of a static parent", box(box(box(width=10, height=10, position="absolute", right=0, bottom=0), position="static",
               width=60, height=60), padding=10))
    yield case("static position of a static parent", box(box(box(width=10, height=10, position="absolute"), position="static",
               width=60, height=60, justifyContent="flex-end"), padding=10))
    yield case("in an absolute box", box(box(box(position="absolute", inset="10%"), position="absolute", inset="20%")))
    yield case("shrinks to fit", box(text("HHHH HHHH HHHH HHHH HHHH", position="absolute", left=80)))
    yield case("shrinks to fit at its static position", box(text("HHHH HHHH HHHH HHHH HHHH", position="absolute"), paddingLeft=90))
    yield case("shrinks to its longest word", box(text("HHHHHH HHHH", position="absolute", left=160)))
    yield case("takes no room", box(box(width=50, height=50, position="absolute"), box(width=20, height=20), box(width=20, height=20), columnGap=10))
    yield case("a ratio and one size", box(box(position="absolute", width=40, aspectRatio=2), box(position="absolute", height=40, aspectRatio=2)))
    yield case("a ratio between insets", box(box(position="absolute", left=20, right=20, aspectRatio=4)))
    yield case("a ratio between insets above and below", box(box(position="absolute", top=20, bottom=20, aspectRatio=2)))
    yield case("a ratio between all insets", box(box(position="absolute", inset=20, aspectRatio=8)))
    yield case("a picture between insets", box(image("40x30", position="absolute", inset=20)))
    yield case("a picture of one width", box(image("40x30", position="absolute", width=80, right=0)))
    yield case("a container of percentages", box(box(box(width="50%", height="50%"), position="absolute", inset=20)))
    yield case("insets at the logical sides", box(box(width=20, height=20, position="absolute", start=10, top=5),
               box(width=20, height=20, position="absolute", end=10, bottom=5), direction="rtl"))


def position_relative():
    yield from each(lambda side, direction: box(box(width=30, height=20, **{side: 15}), box(width=20, height=20), direction=direction),
                    side=["left", "right", "top", "bottom"], direction=["ltr", "rtl"])
    yield case("left wins over right", box(box(width=30, height=20, left=5, right=50, top=7, bottom=50)))
    yield case("right wins from right to left", box(box(width=30, height=20, left=5, right=50), direction="rtl"))
    yield case("moves what is inside", box(box(box(width=10, height=10), box(width=5, height=5, position="absolute", right=0), left=20, top=10,
               width=50, height=50)))
    yield case("static ignores insets", box(box(width=30, height=20, position="static", left=20)))


def right_to_left():
    words = [text("HHH"), text("HH HH", width=30), box(width=20, height=30)]
    yield from each(lambda flow, justify: box(*words, flexDirection=flow, justifyContent=justify, direction="rtl"),
                    flow=FLOWS, justify=["start", "end", "space-between"])
    yield case("a left-to-right part", box(box(*words, direction="ltr"), box(*words), direction="rtl", flexWrap="wrap"))
    yield case("paddings and borders at the logical sides",
               box(box(text("HH"), paddingStart=20, borderEndWidth=7, paddingEnd=3), direction="rtl"))
    yield case("overflow to the left", box(box(width=300, height=20, flexShrink=0), direction="rtl"))
    yield case("lines of a column", box(*squares((20, 80), (30, 70), (40, 60)), flexDirection=COLUMN, flexWrap="wrap", direction="rtl"))


def nesting():
    def deep(count, node, **style):
        for _ in range(count):
            node = box(node, **style)
        return node

    yield case("twelve rows", deep(12, text("HH HHH"), padding=1))
    yield case("twelve columns", deep(12, text("HH HHH"), padding=1, flexDirection=COLUMN))
    yield case("rows that do not stretch", deep(8, text("HH HHH HHHH"), padding=2, alignItems="start"))
    yield case("centred", deep(8, text("HH HHH HHHH"), padding=2, alignItems="center", justifyContent="center"))
    mixed = text("HH HHH HHHH")
    for level in range(8):
        mixed = box(mixed, box(width=4, height=4), flexDirection=[ROW, COLUMN][level % 2], padding=2)
    yield case("rows and columns by turns", mixed)
    grown = text("HH")
    for level in range(6):
        grown = box(grown | {"flexGrow": 1}, box(width=6, height=6), flexDirection=[ROW, COLUMN][level % 2])
    yield case("grown at each level", grown)
    yield case("half at each level", deep(6, box(width="50%", height="50%"), width="80%", height="80%"))
    card = box(
        box(text("HHHH HHH"), text("HH", alignSelf="flex-end"), justifyContent="space-between", padding=4),
        box(image("60x40", flexShrink=0), box(text("HHHHH HHH HHHH HH"), text("HHH HHHH", marginTop="auto"), flexDirection=COLUMN,
            flexGrow=1, flexBasis=0), columnGap=6, flexGrow=1),
        box(text("HHHHHH"), text("HHH"), justifyContent="space-between", alignItems="baseline"),
        flexDirection=COLUMN, rowGap=6, padding=8)
    yield from each(lambda width, height: card | {"width": width, "height": height}, width=[120, 200, 320], height=[100, 160],
                    card=(320, 160))
    yield case("from right to left", card | {"direction": "rtl"}, (240, 160))


def grid(*children, **style):
    return box(*children, display="grid", **style)


def grid_tracks():
    words = [text("HHH HHHH"), text("HH"), text("HHHHH")]
    templates = ["40px 60px", "1fr 2fr", "auto 1fr", "min-content max-content", "25% 1fr", "minmax(20px, 1fr) 40px",
                 "minmax(auto, 50px) 1fr", "fit-content(50px) auto", "repeat(3, 1fr)", "repeat(2, 20px 1fr)",
                 "0.25fr 0.25fr", "minmax(0, 1fr) minmax(0, 1fr)", "max-content 30px auto"]
    yield from each(lambda columns: grid(*words, gridTemplateColumns=columns), columns=templates)
    yield from each(lambda rows: grid(*words, gridTemplateRows=rows), rows=templates)
    yield from each(lambda columns: box(grid(*words, gridTemplateColumns=columns), alignItems="start"), columns=templates)
    fills = ["repeat(auto-fill, 45px)", "repeat(auto-fit, 45px)", "repeat(auto-fill, minmax(45px, 1fr))",
             "repeat(auto-fit, minmax(45px, 1fr))", "20px repeat(auto-fill, 30px 10px) 25px"]
    yield from each(lambda columns: grid(box(height=10), box(height=20), gridTemplateColumns=columns, columnGap=5), columns=fills)
    yield from each(lambda rows: grid(box(), box(), gridTemplateRows=rows), rows=["repeat(auto-fill, 25px)", "repeat(auto-fit, 25px)"])
    yield case("implicit tracks by turns", grid(*[box() for _ in range(5)], gridAutoRows="10px 20px"))
    yield case("implicit columns", grid(*[box() for _ in range(4)], gridAutoFlow="column", gridAutoColumns="20px 1fr"))
    yield case("automatic tracks stretch", grid(text("HH"), text("HHHH"), gridTemplateColumns="auto auto"))
    yield case("automatic tracks that do not stretch", grid(text("HH"), text("HHHH"), gridTemplateColumns="auto auto", justifyContent="start"))
    yield case("shares after gaps", grid(box(), box(), box(), gridTemplateColumns="1fr 1fr 1fr", columnGap=10))
    yield case("shares stop at the content", grid(text("HHHHHHHHHHHH"), text("H"), gridTemplateColumns="1fr 3fr"))
    yield case("a span over fixed and automatic tracks", grid(text("HHHHHHHHH", gridColumn="span 2"), text("H"), text("H"),
               gridTemplateColumns="30px auto", justifyContent="start"))
    yield case("a span over shares", grid(text("HHHHHHHHH", gridColumn="span 2"), box(), box(), gridTemplateColumns="1fr 1fr", width=60))
    yield case("percent rows of an automatic height", box(grid(text("HH"), text("HHH"), gridTemplateRows="50% auto"), alignItems="start"))
    yield case("shares of an automatic height", box(grid(text("HH"), text("HH HH", width=20), gridTemplateRows="1fr 2fr"), alignItems="start"))


def grid_placement():
    numbered = [box(width=10 + 5 * index, height=10) for index in range(5)]
    yield from each(lambda flow: grid(*[child | ({"gridColumn": "span 2"} if index in (1, 3) else {}) for index, child in enumerate(numbered)],
                                      gridTemplateColumns="repeat(3, 40px)", gridTemplateRows="repeat(3, 20px)", gridAutoFlow=flow),
                    flow=["row", "column", "dense", "row dense", "column dense"])
    places = ["1 / 3", "2", "-1", "-2", "span 2", "2 / span 2", "span 2 / -1", "3 / 1", "auto / 3", "5", "1 / -1"]
    yield from each(lambda column: grid(box(gridColumn=column), box(), box(), gridTemplateColumns="repeat(3, 40px)"), column=places)
    yield from each(lambda row: grid(box(gridRow=row), box(), box(), gridTemplateRows="repeat(3, 30px)"), row=places)
    yield case("both places", grid(box(gridColumn=2, gridRow=2), box(gridColumn=1, gridRow=1), box(), gridTemplateColumns="1fr 1fr"))
    yield case("a row first", grid(box(gridRow=1), box(), box(gridRow=1), gridTemplateColumns="1fr 1fr 1fr"))
    yield case("items over each other", grid(box(gridColumn=1, gridRow=1), text("HH", gridColumn=1, gridRow=1)))
    yield case("order", grid(box(order=1), text("H"), gridTemplateColumns="20px 30px"))
    yield case("not displayed", grid(box(display="none"), text("H"), gridTemplateColumns="20px 30px"))
    yield case("from right to left", grid(box(), box(gridColumn="span 2"), gridTemplateColumns="20px 30px 40px", direction="rtl"))


def grid_alignment():
    values = ["stretch", "start", "end", "center"]
    content = values + ["space-between", "space-around", "space-evenly"]
    cells = [text("HH"), box(width=20, height=15), text("H H", width=10)]
    yield from each(lambda items: grid(*cells, gridTemplateColumns="60px 60px", justifyItems=items), items=values)
    yield from each(lambda items: grid(*cells, gridTemplateRows="40px 40px", alignItems=items), items=values + ["baseline"])
    yield from each(lambda own: grid(text("HH", justifySelf=own), gridTemplateColumns="60px"), own=values + ["left", "right", "self-end"])
    yield from each(lambda own: grid(text("HH", alignSelf=own), gridTemplateRows="60px"), own=values + ["self-end"])
    yield from each(lambda keyword: grid(*cells, gridTemplateColumns="30px 40px", justifyContent=keyword), keyword=content)
    yield from each(lambda keyword: grid(*cells, gridTemplateRows="30px 40px", alignContent=keyword), keyword=content)
    yield from each(lambda keyword: grid(*cells, gridTemplateColumns="150px 140px", justifyContent=keyword), keyword=content + ["safe center", "safe end"])
    yield case("auto margins", grid(box(width=20, height=10, margin="auto"), box(width=20, height=10, marginLeft="auto"), gridTemplateColumns="1fr 1fr"))
    yield case("margins of what stretches", grid(box(margin=5), box(marginTop=10, marginLeft=-5), gridTemplateColumns="1fr 1fr"))
    yield case("baselines of a row", grid(text("HH", paddingTop=12), text("HH"), box(width=9, height=25), gridTemplateColumns="repeat(3, 1fr)",
                                          alignItems="baseline"))
    yield case("percentages of areas", grid(box(width="50%", height="50%"), box(padding="10%"), gridTemplateColumns="1fr 2fr"))
    yield case("pictures", grid(image("60x40"), image("60x40", width=30), gridTemplateColumns="1fr 1fr"))
    yield case("ratios", grid(box(aspectRatio=2), box(aspectRatio=2, width=30), gridTemplateColumns="1fr 1fr", alignItems="start"))
    yield case("a baseline for others", box(grid(text("HH", paddingTop=12), text("H")), text("HH"), alignItems="baseline"))


def grid_absolute():
    yield from each(lambda column: grid(box(position="absolute", gridColumn=column, width=10, height=10), box(),
                                        gridTemplateColumns="30px 40px 50px", padding=10, columnGap=5), column=["2", "2 / 3", "1 / -1", "auto", "auto / 3"])
    yield case("between insets in an area", grid(box(position="absolute", gridColumn="2 / 3", gridRow="1 / 2", inset=3),
                                                 gridTemplateColumns="30px 40px 50px", gridTemplateRows="30px 40px", padding=10))
    yield from each(lambda own: grid(box(position="absolute", width=20, height=10, justifySelf=own, alignSelf=own), padding=10),
                    own=["start", "end", "center"])
    yield from each(lambda own: grid(box(position="absolute", width=20, height=10, justifySelf=own, alignSelf=own, inset=10)),
                    own=["start", "end", "center"])


def grid_nesting():
    stat = box(text("HH"), text("HHH HHH"), flexDirection=COLUMN, padding=4)
    yield from each(lambda columns: grid(stat, stat, stat, stat, gridTemplateColumns=columns, gap=8, padding=8),
                    columns=["1fr 1fr", "repeat(auto-fit, minmax(60px, 1fr))", "repeat(4, auto)", "1fr 2fr 1fr"])
    yield case("a grid in a grid", grid(grid(text("HH"), text("HHH"), gridTemplateColumns="1fr 1fr"), text("H"), gridTemplateColumns="2fr 1fr"))
    yield case("a grid that grows", box(grid(text("HH"), text("HHH"), gridTemplateColumns="1fr 1fr", flexGrow=1), text("HH")))
    yield case("a grid that shrinks", box(grid(text("HHHHHHHH HH"), text("HHHHHHH HHH"), gridTemplateColumns="auto auto"), text("HHHH HHHH")))
    yield case("a grid in a column", box(grid(text("HH"), text("HHH"), gridTemplateRows="auto 1fr"), text("HH"), flexDirection=COLUMN))


TOPICS = {
    "flexDirection": ("The main axis.", flex_direction),
    "flexWrap": ("How items are collected into lines.", flex_wrap),
    "flexGrow": ("Sharing free space.", flex_grow),
    "flexShrink": ("Sharing missing space, and what stops it.", flex_shrink),
    "flexBasis": ("Where growing and shrinking begin, and what it means for the container's content size.", flex_basis),
    "sizes": ("Widths, heights and their limits; the root in its card.", sizes),
    "percentages": ("What percentages refer to, and when to nothing.", percentages),
    "gaps": ("The space between items and lines.", gaps),
    "justifyContent": ("Alignment along the main axis, also where items do not fit.", justify_content),
    "alignItems": ("Alignment within a line.", align_items),
    "alignSelf": ("Alignment of one item.", align_self),
    "alignContent": ("Alignment of lines.", align_content),
    "baselines": ("First and last baselines of items and containers.", baselines),
    "margins": ("Automatic and negative margins.", margins),
    "aspectRatio": ("Ratios of boxes and pictures, with limits.", aspect_ratio),
    "order": ("Order-modified document order.", order),
    "display": ("What is not there.", display),
    "positionAbsolute": ("Absolutely positioned boxes, their insets, margins and static positions.", position_absolute),
    "positionRelative": ("Boxes moved from where they would be.", position_relative),
    "rightToLeft": ("Mirrored layouts.", right_to_left),
    "gridTracks": ("The sizes of columns and rows.", grid_tracks),
    "gridPlacement": ("Which tracks an item covers.", grid_placement),
    "gridAlignment": ("Where tracks lie in a grid, and items in their areas.", grid_alignment),
    "gridAbsolute": ("Absolutely positioned children of grids.", grid_absolute),
    "gridNesting": ("Grids in boxes, boxes in grids.", grid_nesting),
    "nesting": ("Containers in containers, and whole cards.", nesting),
}


def numbered(cases):
    """Makes names unique: a second case of one name is called "… (2)"."""
    seen = {}
    for item in cases:
        count = seen[item["name"]] = seen.get(item["name"], 0) + 1
        yield item if count == 1 else item | {"name": f"{item['name']} ({count})"}


def topics():
    return {name: (about, list(numbered(cases()))) for name, (about, cases) in TOPICS.items()}
