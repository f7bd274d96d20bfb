"""Says of each document of a corpus whether the published JSON Schemas accept it.

Usage: validate.py SCHEMAS CORPUS, where CORPUS has one {"kind": …, "document": …} on each line.
"""

import json
import re
import sys
from pathlib import Path

try:
    from jsonschema import Draft202012Validator
    from jsonschema.validators import extend
except ImportError:
    sys.exit("the Python package jsonschema is missing: apt install python3-jsonschema")


def pattern(validator, expression, instance, schema):
    """Regular expressions as ECMA-262 reads them: `$` is the end of the text, not of its last line."""
    if validator.is_type(instance, "string") and not re.search(
        re.sub(r"(?<!\\)\$(?=$|\)|\|)", r"\\Z", expression), instance
    ):
        from jsonschema import ValidationError

        yield ValidationError(f"{instance!r} does not match {expression!r}")


def main():
    folder, corpus = sys.argv[1:]
    reader = extend(Draft202012Validator, {"pattern": pattern})
    validators = {}
    for kind in ["deck", "card", "template", "theme"]:
        schema = json.loads((Path(folder) / f"{kind}.schema.json").read_text(encoding="utf-8"))
        Draft202012Validator.check_schema(schema)
        validators[kind] = reader(schema)
    with open(corpus, encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            print("valid" if validators[entry["kind"]].is_valid(entry["document"]) else "invalid")


main()
