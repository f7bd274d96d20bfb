// The panel beside pictures: tabs by the pattern of the ARIA authoring practices.

import { button, h, newID, replace } from "../core/dom.js";
import { router } from "../core/route.js";
import { t } from "../core/words.js";

/**
 * @param panels `{id, words, make(signal) → content, badge?}`
 * @param close what the closing button does; without it the panel stays
 */
export function tabs(panels, chosen, signal, { close } = {}) {
  const panel = h("div.tab-panel", { role: "tabpanel", tabIndex: 0, id: newID("panel") });
  let living = new AbortController();
  signal.addEventListener("abort", () => living.abort());
  const buttons = new Map();

  const show = (id, isFocused = false) => {
    living.abort();
    living = new AbortController();
    const found = panels.find(one => one.id === id) ?? panels[0];
    for (const [name, tab] of buttons) {
      const isChosen = name === found.id;
      tab.setAttribute("aria-selected", String(isChosen));
      tab.tabIndex = isChosen ? 0 : -1;
      if (isChosen && isFocused) tab.focus();
      if (isChosen) panel.setAttribute("aria-labelledby", tab.id);
    }
    panel.scrollTop = 0;
    replace(panel, found.make(living.signal));
    router.amend({ panel: found.id });
  };

  const list = h("div.tabs", {
    role: "tablist", "aria-label": t("panels"),
    on: {
      keydown: event => {
        const ids = panels.map(({ id }) => id);
        const at = ids.findIndex(id => buttons.get(id) === document.activeElement);
        const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: ids.length - 1 }[event.key];
        if (to === undefined || at < 0) return;
        event.preventDefault();
        show(ids[(to + ids.length) % ids.length], true);
      },
    },
  }, panels.map(({ id, words, badge }) => {
    const tab = button([words, badge ?? null], () => show(id), { kind: "tab", role: "tab", id: newID("tab"), "aria-controls": panel.id, "aria-selected": "false" });
    buttons.set(id, tab);
    return tab;
  }));
  show(chosen);
  return { element: h("aside.panel", { "aria-label": t("panel") }, h("h2.unseen", t("panel")), h("div.tab-bar", list, close ? button("×", close, { kind: "quiet", "aria-label": t("closePanel") }) : null), panel), show };
}
