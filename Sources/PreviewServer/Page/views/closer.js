// One picture looked at closely.

import { button, h, replace, sign } from "../core/dom.js";
import { cellPath } from "../core/api.js";
import { Inspection } from "../core/inspection.js";
import { preferences } from "../core/preferences.js";
import { router } from "../core/route.js";
import { cellKey, store } from "../core/store.js";
import { trial } from "../core/trial.js";
import { inLanguage, languageName, refusal, t } from "../core/words.js";
import { cellMessages } from "../panels/messages.js";
import { nodePanel } from "../panels/node.js";
import { tabs } from "../panels/panels.js";
import { readingPanel } from "../panels/reading.js";
import { sharedPanel } from "../panels/shared.js";
import { tryPanel } from "../panels/try.js";
import { neighbours } from "./card.js";
import { popover } from "./header.js";
import { formatName, select } from "./overview.js";
import { layers } from "./overlays.js";
import { counts, prose } from "./problems.js";
import { command } from "./shortcuts.js";
import { Stage } from "./stage.js";

/** The node that was chosen last, so that it stays when the language changes. */
let lastNode = null;

function overlayPanel(format) {
  const isUseful = layer => ({ bleed: true, safe: format.guides.some(({ kind }) => kind === "safe"), overlaps: format.guides.some(({ kind }) => kind === "overlap"), crops: format.crops.length > 0 })[layer] ?? true;
  const toggle = (layer, isOn) => preferences.set("overlays", layers.filter(name => name === layer ? isOn : preferences.get("overlays").includes(name)));
  return popover(t("overlays"), h("fieldset.choice.layers", h("legend", t("overlays")), layers.map(layer =>
    h("label", { class: isUseful(layer) ? null : "is-off" }, h("input", { type: "checkbox", value: layer, checked: preferences.get("overlays").includes(layer), disabled: !isUseful(layer), on: { change: ({ target }) => toggle(layer, target.checked) } }),
      h(`i.key.${layer}`, { "aria-hidden": "true" }), t(`layer.${layer}`)))), { icon: "layers" });
}

/** The document of this card, as the browser shows PDFs. */
function documentFrame(cell, signal) {
  const frame = h("iframe.document", { title: t("pdfPage") });
  const message = h("p.notice.failed", { hidden: true });
  const load = async () => {
    const path = cellPath(cell, "/page.pdf", { trial: trial.id, revision: store.cells.get(cellKey(cell))?.revision });
    // A refusal is told in words, not as JSON in a frame.
    const response = await fetch(path, { signal });
    message.hidden = response.ok;
    frame.hidden = !response.ok;
    if (response.ok) {
      await response.arrayBuffer();
      frame.src = `${path}#navpanes=0&view=FitH`;
    } else {
      const { error, diagnostics } = await response.json();
      replace(message, h("span", refusal(error)), diagnostics?.[0] && h("span", { lang: "en" }, prose(diagnostics[0].message)));
    }
  };
  const reload = () => load().catch(() => { /* The next change asks again. */ });
  store.listen("cells", cells => { if (cells.some(other => cellKey(other) === cellKey(cell) && other.state !== "waiting")) reload(); }, signal);
  trial.listen("trial", reload, signal);
  reload();
  return h("div.document-holder", message, frame);
}

function zoomTools(stage) {
  const fit = button(t("fitWindow"), () => stage.setZoom("fit"), { kind: "quiet", "aria-pressed": String(stage.isFit) });
  stage.element.addEventListener("zoom", () => fit.setAttribute("aria-pressed", String(stage.isFit)));
  const pixels = button(t("pixels"), () => { stage.setPixels(!stage.isPixels); pixels.setAttribute("aria-pressed", String(stage.isPixels)); }, { kind: "quiet", "aria-pressed": String(stage.isPixels), title: t("pixelsHint") });
  return h("span.zoom", { role: "group", "aria-label": t("zoom") }, button([sign("minus"), h("span.unseen", t("smaller"))], () => stage.step(-1), { kind: "quiet" }),
    stage.zoomWords, button([sign("plus"), h("span.unseen", t("larger"))], () => stage.step(1), { kind: "quiet" }), fit,
    button("100 %", () => stage.setZoom(1), { kind: "quiet", "aria-label": t("actualSize") }), pixels);
}

export function closer(route, signal) {
  const found = store.cards.get(route.card);
  const language = store.languages.some(({ code }) => code === route.language) ? route.language : store.deck.sourceLanguage;
  const format = store.format(route.format) ?? store.formats[0];
  const cell = { card: route.card, language, format: format.name };
  const inspection = new Inspection(cell, signal);
  if (lastNode?.card === cell.card) inspection.selected = lastNode.path;
  inspection.listen("select", () => { lastNode = { card: cell.card, path: inspection.selected }; });
  const stage = new Stage(cell, inspection, signal);
  const go = changes => router.go({ ...router.current, name: "closer", language, format: format.name, ...changes });

  const badge = h("span.badge");
  const count = () => {
    const { errors = 0, warnings = 0, notes = 0 } = store.cells.get(cellKey(cell)) ?? {};
    badge.textContent = errors + warnings + notes > 0 ? String(errors + warnings + notes) : "";
    badge.dataset.severity = errors > 0 ? "error" : warnings > 0 ? "warning" : "note";
  };
  count();
  store.listen("cells", count, signal);
  const panel = tabs([
    { id: "node", words: t("node"), make: signal => nodePanel(inspection, node => stage.edit(node), signal) },
    { id: "try", words: t("try"), make: signal => tryPanel(cell.card, language, signal) },
    { id: "messages", words: t("messages"), badge, make: signal => cellMessages(inspection, signal) },
    { id: "reading", words: t("reading"), make: signal => readingPanel(inspection, signal) },
    { id: "shared", words: t("shared"), make: signal => sharedPanel(cell.card, { language, format: format.name }, signal) },
  ], route.panel ?? "node", signal);
  inspection.listen("select", origin => { if (origin === "stage" && router.current.panel !== "node") panel.show("node"); });
  document.addEventListener("try", () => panel.show("try", true), { signal });

  const middle = h("div.middle", stage.element);
  let reading = null;
  const pdf = format.medium === "screen" ? null : button(t("pdfPage"), () => {
    const isOn = pdf.getAttribute("aria-pressed") !== "true";
    pdf.setAttribute("aria-pressed", String(isOn));
    reading?.abort();
    reading = new AbortController();
    signal.addEventListener("abort", () => reading.abort());
    replace(middle, isOn ? documentFrame(cell, reading.signal) : stage.element);
    // The browser shows documents with tools of its own.
    zoom.hidden = overlays.hidden = isOn;
  }, { kind: "quiet", "aria-pressed": "false" });

  const [overlays, zoom] = [overlayPanel(format), zoomTools(stage)];
  const toggleLayers = names => {
    const shown = preferences.get("overlays");
    const isOn = names.some(name => shown.includes(name));
    preferences.set("overlays", layers.filter(name => names.includes(name) ? !isOn : shown.includes(name)));
    for (const input of overlays.querySelectorAll("input")) input.checked = preferences.get("overlays").includes(input.value);
  };
  const next = (list, at, by) => list[(list.indexOf(at) + by + list.length) % list.length];
  const codes = store.languages.map(({ code }) => code);
  const names = store.formats.map(({ name }) => name);
  const keys = {
    "+": () => stage.step(1), "=": () => stage.step(1), "-": () => stage.step(-1), 0: () => stage.setZoom("fit"), 1: () => stage.setZoom(1),
    b: () => toggleLayers(["boxes"]), g: () => toggleLayers(["bleed", "safe", "overlaps"]), t: () => panel.show("try", true),
    ArrowRight: () => go({ language: next(codes, language, 1) }), ArrowLeft: () => go({ language: next(codes, language, -1) }),
    ArrowDown: () => go({ format: next(names, format.name, 1) }), ArrowUp: () => go({ format: next(names, format.name, -1) }),
  };
  for (const [key, action] of Object.entries(keys)) command(key, action, signal);

  const status = h("span.counts", { role: "status" });
  const tell = () => replace(status, counts(store.cells.get(cellKey(cell)) ?? { errors: 0, warnings: 0, notes: 0 }, { showsNotes: false }));
  tell();
  store.listen("cells", tell, signal);
  const title = inLanguage(found.title, language) || found.id;
  return h("div.closer",
    h("div.closer-bar", h("h1.unseen", { tabIndex: -1 }, `${title}, ${languageName(language)}, ${format.name}`),
      select(t("language"), codes.map(code => [code, languageName(code)]), language, value => go({ language: value })),
      select(t("format"), store.formats.map(one => [one.name, formatName(one)]), format.name, value => go({ format: value })),
      zoom, overlays, pdf, status, neighbours({ ...route, name: "closer", language, format: format.name })),
    middle, panel.element);
}
