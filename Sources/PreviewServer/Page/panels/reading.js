// The card as a screen reader hears it, in order.

import { h, replace } from "../core/dom.js";
import { languageName, has, t } from "../core/words.js";

const roleName = role => {
  const level = /^heading(\d)$/.exec(role)?.[1];
  if (level) return t("role.heading", { level: Number(level) });
  return has(`role.${role}`) ? t(`role.${role}`) : role;
};

export function readingPanel(inspection, signal) {
  const element = h("div.reading");
  const update = () => {
    const { scene } = inspection;
    if (!scene) { replace(element, h("p.empty", inspection.report ? t("nothingToShow") : t("loading"))); return; }
    const { language } = inspection.cell;
    const missing = scene.nodes.filter(node => node.lacksAlternative);
    const stop = item => {
      const point = () => inspection.point(item.frames);
      const code = item.language ?? language;
      return h("li", {
        style: { marginInlineStart: `${Math.min(item.level, 6)}rem` }, tabIndex: 0,
        on: { pointerenter: point, focus: point, pointerleave: () => inspection.point([]), blur: () => inspection.point([]), click: () => item.node !== undefined && inspection.select(scene.nodes[item.node].path, "reading") },
      },
      h("span.role", roleName(item.role), item.language ? ` · ${languageName(item.language)}` : ""),
      item.alt !== undefined && h("q.alt", { lang: code }, item.alt),
      item.text && h("span.heard", { lang: code, dir: "auto" }, item.text),
      item.link && h("span.target", { dir: "ltr" }, item.link));
    };
    replace(element,
      h("dl.facts", h("dt", t("title")), h("dd", { lang: language }, scene.title || h("em", t("none"))), h("dt", t("asPicture")), h("dd", { lang: language }, scene.alt || h("em.count.error", t("noAlternative"))),
        h("dt", t("language")), h("dd", languageName(language), scene.direction === "rtl" ? `, ${t("rightToLeft")}` : "")),
      missing.length > 0 && h("p.count.warning", t("lackAlternative", { n: missing.length })),
      h("h3", t("asDocument")), h("ol.stops", { role: "list" }, scene.reading.map(stop)));
  };
  inspection.listen("report", update, signal);
  update();
  signal.addEventListener("abort", () => inspection.point([]));
  return element;
}
