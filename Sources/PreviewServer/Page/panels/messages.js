// All messages of a card or of one of its pictures.

import { ask, cellPath } from "../core/api.js";
import { h, replace, settled } from "../core/dom.js";
import { store } from "../core/store.js";
import { trial } from "../core/trial.js";
import { t } from "../core/words.js";
import { problemList } from "../views/problems.js";

const sameMessage = (a, b) => a.code === b.code && a.message === b.message && a.place?.file === b.place?.file && a.place?.line === b.place?.line
  && a.language === b.language && a.format === b.format;

function unique(diagnostics) {
  return diagnostics.filter((diagnostic, index) => diagnostics.findIndex(other => sameMessage(other, diagnostic)) === index);
}

/** Of one picture. */
export function cellMessages(inspection, signal) {
  const element = h("div");
  const update = () => {
    const all = unique([...store.blocking(inspection.cell), ...inspection.report?.diagnostics ?? []]);
    replace(element, all.length > 0 ? problemList(all, { showsCell: false }) : h("p.empty", inspection.report ? t("noMessages") : t("loading")));
  };
  inspection.listen("report", update, signal);
  store.listen("diagnostics", update, signal);
  update();
  return element;
}

/** Of a whole card: of loading it, and of each of its pictures that has any. */
export function cardMessages(id, signal) {
  const element = h("div", h("p.empty", t("loading")));
  let turn = 0;
  const update = settled(120, async () => {
    const mine = ++turn;
    const card = store.cards.get(id);
    const found = store.diagnostics.filter(({ card: other, place }) => other === id || place?.path === card?.path);
    for (const cell of card?.cells ?? []) {
      if (cell.errors + cell.warnings + cell.notes === 0 || signal.aborted || mine !== turn) continue;
      try {
        found.push(...(await ask(cellPath({ ...cell, card: id }, "/inspect.json", { trial: trial.id }), signal)).diagnostics);
      } catch { /* Its counts say that there are some; the next change asks again. */ }
    }
    if (mine !== turn || signal.aborted) return;
    const all = unique(found);
    replace(element, all.length > 0 ? problemList(all) : h("p.empty", t("noMessages")));
  });
  store.listen("cells", cells => { if (cells.some(cell => cell.card === id)) update(); }, signal);
  store.listen("diagnostics", update, signal);
  trial.listen("trial", update, signal);
  update();
  return element;
}
