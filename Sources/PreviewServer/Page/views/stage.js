// One picture, as large as one likes, with lines over it; its nodes can be clicked and its texts edited in place.

import { h, replace, s, announce } from "../core/dom.js";
import { ask, stringsPath } from "../core/api.js";
import { LivePicture } from "../core/pictures.js";
import { preferences } from "../core/preferences.js";
import { store } from "../core/store.js";
import { editKey, trial } from "../core/trial.js";
import { inLanguage, t } from "../core/words.js";
import { nodeName } from "../panels/node.js";
import { drawOverlays, nodesAt } from "./overlays.js";

/** How it was looked at last; it stays when another picture is looked at. */
const last = { zoom: "fit", pixels: false, x: 0, y: 0, format: "" };
const steps = [0.1, 0.17, 0.25, 0.33, 0.5, 0.67, 1, 1.5, 2, 3, 4, 6, 8];

export class Stage {
  #inspection;
  #format;
  #signal;
  #pointed = [];
  #editor = null;
  #frame = 0;

  constructor(cell, inspection, signal) {
    this.#inspection = inspection;
    this.#signal = signal;
    this.#format = store.format(cell.format);
    this.picture = new LivePicture(cell, { bleed: this.shown.has("bleed"), pixels: last.pixels }, signal);
    this.svg = s("svg.overlay", { "aria-hidden": "true" });
    this.canvas = h("div.canvas", this.picture.element, this.svg);
    const title = inLanguage(store.cards.get(cell.card)?.title, cell.language) || cell.card;
    this.element = h("div.stage", { tabIndex: 0, role: "region", "aria-label": t("stageName", { title }) }, this.canvas);
    this.zoomWords = h("output.numbers");
    this.#listen();
    this.#measure();
    const size = new ResizeObserver(() => this.#measure());
    size.observe(this.element);
    signal.addEventListener("abort", () => {
      size.disconnect();
      this.#keepPlace();
    });
    requestAnimationFrame(() => {
      // Only what has its size can be scrolled.
      this.#measure();
      if (last.format === cell.format) this.element.scrollTo(last.x, last.y);
      last.format = cell.format;
    });
  }

  get shown() { return new Set(preferences.get("overlays")); }
  get isPixels() { return last.pixels; }
  get isFit() { return last.zoom === "fit"; }

  #listen() {
    const inspection = this.#inspection;
    const draw = () => this.draw();
    for (const event of ["report", "hover"]) inspection.listen(event, draw, this.#signal);
    inspection.listen("select", () => { this.#closeEditor(); draw(); }, this.#signal);
    inspection.listen("point", frames => { this.#pointed = frames; draw(); }, this.#signal);
    preferences.listen("overlays", () => { this.picture.set({ bleed: this.shown.has("bleed") }); this.#measure(); }, this.#signal);
    this.canvas.addEventListener("pointermove", event => inspection.hover(this.#nodes(event)[0]?.path ?? null));
    this.canvas.addEventListener("pointerleave", () => inspection.hover(null));
    this.canvas.addEventListener("click", event => this.#click(event));
    this.canvas.addEventListener("dblclick", event => {
      const node = this.#nodes(event).find(({ edit }) => edit);
      if (node) this.edit(node);
    });
    this.element.addEventListener("wheel", event => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      this.setZoom(this.zoom * Math.exp(-event.deltaY / 300), event);
    }, { passive: false });
    this.element.addEventListener("scroll", () => this.#keepPlace(), { passive: true });
    this.element.addEventListener("keydown", event => {
      if (event.key !== "Enter" || event.target !== this.element) return;
      const node = inspection.node(inspection.selected);
      if (node?.edit) { event.preventDefault(); this.edit(node); }
    });
  }

  #keepPlace() {
    if (this.element.isConnected) [last.x, last.y] = [this.element.scrollLeft, this.element.scrollTop];
  }

  // Zoom

  get #bleed() { return this.shown.has("bleed") ? this.#format.bleed : 0; }
  get #width() { return this.#format.width + 2 * this.#bleed; }
  get #height() { return this.#format.height + 2 * this.#bleed; }

  get #fit() {
    // Without the stage's own bars, which a picture that fits does not need.
    const [width, height] = [this.element.offsetWidth - 48, this.element.offsetHeight - 48];
    return Math.max(0.05, Math.min(width / this.#width, height / this.#height, 4));
  }

  get zoom() { return last.zoom === "fit" ? this.#fit : last.zoom; }

  /** @param point where on the screen the picture stays in its place; the middle otherwise */
  setZoom(zoom, point) {
    const box = this.element.getBoundingClientRect();
    const [x, y] = point ? [point.clientX - box.left, point.clientY - box.top] : [box.width / 2, box.height / 2];
    const before = this.canvas.getBoundingClientRect();
    const share = [(box.left + x - before.left) / before.width, (box.top + y - before.top) / before.height];
    last.zoom = zoom === "fit" ? "fit" : Math.min(16, Math.max(0.05, zoom));
    this.#measure();
    const after = this.canvas.getBoundingClientRect();
    this.element.scrollBy(after.left + share[0] * after.width - box.left - x, after.top + share[1] * after.height - box.top - y);
    this.element.dispatchEvent(new CustomEvent("zoom"));
  }

  step(by) {
    const { zoom } = this;
    this.setZoom(by > 0 ? steps.find(step => step > zoom * 1.02) ?? 16 : steps.findLast(step => step < zoom * 0.98) ?? 0.05);
  }

  setPixels(isOn) {
    last.pixels = isOn;
    this.picture.set({ pixels: isOn });
    // A pixel is seen where it is some pixels of the screen; then all is as it was.
    if (isOn && this.zoom < 2) [last.before] = [last.zoom, this.setZoom(4)];
    else if (!isOn && last.before !== undefined) [last.before] = [undefined, this.setZoom(last.before)];
    this.#measure();
  }

  #measure() {
    const { zoom } = this;
    if (this.element.clientWidth === 0) return;
    this.canvas.style.width = `${this.#width * zoom}px`;
    this.canvas.style.height = `${this.#height * zoom}px`;
    this.canvas.classList.toggle("is-pixels", last.pixels);
    this.element.classList.toggle("is-fit", this.isFit);
    this.svg.setAttribute("viewBox", `${-this.#bleed} ${-this.#bleed} ${this.#width} ${this.#height}`);
    this.zoomWords.textContent = `${Math.round(zoom * 100)} %`;
    this.draw();
    this.#placeEditor();
  }

  draw() {
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      const { scene, selected, hovered } = this.#inspection;
      replace(this.svg, drawOverlays({ scene, format: this.#format, shown: this.shown, selected, hovered, pointed: this.#pointed, unit: 1 / this.zoom }));
      this.#placeEditor();
    });
  }

  // Choosing

  #nodes(event) {
    const box = this.canvas.getBoundingClientRect();
    return nodesAt(this.#inspection.scene, (event.clientX - box.left) / this.zoom - this.#bleed, (event.clientY - box.top) / this.zoom - this.#bleed);
  }

  #click(event) {
    if (event.target.closest(".in-place, .picture-note") || event.detail > 1) return;
    const nodes = this.#nodes(event);
    if (nodes.length === 0) return;
    // A second click on the same node goes to what it lies in.
    const at = nodes.findIndex(({ path }) => path === this.#inspection.selected);
    const isSame = at === 0 || at > 0 && this.#again === nodes[0].path;
    const next = isSame ? nodes[(at + 1) % nodes.length] : nodes[0];
    this.#again = nodes[0].path;
    this.#inspection.select(next.path, "stage");
    announce(nodeName(next));
  }

  #again = null;

  // Editing in place

  async edit(node) {
    this.#inspection.select(node.path, "stage");
    const { card, language } = this.#inspection.cell;
    let strings;
    try { ({ strings } = await ask(stringsPath(card), this.#signal)); } catch { return; }
    const string = strings.find(one => editKey(one) === editKey(node.edit)) ?? { ...node.edit, value: node.text, kind: "text" };
    this.#closeEditor();
    const area = h("textarea.in-place", {
      value: trial.value(string) ?? string.value, "aria-label": t("editing", { name: string.name ?? node.name }), lang: string.language ?? language, dir: "auto", spellcheck: "false",
      on: {
        input: () => trial.edit(string, area.value, string.value, string.kind),
        keydown: event => {
          event.stopPropagation();
          if (event.key === "Escape") { trial.forget(string); this.#closeEditor(); this.element.focus(); }
          if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); this.#closeEditor(); this.element.focus(); }
        },
        blur: () => this.#closeEditor(),
      },
    });
    this.#editor = { area, path: node.path };
    this.canvas.append(area);
    this.#placeEditor();
    area.focus({ preventScroll: true });
    area.select();
    // A click that is not over yet may still give the focus to the stage.
    requestAnimationFrame(() => { if (area.isConnected) area.focus({ preventScroll: true }); });
  }

  #placeEditor() {
    if (!this.#editor) return;
    const { area, path } = this.#editor;
    const node = this.#inspection.node(path);
    if (!node) return;
    const { zoom } = this;
    // It lies below its text, so that the outcome is seen while one types.
    const width = Math.max(node.frame.width * zoom, 260);
    Object.assign(area.style, {
      left: `${Math.max(0, Math.min((node.frame.x + this.#bleed) * zoom, this.#width * zoom - width))}px`, top: `${(node.frame.y + node.frame.height + this.#bleed) * zoom + 6}px`, width: `${width}px`,
    });
  }

  #closeEditor() {
    const editor = this.#editor;
    this.#editor = null;
    editor?.area.remove();
  }
}
