// What is wrong, as people read it: over a picture, in a list, in the header.

import { h, replace } from "../core/dom.js";
import { placeLink, specLine } from "../core/links.js";
import { store } from "../core/store.js";
import { router } from "../core/route.js";
import { languageName, t } from "../core/words.js";

const order = ["error", "warning", "note"];
export const severityWord = severity => t(`severity.${severity}`);

/** `code` in backquotes becomes code. */
export function prose(text) {
  return text.split("`").map((part, index) => index % 2 === 1 ? h("code", part) : part);
}

/** Over the last good picture: the first mistake, and how many more there are. */
export function problemOver(diagnostics, hasPicture) {
  const [first] = diagnostics;
  return [
    h("p.stale", hasPicture ? t("lastGood") : t("noPicture"), diagnostics.length > 1 ? ` ${t("moreProblems", { n: diagnostics.length - 1 })}` : ""),
    first && h("p.message", { lang: "en", title: first.message }, prose(first.message)),
    first?.place && h("p.where", placeLink(first.place)),
    first && specLine(first.place),
  ];
}

/** One message in full. */
export function problemItem(diagnostic, { showsCell = true } = {}) {
  const { card, language, format, node } = diagnostic;
  const cell = [card, language && languageName(language), format].filter(Boolean).join(" · ");
  const route = card && store.cards.has(card)
    ? language && format ? { name: "closer", card, language, format } : { name: "card", card } : null;
  return h(`li.problem.${diagnostic.severity}`,
    h("p.message", h("b", severityWord(diagnostic.severity)), " ", h("span", { lang: "en" }, prose(diagnostic.message))),
    diagnostic.reason && h("p.reason", { lang: "en" }, prose(diagnostic.reason)),
    diagnostic.help && h("p.help", { lang: "en" }, prose(diagnostic.help)),
    specLine(diagnostic.place),
    h("p.where", placeLink(diagnostic.place), showsCell && cell ? route ? h("a", router.follow(route), cell) : h("span", cell) : null,
      node && h("span", { dir: "ltr" }, node), h("code.code", diagnostic.code)));
}

/** Several, the worst first. */
export function problemList(diagnostics, options) {
  const sorted = [...diagnostics].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity));
  return h("ul.problems", { role: "list" }, sorted.map(diagnostic => problemItem(diagnostic, options)));
}

/** `2 errors, 1 warning`, in small coloured words. */
export function counts({ errors, warnings, notes }, { showsNotes = true } = {}) {
  return [
    errors > 0 && h("span.count.error", t("errors", { n: errors })),
    warnings > 0 && h("span.count.warning", t("warnings", { n: warnings })),
    showsNotes && notes > 0 && h("span.count.note", t("notes", { n: notes })),
  ];
}

/** How many of each there are. */
export function tally(diagnostics) {
  const count = severity => diagnostics.filter(diagnostic => diagnostic.severity === severity).length;
  return { errors: count("error"), warnings: count("warning"), notes: count("note") };
}

/** A dialogue of its own with all that was found in loading. */
export function problemsDialogue() {
  const body = h("div");
  const dialogue = h("dialog.sheet", { "aria-labelledby": "problems-title" },
    h("header", h("h2", { id: "problems-title" }, t("messages")), h("button.quiet", { type: "button", on: { click: () => dialogue.close() } }, t("close"))), body);
  return {
    element: dialogue,
    open() {
      replace(body, store.diagnostics.length > 0 ? problemList(store.diagnostics) : h("p.empty", t("noMessages")));
      dialogue.showModal();
    },
    update() { if (dialogue.open) replace(body, store.diagnostics.length > 0 ? problemList(store.diagnostics) : h("p.empty", t("noMessages"))); },
  };
}
