"""Tells which colour spaces a PDF uses anywhere, read with pikepdf: a line for each, sorted.

Walks every object of the file, not only what pages refer to, and the operators of every content stream: pages, forms,
tiling patterns and the glyphs of Type 3 fonts.
"""
import re
import sys

import pikepdf

SPACES = {"rg": "DeviceRGB", "RG": "DeviceRGB", "g": "DeviceGray", "G": "DeviceGray", "k": "DeviceCMYK", "K": "DeviceCMYK"}
SHORT = {"/RGB": "/DeviceRGB", "/G": "/DeviceGray", "/CMYK": "/DeviceCMYK"}
found = set()


def name(value):
    """Without the slash, and with what stands escaped in it."""
    return re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), str(value)[1:].encode()).decode()


def space(value):
    if isinstance(value, pikepdf.Array):
        kind = str(value[0])
        if kind == "/Separation":
            found.add(f"Separation {name(value[1])} over {name(value[2])}")
        elif kind == "/ICCBased":
            found.add(f"ICCBased {int(value[1].N)}")
        elif kind in ("/Indexed", "/Pattern") and len(value) > 1:
            space(value[1])
        else:
            found.add(kind[1:])
    elif isinstance(value, pikepdf.Name):
        found.add(SHORT.get(str(value), str(value))[1:])


def content(holder):
    for operands, operator in pikepdf.parse_content_stream(holder):
        name = str(operator)
        if name in SPACES:
            found.add(SPACES[name])
        elif name in ("cs", "CS") and str(operands[0]) in ("/DeviceRGB", "/DeviceGray", "/DeviceCMYK", "/CalRGB"):
            found.add(str(operands[0])[1:])
        elif name == "INLINE IMAGE":
            image = operands[0]
            if not image.is_inline or image.obj.get("/ImageMask") is not True:
                space(image.obj.get("/ColorSpace", image.obj.get("/CS", None)))


def walk(value, depth=0):
    """Direct parts of an object; what has a number of its own is visited by itself."""
    if depth and getattr(value, "is_indirect", False):
        return
    if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
        for key, part in value.items():
            if key in ("/ColorSpace", "/CS") and not isinstance(part, pikepdf.Dictionary):
                space(part)
            elif key == "/ColorSpace":
                for _, named in part.items():
                    space(named)
            if isinstance(part, (pikepdf.Dictionary, pikepdf.Array)):
                walk(part, depth + 1)
    elif isinstance(value, pikepdf.Array):
        for part in value:
            if isinstance(part, (pikepdf.Dictionary, pikepdf.Array)):
                walk(part, depth + 1)


with pikepdf.open(sys.argv[1]) as pdf:
    for item in pdf.objects:
        walk(item)
        if isinstance(item, pikepdf.Stream):
            if item.get("/Subtype") == "/Form" or item.get("/PatternType") == 1:
                content(item)
        elif isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and "/CharProcs" in item:
            for _, glyph in item["/CharProcs"].items():
                content(glyph)
    for page in pdf.pages:
        content(page)
found.discard("Pattern")
print("\n".join(sorted(found)))
