// Links out of the page: to places in files, in the editor of the person who looks.

import { h } from "./dom.js";
import { store } from "./store.js";
import { t } from "./words.js";

const inAddress = path => encodeURI(path).replace(/[?#]/g, encodeURIComponent);

function editorAddress({ path, line, column }) {
  return store.state.editor.replaceAll("{path}", inAddress(path)).replaceAll("{line}", line ?? 1).replaceAll("{column}", column ?? 1);
}

/** `cards/a.json:3:7`, which opens the editor there. */
export function placeLink(place, { isShort = false } = {}) {
  if (!place) return null;
  const name = isShort ? place.file.split("/").pop() : place.file;
  const words = `${name}:${place.line}${isShort || place.column === undefined ? "" : `:${place.column}`}`;
  // What is no more as it was, such as a file of a revision, opens nowhere.
  if (!place.path) return h("span.place", { dir: "ltr" }, words);
  return h("a.place", { href: editorAddress(place), title: t("openInEditor", { place: `${place.file}:${place.line}` }), dir: "ltr" }, words);
}

/** The line of the spec, with the place in it marked. */
export function specLine(place) {
  if (!place?.text) return null;
  const text = place.text.replaceAll("\t", " ");
  const at = Math.min(Math.max((place.textColumn ?? 1) - 1, 0), text.length);
  const indent = text.length - text.trimStart().length;
  const start = Math.min(indent, at);
  // The place is marked up to the end of its word.
  const word = /^("(?:[^"\\]|\\.)*"?|[^\s,{}[\]]+|.)?/.exec(text.slice(at))[0];
  return h("code.spec-line", { dir: "ltr", lang: "zxx" },
    h("span.line-number", { "aria-hidden": "true" }, String(place.line)), text.slice(start, at), h("mark", word || " "), text.slice(at + word.length));
}
