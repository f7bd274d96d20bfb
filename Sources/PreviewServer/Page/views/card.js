// One card in every format and language: languages side by side, grouped by format.

import { button, h, replace } from "../core/dom.js";
import { placeLink } from "../core/links.js";
import { LivePicture } from "../core/pictures.js";
import { router } from "../core/route.js";
import { cellKey, store } from "../core/store.js";
import { inLanguage, language as pageLanguage, languageName, t } from "../core/words.js";
import { cardMessages } from "../panels/messages.js";
import { tabs } from "../panels/panels.js";
import { sharedPanel } from "../panels/shared.js";
import { tryPanel } from "../panels/try.js";
import { counts } from "./problems.js";
import { kindName, measures, select, sizeSlider, widthOf } from "./overview.js";
import { command } from "./shortcuts.js";

/** What is shown of each card, kept while the page is open. */
const shown = { language: "", format: "" };

/** To the cards before and after. */
export function neighbours(route) {
  const ids = [...store.cards.keys()];
  const at = ids.indexOf(route.card);
  const link = (id, sign, words) => id
    ? h("a.step", { ...router.follow({ ...route, card: id }), "aria-label": `${words}: ${inLanguage(store.cards.get(id).title) || id}`, title: inLanguage(store.cards.get(id).title) || id }, sign)
    : h("span.step.is-off", { "aria-hidden": "true" }, sign);
  return h("nav.steps", { "aria-label": t("otherCards") }, link(ids[at - 1], "‹", t("previousCard")), h("span.numbers", `${at + 1} / ${ids.length}`), link(ids[at + 1], "›", t("nextCard")));
}

function figure(cell, format, signal) {
  const picture = new LivePicture(cell, {}, signal);
  const status = h("span.counts");
  const update = () => replace(status, counts(store.cells.get(cellKey(cell)) ?? cell));
  update();
  store.listen("cells", cells => { if (cells.some(other => cellKey(other) === cellKey(cell))) update(); }, signal);
  const name = languageName(cell.language);
  const route = { name: "closer", card: cell.card, language: cell.language, format: cell.format };
  const link = h("a.picture-link", { ...router.follow(route), "aria-label": t("lookCloser", { language: name, format: cell.format }), data: { focus: `${cell.card}/${cell.language}/${cell.format}` } });
  // Messages over a picture have links of their own, so they lie beside the picture's link, not in it.
  return h("figure.cell", { style: { width: widthOf(format) }, data: { cell: `${cell.language}/${cell.format}` } }, h("div.picture-frame", picture.element, link), h("figcaption", h("span", { dir: "auto" }, name), status));
}

export function card(route, signal) {
  const found = store.cards.get(route.card);
  const titleLanguage = found.title[pageLanguage] ? pageLanguage : store.deck.sourceLanguage;
  const title = () => inLanguage(found.title, titleLanguage) || found.id;
  const sections = h("div.formats");
  let drawing = new AbortController();
  signal.addEventListener("abort", () => drawing.abort());
  const draw = () => {
    drawing.abort();
    drawing = new AbortController();
    const formats = store.formats.filter(({ name }) => shown.format === "" || name === shown.format);
    replace(sections, formats.map(format => {
      const cells = (found.cells ?? []).filter(cell => cell.format === format.name && (shown.language === "" || cell.language === shown.language));
      return cells.length > 0 && h("section.format", h("h2", format.name, " ", h("span.quiet", format.summary ? `${format.summary} · ` : "", measures(format))), h("div.row-of-cells", { style: { "--beside": String(cells.length) } }, cells.map(cell => figure(cell, format, drawing.signal))));
    }), found.isBroken && (found.cells ?? []).length === 0 && h("p.count.error", t("cardBroken")));
  };
  if (shown.language && !store.languages.some(({ code }) => code === shown.language)) shown.language = "";
  if (shown.format && !store.format(shown.format)) shown.format = "";
  draw();

  // The panel is opened by one of its buttons, which give way to its tabs.
  const holder = h("div.panel-holder");
  let living = null;
  const panels = [
    { id: "try", words: t("try"), make: signal => tryPanel(found.id, shown.language || undefined, signal) },
    { id: "messages", words: t("messages"), make: signal => cardMessages(found.id, signal) },
    { id: "shared", words: t("shared"), make: signal => sharedPanel(found.id, { language: shown.language || store.deck.sourceLanguage }, signal) },
  ];
  const layout = h("div.card-layout", sections, holder);
  const open = id => {
    living?.abort();
    living = new AbortController();
    signal.addEventListener("abort", () => living.abort());
    layout.classList.add("has-panel");
    replace(holder, tabs(panels, id, living.signal, { close }).element);
    update();
  };
  const close = () => {
    living?.abort();
    living = null;
    layout.classList.remove("has-panel");
    replace(holder);
    router.amend({ panel: undefined });
    update();
    toggles[0].focus();
  };
  const toggles = panels.map(({ id, words }) => button(words, () => { open(id); holder.querySelector("[aria-selected=true]").focus(); }, { data: { panel: id } }));
  const buttons = h("span.toggles", toggles);
  const update = () => { buttons.hidden = living !== null; };
  document.addEventListener("try", () => open("try"), { signal });
  command("t", () => open("try"), signal);
  const redraw = key => value => { shown[key] = value; draw(); };

  const heading = h("h1", { tabIndex: -1, lang: titleLanguage }, title());
  store.listen("cards", cards => { if (cards.some(({ id }) => id === found.id)) heading.textContent = title(); }, signal);
  const view = [
    h("div.heading", h("div", heading, h("p.about", h("span", kindName(found.kind)), h("span.id", { dir: "ltr" }, found.id), found.path && placeLink({ file: found.file, path: found.path, line: found.line }))), neighbours(route)),
    h("div.filters", select(t("language"), [["", t("all.language")], ...store.languages.map(({ code }) => [code, languageName(code)])], shown.language, redraw("language")),
      select(t("format"), [["", t("all")], ...store.formats.map(({ name }) => [name, name])], shown.format, redraw("format")), sizeSlider(), buttons),
    layout,
  ];
  if (route.panel) open(route.panel);
  return view;
}
