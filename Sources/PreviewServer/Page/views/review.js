// What differs from the approved state: changed pictures first, then each of them before and after.

import { ask, send } from "../core/api.js";
import { announce, button, h, replace, settled } from "../core/dom.js";
import { LivePicture } from "../core/pictures.js";
import { router } from "../core/route.js";
import { cellKey, store } from "../core/store.js";
import { inLanguage, languageName, percent, refusal, t } from "../core/words.js";
import { comparison } from "./comparison.js";
import { choice } from "./header.js";
import { sizeSlider, widthOf } from "./overview.js";
import { problemList } from "./problems.js";

/** Which kinds of change are listed, kept while the page is open. */
let listed = "changes";

const order = ["changed", "resized", "new", "removed", "unknown", "same"];

/** Cells as the server sorts them; those that came by events are put in their place. */
export function reviewed() {
  return [...store.review.values()].sort((a, b) => order.indexOf(a.change) - order.indexOf(b.change) || (b.share ?? 0) - (a.share ?? 0));
}

const isListed = cell => listed === "all" || (listed === "changes" ? cell.change !== "same" : cell.change === listed);

export const cellName = ({ card, language, format }) => `${inLanguage(store.cards.get(card)?.title, language) || card}, ${languageName(language)}, ${format}`;

export function changeWords(cell) {
  const words = t(`change.${cell.change}`);
  return cell.change === "changed" && cell.share ? `${words}, ${percent(cell.share)}` : words;
}

/** A picture of the review; what is not there is an empty frame. */
export function reviewPicture(cell, as, signal) {
  const hasOne = as === "approved" ? cell.change !== "new" : cell.change !== "removed";
  const format = store.format(cell.format);
  if (!hasOne || !format) return h("div.picture.is-empty", { style: { aspectRatio: format ? `${format.width} / ${format.height}` : "1" } }, h("p", t(as === "approved" ? "wasNot" : "isNot")));
  return new LivePicture(cell, { as: as === "new" ? undefined : as, alt: `${t(`picture.${as}`)}: ${cellName(cell)}` }, signal).element;
}

function sourceForm(signal) {
  const list = h("select", { "aria-label": t("compareWith"), data: { focus: "compare" } }, h("option", { value: "" }, t("loading")));
  const failure = h("p.notice.failed", { role: "alert", hidden: true });
  const start = async body => {
    failure.hidden = true;
    try { store.beginReview(await send("/api/review", body)); } catch (error) {
      failure.textContent = refusal(error);
      failure.hidden = false;
    }
  };
  const end = button(t("endReview"), () => start({}));
  const update = () => { end.hidden = !store.state.review; };
  store.listen("review", update, signal);
  update();
  const against = store.state.review?.against;
  ask("/api/review/sources", signal).then(({ git, folders }) => {
    const option = (kind, value, words) => h("option", { value: `${kind} ${value}`, selected: against?.[kind] === value }, words);
    const named = git.revisions.filter(({ name }) => name);
    const others = git.revisions.filter(({ name }) => !name);
    replace(list, git.revisions.length + folders.length === 0 && h("option", { value: "" }, t("nothingToCompare")),
      folders.length > 0 && h("optgroup", { label: t("folders") }, folders.map(({ id, path }) => option("folder", id, path))),
      named.length > 0 && h("optgroup", { label: t("branches") }, named.map(({ name, summary, date }) => option("git", name, `${name} · ${date} · ${summary}`))),
      others.length > 0 && h("optgroup", { label: t("commits") }, others.map(({ revision, summary, date }) => option("git", revision, `${date} · ${summary}`))));
  }).catch(error => { if (!signal.aborted) replace(list, h("option", { value: "" }, refusal(error))); });
  return [h("form.compare", { on: { submit: event => {
    event.preventDefault();
    const [kind, ...rest] = list.value.split(" ");
    if (kind) start({ [kind]: rest.join(" ") });
  } } }, h("label.field", h("span", t("compareWith")), list), h("button.primary", { type: "submit" }, t("compare")), end), failure];
}

function item(cell, signal) {
  const format = store.format(cell.format);
  const link = h("a", { ...router.follow({ name: "review", card: cell.card, language: cell.language, format: cell.format }), data: { focus: `${cell.card}/${cell.language}/${cell.format}` } }, cellName(cell));
  const width = format ? widthOf(format) : "var(--size)";
  const pair = cell.change === "same" ? ["new"] : ["approved", "new"];
  return h("li.reviewed", { data: { change: cell.change } },
    h("div.pair", pair.map(as => h("figure", { style: { width: `calc(${width} * 0.8)` } }, reviewPicture(cell, as, signal), pair.length > 1 ? h("figcaption", t(`picture.${as}`)) : null))),
    h("p.name", link), h(`p.change.${cell.change}`, changeWords(cell)));
}

function list(signal) {
  const items = h("ul.reviews", { role: "list" });
  const progress = h("progress", { "aria-label": t("comparing") });
  const words = h("p.shown", { role: "status" });
  const messages = h("div.review-problems");
  let drawing = new AbortController();
  signal.addEventListener("abort", () => drawing.abort());
  const known = new Map();
  let wasDone = false;
  const draw = () => {
    const review = store.state.review;
    progress.hidden = !review || review.isDone;
    controls.hidden = !review;
    if (!review) {
      known.clear();
      drawing.abort();
      drawing = new AbortController();
      replace(items);
      words.textContent = t("reviewIntroduction");
      replace(messages);
      return;
    }
    [progress.max, progress.value] = [review.total || 1, review.done];
    const all = reviewed();
    const unknown = all.filter(({ change }) => change === "unknown").length;
    const changes = all.filter(({ change }) => change !== "same").length - unknown;
    const found = changes === 0 ? t("noChanges", { n: all.length - unknown }) : t("changesFound", { n: changes, all: all.length });
    const outcome = unknown === 0 ? found : `${found}${changes === 0 ? "" : "."} ${t("unknownFound", { n: unknown })}`;
    words.textContent = review.isDone ? outcome : t("comparingNow", { n: review.done, all: review.total });
    if (review.isDone && !wasDone) announce(words.textContent);
    wasDone = review.isDone;
    replace(messages, review.diagnostics.length > 0 ? problemList(review.diagnostics) : null);
    const wanted = all.filter(isListed);
    const keys = new Set(wanted.map(cell => `${cellKey(cell)} ${cell.change}`));
    for (const [key, { element, aborter }] of known) if (!keys.has(key)) { aborter.abort(); element.remove(); known.delete(key); }
    wanted.forEach((cell, index) => {
      const key = `${cellKey(cell)} ${cell.change}`;
      if (!known.has(key)) {
        const aborter = new AbortController();
        drawing.signal.addEventListener("abort", () => aborter.abort());
        known.set(key, { element: item(cell, aborter.signal), aborter });
      }
      const { element } = known.get(key);
      element.querySelector(".change").textContent = changeWords(cell);
      if (items.children[index] !== element) items.insertBefore(element, items.children[index] ?? null);
    });
  };
  const later = settled(60, () => { if (!signal.aborted) draw(); });
  store.listen("review", later, signal);
  const filter = choice(t("show"), ["changes", "all"].map(value => [value, t(`show.${value}`)]), listed, value => { listed = value; draw(); });
  const controls = h("div.filters", filter, sizeSlider());
  draw();
  return [h("div.review-head", words, progress), controls, messages, items];
}

export function review(route, signal) {
  if (route.card && route.format && store.state.review) return comparison(route, signal);
  return [h("div.heading", h("h1", { tabIndex: -1 }, t("review"))), sourceForm(signal), list(signal)];
}
