// Below the header: that a trial is on, and that the page has lost its server.

import { button, h, replace } from "../core/dom.js";
import { placeLink } from "../core/links.js";
import { router } from "../core/route.js";
import { store } from "../core/store.js";
import { trial } from "../core/trial.js";
import { refusal, t } from "../core/words.js";
import { counts, prose, tally } from "./problems.js";

function trialWords() {
  const parts = [];
  if (trial.edits.size > 0) parts.push(t("trialEdits", { n: trial.edits.size }));
  if (trial.pseudo.expand) parts.push(t("pseudo.expand"));
  if (trial.pseudo.accents) parts.push(t("pseudo.accents"));
  if (trial.pseudo.rightToLeft) parts.push(t("pseudo.rightToLeft"));
  if (trial.savable.length < trial.edits.size) parts.push(t("valuesStay"));
  return parts.join(" · ");
}

export function notices(element) {
  const savedWords = h("span");
  const undo = button(t("undoSave"), async () => {
    undo.disabled = true;
    failure.hidden = true;
    try {
      const places = await trial.undoSave();
      tell(t("saveUndone", { file: files(places) }));
    } catch (error) {
      fail("notUndone", error);
    }
    undo.disabled = false;
  }, { kind: "link" });
  const saved = h("div.notice.saved", { role: "status", hidden: true }, savedWords, undo);
  const files = places => [...new Set(places.map(({ file }) => file))].join(", ");
  let leaving;
  /** Says what was written, for as long as it matters. */
  const tell = (words, canUndo = false) => {
    savedWords.textContent = words;
    undo.hidden = !canUndo;
    saved.hidden = false;
    clearTimeout(leaving);
    const leave = () => { if (saved.matches(":hover, :focus-within")) leaving = setTimeout(leave, 5000); else saved.hidden = true; };
    leaving = setTimeout(leave, canUndo ? 30000 : 6000);
    (document.querySelector("main h1") ?? document.getElementById("main")).focus({ preventScroll: true });
  };
  const fail = (key, error) => {
    const current = error.current === undefined ? "" : ` ${t("nowInFile", { text: error.current })}`;
    const first = error.diagnostics?.[0];
    replace(failure, h("span", `${t(key)} ${refusal(error)}${current}`), first && h("span", { lang: "en" }, prose(first.message)), first?.place && placeLink(first.place));
    failure.hidden = false;
  };
  const failure = h("p.notice.failed", { role: "alert", hidden: true });
  const words = h("span.what");
  const found = h("span");
  const save = button(t("save"), async () => {
    save.disabled = true;
    failure.hidden = true;
    try {
      const places = await trial.save();
      tell(t("saved", { n: places.length, file: files(places) }), true);
    } catch (error) {
      fail("notSaved", error);
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
    save.hidden = trial.savable.length === 0;
    replace(found, trial.problem ? h("span.count.error", refusal(trial.problem)) : counts(tally(trial.diagnostics), { showsNotes: false }));
    bar.querySelector(".quiet").hidden = !router.current.card;
  };
  trial.listen("edits", () => {
    if (trial.isActive) saved.hidden = true;
    update();
  });
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
