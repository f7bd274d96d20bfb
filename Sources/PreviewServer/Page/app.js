// Begins: asks how things stand, then draws the place that the address names, and draws it anew where it must.

import { announce, h, replace } from "./core/dom.js";
import { preferences } from "./core/preferences.js";
import { router } from "./core/route.js";
import { store } from "./core/store.js";
import { inLanguage, t } from "./core/words.js";
import { card } from "./views/card.js";
import { closer } from "./views/closer.js";
import { header } from "./views/header.js";
import { notices } from "./views/notices.js";
import { overview } from "./views/overview.js";
import { review } from "./views/review.js";
import { listenForKeys } from "./views/shortcuts.js";
import { problemList } from "./views/problems.js";

const main = document.getElementById("main");
const views = { overview, card, closer, review };
let leaving = new AbortController();
let drawn = null;

function titleOf(route) {
  const deck = inLanguage(store.deck?.title) || store.deck?.name || "Placard";
  if (route.name === "review") return `${t("review")} · ${deck}`;
  const name = route.card && (inLanguage(store.cards.get(route.card)?.title, route.language) || route.card);
  return name ? `${name} · ${deck}` : deck;
}

/** Without a deck there is nothing to show but what is wrong with it. */
function brokenDeck() {
  return h("section.broken", h("h1", { tabIndex: -1 }, t("deckBroken")), h("p", t("deckBrokenHelp")), problemList(store.diagnostics));
}

function draw() {
  leaving.abort();
  leaving = new AbortController();
  const route = router.current;
  document.title = titleOf(route);
  document.body.dataset.view = store.deck ? route.name : "broken";
  if (!store.deck) { replace(main, brokenDeck()); drawn = null; return; }
  const isUnknown = route.card && !store.cards.has(route.card);
  replace(main, isUnknown
    ? h("section.broken", h("h1", { tabIndex: -1 }, t("noSuchCard", { card: route.card })), h("p", h("a", router.follow({ name: "overview" }), t("allCards"))))
    : views[route.name](route, leaving.signal));
  drawn = route;
}

/** Draws anew what came or went, where the person was. */
function redraw() {
  const [x, y] = [scrollX, scrollY];
  const focused = document.activeElement?.dataset?.focus;
  const wasFirst = drawn === null;
  draw();
  scrollTo(x, y);
  if (focused) document.querySelector(`[data-focus="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  if (wasFirst && store.deck) announce(t("cardsShown", { n: store.cards.size }));
}

router.addEventListener("arrive", ({ detail: { from, scroll, isNew } }) => {
  const kept = document.activeElement?.dataset?.focus;
  draw();
  scrollTo(0, scroll);
  const same = kept && isNew && from.name === router.current.name && document.querySelector(`[data-focus="${CSS.escape(kept)}"]`);
  if (same) { same.focus({ preventScroll: true }); return; }
  // Focus follows: to the heading of what was opened, or back to what it was opened from.
  const target = !isNew && from.card && document.querySelector(`[data-focus="${CSS.escape([from.card, from.language, from.format].filter(Boolean).join("/"))}"]`)
    || !isNew && from.card && document.querySelector(`[data-focus="${CSS.escape(from.card)}"]`);
  (target || main.querySelector("h1"))?.focus({ preventScroll: true });
});

document.getElementById("skip").textContent = t("skip");
preferences.apply();
replace(main, h("p.waiting", t("loading")));
header(document.getElementById("header"));
notices(document.getElementById("notices"));
listenForKeys();
store.listen("structure", redraw);
store.listen("diagnostics", () => { if (!store.deck) draw(); });
await store.start();
