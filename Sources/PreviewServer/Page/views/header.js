// The bar on top: where we are, what is wrong, whether the page is live, and how it looks.

import { announce, button, h, newID, replace, sign } from "../core/dom.js";
import { preferences } from "../core/preferences.js";
import { router } from "../core/route.js";
import { store } from "../core/store.js";
import { inLanguage, language, languageName, languages, t } from "../core/words.js";
import { problemsDialogue, tally } from "./problems.js";
import { helpDialogue } from "./shortcuts.js";

/** A button that opens a small panel below it. */
export function popover(words, content, { icon, name } = {}) {
  const id = newID("popover");
  const panel = h("div.popover", { id, popover: "auto", role: "group", "aria-label": name ?? words }, content);
  const opener = h("button.quiet", { type: "button", popovertarget: id, "aria-expanded": "false" }, icon && sign(icon), h("span", words));
  panel.addEventListener("toggle", event => {
    const isOpen = event.newState === "open";
    opener.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) return;
    // Below its button, within the window.
    const box = opener.getBoundingClientRect();
    const width = panel.offsetWidth;
    panel.style.top = `${Math.min(box.bottom + 6, innerHeight - Math.min(panel.offsetHeight, innerHeight - 16) - 8)}px`;
    panel.style.left = `${Math.max(8, Math.min(box.right - width, innerWidth - width - 8))}px`;
    panel.querySelector("input:checked, input, select, button")?.focus();
  });
  return h("span.popover-anchor", opener, panel);
}

/** One of several, as radio buttons. */
export function choice(legend, options, chosen, change) {
  const name = newID("choice");
  return h("fieldset.choice", h("legend", legend), options.map(([value, words]) =>
    h("label", h("input", { type: "radio", name, value, checked: value === chosen, on: { change: () => change(value) } }), words)));
}

function viewPanel() {
  const surroundings = ["system", "light", "dark"].map(value => [value, t(`surroundings.${value}`)]);
  const vision = ["none", "protanopia", "deuteranopia", "tritanopia", "grey"].map(value => [value, t(`vision.${value}`)]);
  return popover(t("view"), [
    choice(t("surroundings"), surroundings, preferences.get("surroundings"), value => preferences.set("surroundings", value)),
    choice(t("vision"), vision, preferences.get("vision"), value => preferences.set("vision", value)),
    h("label.field", h("span", t("pageLanguage")), h("select", {
      on: {
        change: ({ target }) => {
          try { localStorage.setItem("placard.language", target.value); } catch { /* The address says it. */ }
          const address = new URL(location.href);
          address.searchParams.set("lang", target.value);
          location.href = address;
        },
      },
    }, languages.map(code => h("option", { value: code, selected: code === language, lang: code }, new Intl.DisplayNames(code, { type: "language" }).of(code))))),
  ], { icon: "view" });
}

function crumbs() {
  const route = router.current;
  const deck = inLanguage(store.deck?.title) || store.deck?.name || "Placard";
  const items = [h("a.home", { ...router.follow({ name: "overview" }), "aria-current": route.name === "overview" ? "page" : null }, deck)];
  if (route.name === "review") items.push(h("span", { "aria-current": "page" }, t("review")));
  else if (route.card) {
    const name = inLanguage(store.cards.get(route.card)?.title, route.language) || route.card;
    const isHere = route.name === "card";
    items.push(isHere ? h("span", { "aria-current": "page" }, name) : h("a", router.follow({ name: "card", card: route.card }), name));
    if (!isHere) items.push(h("span", { "aria-current": "page" }, `${languageName(route.language)}, ${route.format}`));
  }
  return h("nav.crumbs", { "aria-label": t("whereWeAre") }, h("ol", { role: "list" }, items.map(item => h("li", item))));
}

/** Whether what is shown follows the files. */
function liveSign() {
  const words = h("span");
  const element = h("span.live", { role: "status" }, h("i.dot", { "aria-hidden": "true" }), words);
  const update = () => {
    element.dataset.connection = store.connection;
    words.textContent = t(`connection.${store.connection}`);
    element.title = store.endReason;
  };
  store.listen("connection", update);
  update();
  return element;
}

export function header(element) {
  const place = h("div.place-in-page");
  const problems = problemsDialogue();
  const help = helpDialogue();
  const problemButton = button("", () => problems.open(), { kind: "problem-count" });
  const reviewLink = h("a.quiet-link");
  const update = () => {
    replace(place, crumbs());
    const { errors, warnings } = tally(store.diagnostics);
    problemButton.hidden = errors + warnings === 0;
    problemButton.dataset.severity = errors > 0 ? "error" : "warning";
    problemButton.textContent = errors > 0 ? t("errors", { n: errors }) : t("warnings", { n: warnings });
    problems.update();
    const fresh = h("a.quiet-link", { ...router.follow({ name: "review" }), "aria-current": router.current.name === "review" ? "page" : null }, t("review"));
    (element.querySelector("a.quiet-link") ?? reviewLink).replaceWith(fresh);
  };
  replace(element,
    h("div.bar", place, h("div.tools", problemButton, liveSign(), reviewLink, viewPanel(),
      button([sign("help"), h("span.unseen", t("help"))], () => help.showModal(), { kind: "quiet", title: t("help") }))),
    problems.element, help);
  let known = 0;
  store.listen("diagnostics", () => {
    const { errors } = tally(store.diagnostics);
    if (errors !== known && errors > 0) {
      const first = store.diagnostics.find(diagnostic => diagnostic.severity === "error");
      announce(`${t("errors", { n: errors })}. ${first.message}`);
    } else if (errors !== known) announce(t("allMended"));
    known = errors;
    update();
  });
  store.listen("changed", ({ files, cells }) => {
    if (tally(store.diagnostics).errors === 0 && cells.length > 0) announce(t("updated", { n: cells.length, file: files[0] ?? "" }));
  });
  store.listen("structure", () => { known = tally(store.diagnostics).errors; update(); });
  store.listen("cards", update);
  router.addEventListener("arrive", update);
  update();
}
