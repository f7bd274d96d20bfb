// The whole deck: one picture of each card, or all of them, found by words and filters.

import { announce, h, replace, settled } from "../core/dom.js";
import { LivePicture } from "../core/pictures.js";
import { preferences } from "../core/preferences.js";
import { router } from "../core/route.js";
import { store } from "../core/store.js";
import { inLanguage, language, languageName, t, has } from "../core/words.js";
import { counts } from "./problems.js";
import { command } from "./shortcuts.js";

/** What was looked for, kept while the page is open. */
const filters = { words: "", language: null, format: null, kind: "", messages: "" };

export const kindName = kind => has(`kind.${kind}`) ? t(`kind.${kind}`) : kind.charAt(0).toUpperCase() + kind.slice(1);
export const formatName = format => `${format.name} · ${measures(format)}`;

/** `148 × 105 mm` on paper, px on a screen. */
export function measures(format) {
  const isPaper = format.medium !== "screen";
  const value = px => isPaper ? Math.round(px * 25.4 / 96 * 10) / 10 : Math.round(px);
  return `${value(format.width)} × ${value(format.height)} ${isPaper ? "mm" : "px"}`;
}

export function select(label, options, chosen, change) {
  return h("label.field", h("span", label), h("select", { data: { focus: `choose ${label}` }, on: { change: ({ target }) => change(target.value) } },
    options.map(([value, words]) => h("option", { value, selected: value === chosen }, words))));
}

/** How large pictures are, for views with many. */
export function sizeSlider() {
  return h("label.field.size", h("span", t("size")), h("input", {
    type: "range", min: 140, max: 900, step: 10, value: preferences.get("size"), on: { input: ({ target }) => preferences.set("size", Number(target.value)) },
  }));
}

/** Cells of equal area, whatever their shape. */
export function widthOf(format) {
  const share = Math.sqrt(format.width / format.height);
  return `calc(var(--size) * ${share.toFixed(4)})`;
}

const fits = (cell, messages) => {
  switch (messages) {
    case "": return true;
    case "any": return cell.errors + cell.warnings + cell.notes > 0 || cell.state === "stale" || cell.state === "missing";
    case "error": return cell.errors > 0 || cell.state === "stale" || cell.state === "missing";
    case "warning": return cell.warnings > 0;
    default: return cell.codes.includes(messages);
  }
};

function matchingCells(card) {
  return (card.cells ?? []).filter(cell => (filters.language === "" || cell.language === filters.language)
    && (filters.format === "" || cell.format === filters.format) && fits(cell, filters.messages));
}

function matches(card) {
  if (filters.kind && card.kind !== filters.kind) return false;
  const text = `${card.search} ${Object.values(card.title).join(" ").toLowerCase()}`;
  return filters.words.toLowerCase().split(/\s+/).every(word => text.includes(word));
}

function prepare() {
  filters.language ??= store.languages.some(({ code }) => code === language) ? language : store.deck.sourceLanguage;
  filters.format ??= store.formats[0]?.name ?? "";
  if (filters.language && !store.languages.some(({ code }) => code === filters.language)) filters.language = "";
  if (filters.format && !store.format(filters.format)) filters.format = "";
}

/** The messages that there are, to choose from. */
function messageOptions() {
  const codes = new Map();
  for (const cell of store.cells.values()) for (const code of cell.codes) codes.set(code, (codes.get(code) ?? 0) + 1);
  const known = [["", t("anyCell")], ["any", t("withMessages")], ["error", t("withErrors")], ["warning", t("withWarnings")]];
  return [...known, ...[...codes].sort().map(([code, n]) => [code, `${code} (${n})`])];
}

function tile(card, cells, signal) {
  const isSingle = filters.language !== "" && filters.format !== "";
  const title = inLanguage(card.title, filters.language || store.deck.sourceLanguage) || card.id;
  const status = h("span.counts");
  const update = () => {
    const all = card.cells ?? [];
    const sum = key => all.reduce((total, cell) => total + cell[key], 0);
    replace(status, counts({ errors: sum("errors"), warnings: sum("warnings"), notes: 0 }));
  };
  update();
  store.listen("cells", changed => { if (changed.some(cell => cell.card === card.id)) update(); }, signal);
  const pictures = cells.map(cell => {
    const format = store.format(cell.format);
    const picture = new LivePicture(cell, { alt: "" }, signal);
    const name = `${title}, ${languageName(cell.language)}, ${cell.format}`;
    const route = isSingle ? { name: "card", card: card.id } : { name: "closer", card: card.id, language: cell.language, format: cell.format };
    return h("div.cell", { style: { width: widthOf(format) } },
      h("div.picture-frame", picture.element, h("a.picture-link", { ...router.follow(route), "aria-label": name, tabIndex: isSingle ? -1 : 0, data: { focus: isSingle ? `${card.id}/picture` : `${card.id}/${cell.language}/${cell.format}` } })),
      isSingle ? null : h("span.cell-name", { "aria-hidden": "true" }, `${languageName(cell.language)} · ${cell.format}`));
  });
  const heading = h("h2", h("a", { ...router.follow({ name: "card", card: card.id }), lang: filters.language || store.deck.sourceLanguage, data: { focus: card.id } }, title));
  const about = h("p.about", h("span", kindName(card.kind)), h("span.id", { dir: "ltr" }, card.id), status);
  const broken = card.isBroken && cells.length === 0 ? h("p.count.error", t("cardBroken")) : null;
  return isSingle
    ? h("li.tile", h("article", h("div.pictures", pictures), heading, about, broken))
    : h("li.tile", h("article", heading, about, h("div.pictures", pictures), broken));
}

export function overview(_, signal) {
  prepare();
  const list = h("ul.tiles", { role: "list" });
  const shown = h("p.shown", { role: "status" });
  let drawing = new AbortController();
  signal.addEventListener("abort", () => drawing.abort());

  const draw = () => {
    drawing.abort();
    drawing = new AbortController();
    const isSingle = filters.language !== "" && filters.format !== "";
    list.classList.toggle("is-grid", isSingle);
    // As many as fit beside each other, and no empty strip at the end of the row.
    list.style.gridTemplateColumns = isSingle ? `repeat(auto-fill, minmax(min(100%, ${widthOf(store.format(filters.format))}), 1fr))` : "";
    const found = [...store.cards.values()].filter(matches).map(card => [card, matchingCells(card)])
      .filter(([card, cells]) => cells.length > 0 || card.isBroken && filters.messages !== "warning");
    replace(list, found.map(([card, cells]) => tile(card, cells, drawing.signal)));
    const pictures = found.reduce((total, [, cells]) => total + cells.length, 0);
    shown.textContent = found.length === 0 ? t("nothingFound") : pictures === found.length ? t("cardsShown", { n: found.length })
      : `${t("cardsShown", { n: found.length })}, ${t("picturesShown", { n: pictures })}`;
  };

  const search = h("input", {
    type: "search", value: filters.words, placeholder: t("searchHint"), "aria-label": t("search"), data: { focus: "search" },
    on: { input: settled(80, () => { filters.words = search.value.trim(); draw(); }) },
  });
  const change = key => value => { filters[key] = value; draw(); };
  const kinds = [...new Set([...store.cards.values()].map(card => card.kind))].filter(Boolean).sort();
  const messages = h("span");
  const drawMessages = () => replace(messages, select(t("messages"), messageOptions(), filters.messages, change("messages")));
  drawMessages();
  // What can be chosen follows what is found, but never while it is being chosen from.
  store.listen("cells", settled(400, () => {
    if (signal.aborted || messages.contains(document.activeElement)) return;
    drawMessages();
    if (filters.messages) draw();
  }), signal);
  store.listen("cards", draw, signal);
  command("/", () => { search.focus(); search.select(); }, signal);

  const form = h("search.filters", { "aria-label": t("filters") }, h("form", { on: { submit: event => event.preventDefault() } },
    h("label.field.search", h("span", t("search")), search),
    select(t("language"), [["", t("all.language")], ...store.languages.map(({ code }) => [code, languageName(code)])], filters.language, change("language")),
    select(t("format"), [["", t("all")], ...store.formats.map(format => [format.name, formatName(format)])], filters.format, change("format")),
    select(t("kind"), [["", t("all")], ...kinds.map(kind => [kind, kindName(kind)])], filters.kind, change("kind")),
    messages, sizeSlider(), shown));
  draw();
  return [h("h1.unseen", { tabIndex: -1 }, inLanguage(store.deck.title) || store.deck.name), form, list];
}
