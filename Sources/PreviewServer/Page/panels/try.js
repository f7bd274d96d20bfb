// Try without editing: other words, other numbers, a pseudo-language; and what would break.

import { ask, stringsPath, trialPath } from "../core/api.js";
import { button, h, newID, replace, settled } from "../core/dom.js";
import { placeLink } from "../core/links.js";
import { router } from "../core/route.js";
import { store } from "../core/store.js";
import { editKey, trial } from "../core/trial.js";
import { languageName, number, refusal, t } from "../core/words.js";
import { counts, prose } from "../views/problems.js";

const isReference = value => /^\{\{[^{}]*\}\}$/.test(value);

/** A text or number that can be tried. */
export function tryField(string, label, { isLarge = true } = {}) {
  const original = string.value;
  const id = newID("try");
  const isText = string.kind === "text";
  const was = h("p.was", { id: `${id}-was` });
  const control = h(isText && isLarge ? "textarea" : "input", {
    id, value: trial.value(string) ?? original, spellcheck: "false", "aria-describedby": was.id, rows: isText && isLarge ? 1 : null,
    inputmode: isText ? null : "decimal", lang: string.language ?? null, dir: isText ? "auto" : "ltr", data: { focus: `try ${editKey(string)}` },
    on: {
      input: () => trial.edit(string, control.value, string.value, string.kind, string.isSavable ?? true),
      keydown: event => { if (event.key === "Escape" && trial.value(string) !== undefined) { event.stopPropagation(); undo(); } },
    },
  });
  const undo = () => { control.value = string.value; trial.forget(string); control.focus(); };
  const update = () => {
    const value = trial.value(string);
    element.classList.toggle("is-edited", value !== undefined);
    if (document.activeElement !== control) control.value = value ?? string.value;
    replace(was, value === undefined ? null : [h("span", t("was")), " ", h("del", { lang: string.language ?? null }, string.value), " ",
      button(t("undo"), undo, { kind: "link", "aria-label": `${t("undo")}: ${label}` })]);
  };
  const element = h("div.try-field", h("div.label-line", h("label", { htmlFor: id }, label), placeLink(string.place, { isShort: true })), control, was);
  update();
  return {
    element, update,
    /** The file says something else now. */
    take(fresh) {
      Object.assign(string, fresh);
      if (trial.value(string) === string.value) trial.forget(string);
      const edit = trial.edits.get(editKey(string));
      if (edit) edit.original = string.value;
      update();
    },
  };
}

function pseudoControls(signal) {
  const check = key => h("label.check", h("input", { type: "checkbox", checked: trial.pseudo[key], data: { pseudo: key }, on: { change: ({ target }) => trial.setPseudo({ [key]: target.checked }) } }), t(`pseudo.${key}`));
  const element = h("fieldset.pseudo", h("legend", t("pseudoLanguage")), h("p.hint", t("pseudoHint")), ["expand", "accents", "rightToLeft"].map(check));
  trial.listen("edits", () => { for (const input of element.querySelectorAll("input")) input.checked = trial.pseudo[input.dataset.pseudo]; }, signal);
  return element;
}

/** What becomes of all pictures of the card under the trial. */
function outcome(card, signal) {
  const element = h("section.outcome", { "aria-live": "polite" });
  let turn = 0;
  const update = settled(250, async () => {
    if (signal.aborted) return;
    if (!trial.id || trial.problem) { replace(element, trial.problem ? h("p.count.error", refusal(trial.problem)) : null); return; }
    const mine = ++turn;
    try {
      const { cells } = await ask(trialPath(trial.id, card), signal);
      if (mine === turn) replace(element, describe(card, cells));
    } catch (error) {
      if (mine !== turn || signal.aborted) return;
      if (error.code === "trial-forgotten") trial.renew(); else if (error.status === 503) update(); else replace(element, h("p.count.error", refusal(error)));
    }
  });
  trial.listen("trial", update, signal);
  store.listen("changed", update, signal);
  update();
  return element;
}

function describe(card, cells) {
  const broken = cells.filter(cell => cell.errors > 0 || cell.state === "missing");
  const changed = cells.filter(cell => !broken.includes(cell) && (cell.warnings > 0 || (cell.fits ?? []).length > 0));
  const line = cell => h("li",
    h("a", { ...router.follow({ name: "closer", card, language: cell.language, format: cell.format, panel: "try" }) }, `${languageName(cell.language)} · ${cell.format}`), " ", counts(cell, { showsNotes: false }),
    (cell.fits ?? []).map(fit => h("span.fit", t("sizeChanges", { node: fit.node, before: number(fit.before), after: number(fit.after) }))),
    (cell.diagnostics ?? []).filter(({ severity }) => severity === "error").slice(0, 2).map(({ message }) => h("p.reason", { lang: "en" }, prose(message))));
  return [
    h("h3", t("whatBreaks")),
    h("p", { class: broken.length > 0 ? "verdict bad" : "verdict good" }, broken.length > 0 ? t("breaks", { n: broken.length, all: cells.length }) : t("nothingBreaks", { n: cells.length })),
    broken.length > 0 && h("ul.cells", { role: "list" }, broken.map(line)),
    changed.length > 0 && h("details", h("summary", t("smallChanges", { n: changed.length })), h("ul.cells", { role: "list" }, changed.map(line))),
  ];
}

/** @param language the one that is looked at; without it all are listed */
export function tryPanel(card, language, signal) {
  const list = h("div.strings", h("p.hint", t("loading")));
  const fields = new Map();

  const group = ([key, strings]) => {
    const { name, kind } = strings[0];
    const own = { title: "title", alt: "alternativeText", link: "role.link" }[name];
    const title = own ? t(own) : name.replaceAll(/([a-z])([A-Z])/g, "$1 $2").replaceAll(/[-_]/g, " ").toLowerCase();
    return h("fieldset.string", h("legend", title.charAt(0).toUpperCase() + title.slice(1)), strings.map(string => {
      const field = tryField(string, string.language ? languageName(string.language) : kind === "number" ? t("number") : t("allLanguages"));
      fields.set(editKey(string), field);
      return field.element;
    }));
  };
  const grouped = strings => [...Map.groupBy(strings, ({ file, pointer, language: code }) => editKey({ file, pointer: code ? pointer.slice(0, pointer.lastIndexOf("/")) : pointer }))].map(group);

  const draw = strings => {
    const wanted = strings.filter(string => !isReference(string.value) && (!language || !string.language || string.language === language));
    // Words first; sources and addresses are seldom what is tried.
    const rank = string => string.name === "title" ? -1 : string.kind === "number" ? 1 : /^https?:/.test(string.value) ? 3 : string.pointer.startsWith("/alt") ? 2 : string.language ? 0 : 1;
    const own = wanted.filter(({ isShared }) => !isShared).sort((a, b) => rank(a) - rank(b));
    const shared = wanted.filter(({ isShared }) => isShared);
    fields.clear();
    replace(list, grouped(own), shared.length > 0 && h("details", { open: shared.some(string => trial.value(string) !== undefined) }, h("summary", t("sharedTexts", { n: shared.length })), h("p.hint", t("sharedHint")), grouped(shared)));
  };

  // Values of styles, and texts of other cards, are tried elsewhere; here they can be taken back.
  const others = h("div.others");
  const drawOthers = () => {
    const edits = [...trial.edits.values()].filter(edit => fields.size > 0 && !fields.has(editKey(edit)));
    replace(others, edits.length > 0 && [h("h3", t("otherEdits")), h("ul.cells", { role: "list" }, edits.map(edit => h("li", h("code", { dir: "ltr" }, `${edit.file} ${edit.pointer}`), " ",
      h("del", edit.original), " → ", h("ins", edit.value), " ", button(t("undo"), () => trial.forget(edit), { kind: "link", "aria-label": `${t("undo")}: ${edit.pointer}` }))))]);
  };

  const load = async () => {
    try {
      const { strings } = await ask(stringsPath(card), signal);
      const known = strings.filter(string => fields.has(editKey(string)));
      // While the same texts are there, only their values change: what is being typed in stays.
      if (fields.size > 0 && known.length === fields.size) for (const string of known) fields.get(editKey(string)).take(string);
      else draw(strings);
      drawOthers();
    } catch (error) {
      if (!signal.aborted) replace(list, h("p.count.error", refusal(error)));
    }
  };
  store.listen("changed", load, signal);
  trial.listen("edits", () => { for (const field of fields.values()) field.update(); drawOthers(); }, signal);
  trial.listen("saved", load, signal);
  load();
  return [
    h("p.hint", t("tryHint")), outcome(card, signal), others, pseudoControls(signal),
    h("h3", language ? t("wordsIn", { language: languageName(language) }) : t("words")), list,
  ];
}
