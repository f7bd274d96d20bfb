"""Says what is wrong with each manifest by its JSON Schema: validate.py SCHEMA FILE…; nothing where all is well."""

import json
import sys
from pathlib import Path

try:
    from jsonschema import Draft202012Validator
except ImportError:
    sys.exit("the Python package jsonschema is missing: apt install python3-jsonschema")

schema = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
Draft202012Validator.check_schema(schema)
validator = Draft202012Validator(schema)
for name in sys.argv[2:]:
    for error in validator.iter_errors(json.loads(Path(name).read_text(encoding="utf-8"))):
        print(f"{name}: {error.json_path}: {error.message}")
