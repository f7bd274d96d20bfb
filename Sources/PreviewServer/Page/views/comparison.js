// One picture before and after: side by side, one over the other, or what differs.

import { button, h, newID, replace } from "../core/dom.js";
import { LivePicture } from "../core/pictures.js";
import { router } from "../core/route.js";
import { cellKey, store } from "../core/store.js";
import { t } from "../core/words.js";
import { cellName, changeWords, reviewed, reviewPicture } from "./review.js";
import { command } from "./shortcuts.js";

/** How pictures were compared last. */
let mode = "side";

function sideBySide(cell, signal) {
  return h("div.side", ["approved", "new"].map(as => h("figure", h("figcaption", t(`picture.${as}`)), reviewPicture(cell, as, signal))));
}

/** The new picture over the approved one, up to a line that is moved. */
function swipe(cell, signal) {
  const under = reviewPicture(cell, "approved", signal);
  const over = h("div.over", reviewPicture(cell, "new", signal));
  const line = h("div.swipe-line", { "aria-hidden": "true" });
  const id = newID("swipe");
  const range = h("input.swipe-range", { id, type: "range", min: 0, max: 100, value: 50, step: 1 });
  const move = share => {
    const at = Math.max(0, Math.min(100, share));
    range.value = String(at);
    over.style.clipPath = `inset(0 0 0 ${at}%)`;
    line.style.left = `${at}%`;
  };
  range.addEventListener("input", () => move(Number(range.value)));
  const frame = h("div.swipe", under, over, line);
  const follow = event => {
    const box = frame.getBoundingClientRect();
    move((event.clientX - box.left) / box.width * 100);
  };
  frame.addEventListener("pointerdown", event => { frame.setPointerCapture(event.pointerId); follow(event); });
  frame.addEventListener("pointermove", event => { if (frame.hasPointerCapture(event.pointerId)) follow(event); });
  move(50);
  return h("div.swipe-holder", h("div.swipe-ends", h("span", t("picture.approved")), h("label", { htmlFor: id, class: "unseen" }, t("swipe")), range, h("span", t("picture.new"))), frame);
}

function difference(cell, signal) {
  const hasBoth = ["changed", "same"].includes(cell.change);
  if (!hasBoth) return [h("p.empty", t("noDifference")), sideBySide(cell, signal)];
  return h("div.single", new LivePicture(cell, { as: "difference", alt: `${t("difference")}: ${cellName(cell)}` }, signal).element);
}

const modes = { side: sideBySide, swipe, difference };

export function comparison(route, signal) {
  const stage = h("div.comparison");
  const all = reviewed().filter(({ change }) => change !== "same");
  const find = () => store.review.get(cellKey(route));
  const cell = find() ?? { ...route, change: "unknown" };
  const format = store.format(cell.format);
  if (format) stage.style.setProperty("--ratio", String(format.width / format.height));
  const at = all.findIndex(one => cellKey(one) === cellKey(cell));
  const go = index => { if (all[index]) router.go({ name: "review", card: all[index].card, language: all[index].language, format: all[index].format }); };

  let drawing = new AbortController();
  signal.addEventListener("abort", () => drawing.abort());
  const buttons = Object.keys(modes).map(name => button(t(`mode.${name}`), () => { mode = name; draw(); }, { kind: "quiet", data: { mode: name } }));
  const words = h("p.change");
  const draw = () => {
    drawing.abort();
    drawing = new AbortController();
    for (const one of buttons) one.setAttribute("aria-pressed", String(one.dataset.mode === mode));
    words.textContent = changeWords(find() ?? cell);
    replace(stage, modes[mode](find() ?? cell, drawing.signal));
  };
  let change = cell.change;
  store.listen("review", () => {
    const fresh = find();
    words.textContent = changeWords(fresh ?? cell);
    if (fresh && fresh.change !== change) { change = fresh.change; draw(); }
  }, signal);
  command("ArrowRight", () => go(at + 1), signal);
  command("ArrowLeft", () => go(at - 1), signal);
  command("Escape", () => router.go({ name: "review" }), signal);
  draw();
  const step = (to, sign, name) => h("button.step", { type: "button", disabled: !all[to], "aria-label": t(name), on: { click: () => go(to) } }, sign);
  return h("div.compare-one",
    h("div.heading", h("div", h("h1", { tabIndex: -1 }, cellName(cell)), words), h("nav.steps", { "aria-label": t("otherChanges") }, step(at - 1, "‹", "previousChange"), h("span.numbers", `${at + 1} / ${all.length}`), step(at + 1, "›", "nextChange"))),
    h("div.filters", h("span.modes", { role: "group", "aria-label": t("howToCompare") }, buttons),
      h("a", router.follow({ name: "closer", card: cell.card, language: cell.language, format: cell.format }), t("lookCloserShort")), h("a", router.follow({ name: "review" }), t("allChanges"))),
    stage);
}
