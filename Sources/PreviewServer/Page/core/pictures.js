// Pictures of cells: asked for when they are seen, at the density of the screen, and exchanged without a flicker.

import { askPicture, cellPath, Refused } from "./api.js";
import { cellKey, store } from "./store.js";
import { trial } from "./trial.js";
import { h, replace } from "./dom.js";
import { inLanguage, refusal as refusalWords, t } from "./words.js";
import { problemOver } from "../views/problems.js";

/** How many pictures are asked for at once; one connection of the browser's six is for events, one for what is typed. */
const LANES = 4;

class Queue {
  #waiting = new Set();
  #running = 0;

  add(picture) {
    this.#waiting.add(picture);
    queueMicrotask(() => this.#next());
  }

  drop(picture) { this.#waiting.delete(picture); }

  #next() {
    while (this.#running < LANES && this.#waiting.size > 0) {
      // What is on the screen comes before what is near it.
      let first;
      for (const picture of this.#waiting) {
        if (picture.isSeen) { first = picture; break; }
        first ??= picture;
      }
      this.#waiting.delete(first);
      this.#running += 1;
      first.load().finally(() => { this.#running -= 1; this.#next(); });
    }
  }
}

const queue = new Queue();
const owners = new WeakMap();
const near = new IntersectionObserver(entries => {
  for (const entry of entries) owners.get(entry.target)?.come(entry.isIntersecting);
}, { rootMargin: "700px 200px" });
const seen = new IntersectionObserver(entries => {
  for (const entry of entries) { const owner = owners.get(entry.target); if (owner) owner.isSeen = entry.isIntersecting; }
});
const sizes = new ResizeObserver(entries => {
  for (const entry of entries) owners.get(entry.target)?.resize();
});

const round = scale => Math.round(scale * 100) / 100;

export class LivePicture {
  isSeen = false;
  #cell;
  #options;
  #isNear = false;
  #shown = {};
  #asked = null;
  #aborter = null;
  #image = null;
  #again;
  #isGone = false;

  /**
   * @param cell card, language and format
   * @param options `bleed`: with the paint beyond the trim; `as`: of a review; `pixels`: as many as the output has;
   *   `alt`: its words, the card's own otherwise; `quiet`: without messages over it
   */
  constructor(cell, options, signal) {
    this.#cell = cell;
    this.#options = options;
    this.note = h("div.picture-note", { hidden: true });
    this.element = h("div.picture", this.note);
    owners.set(this.element, this);
    for (const observer of [near, seen, sizes]) observer.observe(this.element);
    const isMine = other => other.card === cell.card && other.language === cell.language && other.format === cell.format;
    store.listen("cells", cells => { if (cells.some(isMine)) this.refresh(); }, signal);
    store.listen("diagnostics", () => this.#annotate(), signal);
    store.listen("cards", () => this.#describe(), signal);
    trial.listen("trial", () => this.refresh(), signal);
    signal.addEventListener("abort", () => this.#end());
    this.#frame();
    this.#annotate();
  }

  set(options) {
    this.#options = { ...this.#options, ...options };
    this.#frame();
    this.refresh();
  }

  come(isNear) {
    this.#isNear = isNear;
    if (isNear) this.refresh(); else if (this.#asked) this.#stop();
  }

  resize() { if (this.#isNear) this.refresh(); }

  /** Asks for the picture if what is shown is not what there is. */
  refresh() {
    if (this.#isGone) return;
    this.#annotate();
    if (!this.#isNear) return;
    const wanted = this.#wanted();
    if (!wanted || this.#isEnough(this.#shown, wanted) || this.#isEnough(this.#asked, wanted)) return;
    this.#stop();
    this.#asked = wanted;
    queue.add(this);
  }

  #format() { return store.format(this.#cell.format); }
  #status() { return store.cells.get(cellKey(this.#cell)); }

  #wanted() {
    const format = this.#format();
    const status = this.#status();
    if (!format || !status && !this.#options.as) return null;
    const bleed = this.#options.bleed ? format.bleed : 0;
    const [width, height] = [format.width + 2 * bleed, format.height + 2 * bleed];
    const room = this.element.clientWidth;
    if (room === 0) return null;
    const { scale: most, pixels } = store.state.limits;
    const limit = Math.min(most, Math.sqrt(pixels / (width * height)) * 0.99);
    const scale = this.#options.pixels ? 1 : Math.max(0.02, Math.min(limit, room * devicePixelRatio / width));
    const review = store.review.get(cellKey(this.#cell));
    return {
      scale: round(scale), revision: status?.revision ?? 0, trial: this.#options.as ? null : trial.id,
      bleed: bleed > 0 ? 1 : null, as: this.#options.as ?? null,
      against: this.#options.as ? store.state.review?.against?.revision ?? null : null, share: this.#options.as ? review?.share ?? null : null,
    };
  }

  #isEnough(had, wanted) {
    if (!had) return false;
    const same = ["revision", "trial", "bleed", "as", "against", "share"].every(key => had[key] === wanted[key]);
    // A picture a little too fine is shown smaller; one too coarse is asked for anew.
    return same && (this.#options.pixels ? had.scale === wanted.scale : had.scale >= wanted.scale * 0.98 && had.scale <= wanted.scale * 2.5);
  }

  async load() {
    const wanted = this.#asked;
    if (!wanted) return;
    const aborter = this.#aborter = new AbortController();
    try {
      const { against, share, ...parameters } = wanted;
      const path = cellPath(this.#cell, ".png", parameters);
      const { blob, state } = await askPicture(path, aborter.signal);
      await this.#show(blob, wanted, aborter.signal, state);
    } catch (error) {
      if (aborter.signal.aborted) return;
      this.#failed(error, wanted);
    } finally {
      if (this.#asked === wanted) this.#asked = null;
      if (this.#aborter === aborter) this.#aborter = null;
    }
  }

  async #show(blob, wanted, signal, state) {
    const address = URL.createObjectURL(blob);
    const image = new Image();
    image.decoding = "async";
    image.draggable = false;
    image.src = address;
    try {
      await image.decode();
      if (signal.aborted || this.#isGone) throw new DOMException("", "AbortError");
    } catch (error) {
      URL.revokeObjectURL(address);
      throw error;
    }
    const old = this.#image;
    this.#image = image;
    this.#shown = wanted;
    this.#describe();
    if (old) old.replaceWith(image); else this.element.prepend(image);
    if (old) URL.revokeObjectURL(old.src);
    this.element.dataset.shown = String(wanted.revision);
    this.element.classList.remove("is-missing");
    delete this.element.dataset.busy;
    if (old && old.dataset.revision && old.dataset.revision !== String(wanted.revision)) this.#blink();
    image.dataset.revision = String(wanted.revision);
    this.#annotate(state);
    this.element.dispatchEvent(new CustomEvent("picture", { bubbles: true }));
  }

  #blink() {
    this.element.classList.remove("is-new");
    void this.element.offsetWidth;
    this.element.classList.add("is-new");
  }

  #failed(error, wanted) {
    if (!(error instanceof Refused)) { this.#retry(1000); return; }
    if (error.status === 503) { this.#retry(error.after * 1000); return; }
    if (error.code === "trial-forgotten") { trial.renew(); return; }
    this.#shown = wanted;
    if (!this.#image) this.element.classList.add("is-missing");
    this.#annotate(undefined, error);
  }

  #retry(milliseconds) {
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.refresh(), milliseconds);
  }

  #stop() {
    queue.drop(this);
    this.#aborter?.abort();
    this.#aborter = null;
    this.#asked = null;
  }

  #end() {
    this.#isGone = true;
    this.#stop();
    clearTimeout(this.#again);
    for (const observer of [near, seen, sizes]) observer.unobserve(this.element);
    if (this.#image) URL.revokeObjectURL(this.#image.src);
  }

  // Words

  #frame() {
    const format = this.#format();
    if (!format) return;
    const bleed = this.#options.bleed ? format.bleed : 0;
    this.element.style.aspectRatio = `${format.width + 2 * bleed} / ${format.height + 2 * bleed}`;
  }

  #describe() {
    if (!this.#image) return;
    const card = store.cards.get(this.#cell.card);
    const { language } = this.#cell;
    const words = this.#options.alt ?? (inLanguage(card?.alt, language) || inLanguage(card?.title, language) || this.#cell.card);
    this.#image.alt = words;
    if (words && this.#options.alt === undefined) this.#image.lang = language;
  }

  #annotate(state, refusal) {
    const status = this.#status();
    const name = this.#options.as ? "ok" : state ?? status?.state ?? "waiting";
    this.element.dataset.state = name;
    const isBlocked = !this.#options.as && (status?.state === "stale" || status?.state === "missing");
    if (this.#options.quiet) { this.element.classList.toggle("is-blocked", isBlocked); return; }
    if (isBlocked) {
      replace(this.note, problemOver(store.blocking(this.#cell), Boolean(this.#image)));
    } else if (refusal) {
      replace(this.note, refusal.diagnostics.length > 0 ? problemOver(refusal.diagnostics, Boolean(this.#image)) : h("p", this.#options.as ? t("noSuchPicture") : refusalWords(refusal)));
    }
    this.note.hidden = !isBlocked && !refusal;
  }
}
