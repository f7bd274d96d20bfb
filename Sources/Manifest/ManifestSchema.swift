/// The JSON Schema (2020-12) of `manifest.json`, for programs that read it.
public enum ManifestSchema {
  public static let fileName = "manifest.schema.json"

  public static let text = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "$id": "urn:placard:schema:manifest",
      "title": "Placard manifest",
      "description": "What lies in an output folder: every file that Placard made, what it shows, and what was found on the way.",
      "type": "object",
      "properties": {
        "$schema": { "const": "urn:placard:schema:manifest" },
        "version": { "description": "Of this form of the file.", "const": 1 },
        "shard": { "$ref": "#/$defs/shard" },
        "decks": {
          "description": "Decks, and cards that stand alone, whose files are here; by name.",
          "type": "array", "items": { "$ref": "#/$defs/deck" }
        },
        "outputs": {
          "description": "The files that were made, by path.",
          "type": "array", "items": { "$ref": "#/$defs/output" }
        },
        "failures": {
          "description": "Files that should be here and could not be made, by path. An older one that is still here is among the outputs too.",
          "type": "array", "items": { "$ref": "#/$defs/failure" }
        },
        "seal": {
          "description": "Of a shard's manifest, as the last property: the SHA-256 of all bytes of the file before the comma that stands before it. It shows what was changed since.",
          "$ref": "#/$defs/sha256"
        }
      },
      "required": ["$schema", "version", "decks", "outputs", "failures"],
      "additionalProperties": false,
      "$defs": {
        "path": {
          "description": "Relative to the manifest's folder, with slashes; it never leaves that folder.",
          "type": "string", "pattern": "^[^/\\\\]+(/[^/\\\\]+)*$"
        },
        "sha256": { "type": "string", "pattern": "^[0-9a-f]{64}$" },
        "shard": {
          "description": "In a manifest-I-of-N.json: which part of a plan this is, and of which plan. `placard manifest merge` joins them.",
          "type": "object",
          "properties": {
            "index": { "description": "From 1.", "type": "integer", "minimum": 1 },
            "count": { "type": "integer", "minimum": 1 },
            "files": { "description": "How many files this shard is to make. A run that was ended has fewer outputs and failures.", "type": "integer", "minimum": 0 },
            "plan": {
              "description": "The whole plan, the same in all its shards.",
              "type": "object",
              "properties": {
                "files": { "description": "How many files all shards make together.", "type": "integer", "minimum": 0 },
                "sha256": {
                  "description": "Of the list of all files, in the order of their paths' bytes: deck, kind, language, format and path, with a zero byte after each, and a line end. All shards' outputs and failures give the same again.",
                  "$ref": "#/$defs/sha256"
                },
                "sources": { "description": "Of what the files are made from, and of the options that change them.", "$ref": "#/$defs/sha256" },
                "exactDecks": { "description": "Decks whose files are exactly those of the plan.", "type": "array", "items": { "type": "string" } },
                "wholeDecks": { "description": "Decks, but no cards that stand alone, of which nothing was left out by a choice.", "type": "array", "items": { "type": "string" } }
              },
              "required": ["files", "sha256", "sources", "exactDecks", "wholeDecks"],
              "additionalProperties": false
            }
          },
          "required": ["index", "count", "files", "plan"],
          "additionalProperties": false
        },
        "language": { "description": "BCP 47.", "type": "string", "minLength": 1 },
        "kind": {
          "description": "A picture of a card, a document with a page for each card, sheets for the press, or small pictures of all cards for review.",
          "enum": ["png", "pdf", "sheets", "contact-sheet"]
        },
        "deck": {
          "type": "object",
          "properties": {
            "name": { "type": "string" },
            "title": { "description": "By language.", "type": "object", "additionalProperties": { "type": "string" } },
            "languages": { "description": "In the deck's order.", "type": "array", "items": { "$ref": "#/$defs/language" } },
            "formats": { "description": "In the deck's order.", "type": "array", "items": { "type": "string" } },
            "cards": { "description": "Ids, in the deck's order.", "type": "array", "items": { "type": "string" } },
            "leftOut": { "description": "Cards that could not be read.", "type": "array", "items": { "type": "string" } },
            "diagnostics": { "description": "What is wrong with the specs.", "type": "array", "items": { "$ref": "#/$defs/message" } }
          },
          "required": ["name", "title", "languages", "formats", "cards", "leftOut", "diagnostics"],
          "additionalProperties": false
        },
        "output": {
          "type": "object",
          "properties": {
            "path": { "$ref": "#/$defs/path" },
            "deck": { "description": "Its name.", "type": "string" },
            "kind": { "$ref": "#/$defs/kind" },
            "language": { "$ref": "#/$defs/language" },
            "format": { "type": "string" },
            "cards": { "description": "In reading order.", "type": "array", "items": { "$ref": "#/$defs/card" } },
            "width": { "description": "Of the picture, or of a page or sheet after cutting, in `unit`.", "type": "number", "minimum": 0 },
            "height": { "type": "number", "minimum": 0 },
            "unit": { "enum": ["px", "mm"] },
            "pages": { "description": "Of documents.", "type": "integer", "minimum": 1 },
            "bytes": { "type": "integer", "minimum": 0 },
            "sha256": { "$ref": "#/$defs/sha256" },
            "fonts": { "description": "The faces that texts are set in.", "type": "array", "items": { "$ref": "#/$defs/font" } },
            "diagnostics": { "description": "Warnings and errors.", "type": "array", "items": { "$ref": "#/$defs/message" } }
          },
          "required": ["path", "deck", "kind", "language", "format", "cards", "width", "height", "unit", "bytes", "sha256", "fonts", "diagnostics"],
          "additionalProperties": false
        },
        "card": {
          "type": "object",
          "properties": {
            "id": { "type": "string" },
            "title": { "type": "string" },
            "alt": { "description": "What the card shows, in words.", "type": "string" },
            "link": { "description": "Where the card leads.", "type": "string" },
            "fit": { "description": "Texts that gave way so that they fit.", "type": "array", "items": { "$ref": "#/$defs/fit" } }
          },
          "required": ["id", "title", "alt", "fit"],
          "additionalProperties": false
        },
        "fit": {
          "type": "object",
          "properties": {
            "node": { "description": "The node's path, as `placard inspect` shows it.", "type": "string" },
            "done": { "description": "In order.", "type": "array", "items": { "enum": ["hyphenate", "tighten", "shrink", "clamp"] } },
            "fontSize": { "description": "px, as it was set.", "type": "number" },
            "specifiedFontSize": { "description": "px, as it was asked for.", "type": "number" }
          },
          "required": ["node", "done", "fontSize", "specifiedFontSize"],
          "additionalProperties": false
        },
        "font": {
          "type": "object",
          "properties": {
            "family": { "type": "string" },
            "style": { "type": "string" },
            "file": { "description": "The file's name, without its folder.", "type": "string" }
          },
          "required": ["family", "style", "file"],
          "additionalProperties": false
        },
        "failure": {
          "type": "object",
          "properties": {
            "path": { "$ref": "#/$defs/path" },
            "deck": { "type": "string" },
            "kind": { "$ref": "#/$defs/kind" },
            "language": { "$ref": "#/$defs/language" },
            "format": { "type": "string" },
            "cards": { "type": "array", "items": { "type": "string" } },
            "diagnostics": { "type": "array", "items": { "$ref": "#/$defs/message" } }
          },
          "required": ["path", "deck", "kind", "language", "format", "cards", "diagnostics"],
          "additionalProperties": false
        },
        "message": {
          "type": "object",
          "properties": {
            "severity": { "enum": ["warning", "error"] },
            "code": { "description": "A name that programs may rely on.", "type": "string" },
            "message": { "type": "string" },
            "reason": { "type": "string" },
            "help": { "type": "string" },
            "source": { "description": "`file:line:column`, from the deck's folder.", "type": "string" },
            "card": { "type": "string" },
            "node": { "type": "string" }
          },
          "required": ["severity", "code", "message"],
          "additionalProperties": false
        }
      }
    }

    """#
}
