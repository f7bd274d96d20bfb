// Keys, and the sheet that tells them.

import { button, h } from "../core/dom.js";
import { preferences } from "../core/preferences.js";
import { router } from "../core/route.js";
import { store } from "../core/store.js";
import { t } from "../core/words.js";

const keys = [
  ["/", "key.search"], ["[ ]", "key.cards"], ["← →", "key.languages"], ["↑ ↓", "key.formats"], ["Esc", "key.up"], ["+ −", "key.zoom"], ["0", "key.fit"], ["1", "key.actual"],
  ["b", "key.boxes"], ["g", "key.guides"], ["t", "key.try"], ["?", "key.help"],
];

export function helpDialogue() {
  const dialogue = h("dialog.sheet", { "aria-labelledby": "help-title", id: "help" },
    h("header", h("h2", { id: "help-title" }, t("help")), button(t("close"), () => dialogue.close(), { kind: "quiet" })),
    h("p", t("helpIntroduction")),
    h("table.keys", h("caption.unseen", t("keys")), h("tbody", keys.map(([key, words]) => h("tr", h("th", { scope: "row" }, key.split(" ").map(one => h("kbd", one))), h("td", t(words)))))),
    h("label.check", h("input", { type: "checkbox", checked: preferences.get("shortcuts"), on: { change: ({ target }) => preferences.set("shortcuts", target.checked) } }), t("shortcutsOn")));
  return dialogue;
}

/** Views say what a key does there: `commands.get("b")`. */
export const commands = new Map();

/** Holds for as long as a view is shown. */
export function command(key, action, signal) {
  commands.set(key, action);
  signal.addEventListener("abort", () => { if (commands.get(key) === action) commands.delete(key); });
}

function step(by) {
  const route = router.current;
  const ids = [...store.cards.keys()];
  const at = ids.indexOf(route.card);
  const next = at >= 0 ? ids[at + by] : undefined;
  if (next) router.go({ ...route, card: next });
}

function up() {
  const route = router.current;
  if (route.name === "closer") router.go({ name: "card", card: route.card });
  else if (route.name !== "overview") router.go({ name: "overview" });
}

export function listenForKeys() {
  document.addEventListener("keydown", event => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const isTyping = event.target.closest("input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, select");
    const holdsArrows = event.target.closest("[role=tree], [role=tablist], [role=radiogroup], input, select, .stage");
    if (isTyping || document.querySelector("dialog[open], :popover-open")) return;
    const isSingle = event.key.length === 1;
    if (isSingle && !preferences.get("shortcuts")) return;
    if (event.key.startsWith("Arrow") && holdsArrows) return;
    const action = commands.get(event.key)
      ?? { "?": () => document.getElementById("help").showModal(), "[": () => step(-1), "]": () => step(1), Escape: up }[event.key];
    if (!action) return;
    event.preventDefault();
    action(event);
  });
}
