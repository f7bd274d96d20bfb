// Below the header: that a trial is on, and that the page has lost its server.

import { button, h, replace } from "../core/dom.js";
import { router } from "../core/route.js";
import { store } from "../core/store.js";
import { trial } from "../core/trial.js";
import { t } from "../core/words.js";
import { counts, prose, tally } from "./problems.js";

function trialWords() {
  const parts = [];
  if (trial.edits.size > 0) parts.push(t("trialEdits", { n: trial.edits.size }));
  if (trial.pseudo.expand) parts.push(t("pseudo.expand"));
  if (trial.pseudo.accents) parts.push(t("pseudo.accents"));
  if (trial.pseudo.rightToLeft) parts.push(t("pseudo.rightToLeft"));
  return parts.join(" · ");
}

export function notices(element) {
  const saved = h("p.notice.saved", { role: "status", hidden: true });
  const failure = h("p.notice.failed", { role: "alert", hidden: true });
  const words = h("span.what");
  const found = h("span");
  const save = button(t("save"), async () => {
    save.disabled = true;
    failure.hidden = true;
    try {
      const places = await trial.save();
      const files = [...new Set(places.map(({ file }) => file))].join(", ");
      saved.textContent = t("saved", { n: places.length, file: files });
      saved.hidden = false;
      setTimeout(() => { saved.hidden = true; }, 6000);
      (document.querySelector("main h1") ?? document.getElementById("main")).focus({ preventScroll: true });
    } catch (error) {
      const current = error.current === undefined ? "" : ` ${t("nowInFile", { text: error.current })}`;
      failure.textContent = `${t("notSaved")} ${error.message}.${current}`;
      failure.hidden = false;
    }
    save.disabled = false;
  }, { kind: "primary" });
  const bar = h("section.notice.trial", { "aria-label": t("trial"), hidden: true },
    h("p", h("b", t("trialOn")), " ", words, " ", found), h("span.buttons",
      button(t("showTrial"), () => document.dispatchEvent(new CustomEvent("try")), { kind: "quiet" }),
      button(t("discard"), () => { trial.clear(); failure.hidden = true; }), save));
  const lost = h("p.notice.lost", { role: "status", hidden: true });
  replace(element, lost, bar, failure, saved);

  const update = () => {
    bar.hidden = !trial.isActive;
    words.textContent = trialWords();
    save.hidden = trial.edits.size === 0;
    replace(found, trial.problem ? h("span.count.error", prose(trial.problem.message)) : counts(tally(trial.diagnostics), { showsNotes: false }));
    bar.querySelector(".quiet").hidden = !router.current.card;
  };
  trial.listen("edits", update);
  trial.listen("trial", update);
  router.addEventListener("arrive", update);
  // A moment without the server is none of the person's business.
  let timer;
  store.listen("connection", state => {
    clearTimeout(timer);
    const show = () => {
      lost.hidden = state === "live";
      lost.textContent = state === "ended" ? t("serverEnded") : t("serverLost");
    };
    if (state === "waiting") timer = setTimeout(show, 1500); else show();
  });
}
