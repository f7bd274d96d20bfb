// What the server tells of one cell, kept as new as its picture; and which node of it is looked at.

import { ask, cellPath } from "./api.js";
import { cellKey, store } from "./store.js";
import { trial } from "./trial.js";

export class Inspection extends EventTarget {
  report = null;
  problem = null;
  /** Paths of nodes, so that they hold while the card changes. */
  selected = null;
  hovered = null;
  #cell;
  #turn = 0;
  #known = "";

  constructor(cell, signal) {
    super();
    this.#cell = cell;
    this.signal = signal;
    store.listen("cells", cells => { if (cells.some(other => cellKey(other) === cellKey(cell))) this.refresh(); }, signal);
    trial.listen("trial", () => this.refresh(), signal);
    this.refresh();
  }

  get cell() { return this.#cell; }
  get scene() { return this.report?.scene ?? null; }
  get nodes() { return this.scene?.nodes ?? []; }
  node(path) { return this.nodes.find(node => node.path === path); }

  listen(event, action, signal = this.signal) { this.addEventListener(event, ({ detail }) => action(detail), { signal }); }
  #tell(event, detail) { this.dispatchEvent(new CustomEvent(event, { detail })); }

  /** @param origin what was used to choose: "stage", "tree" */
  select(path, origin) {
    if (this.selected === path) return;
    this.selected = path;
    this.#tell("select", origin);
  }

  hover(path) {
    if (this.hovered === path) return;
    this.hovered = path;
    this.#tell("hover");
  }

  /** Frames that are shown for a moment, as of an item that is read. */
  point(frames) { this.#tell("point", frames); }

  async refresh() {
    const status = store.cells.get(cellKey(this.#cell));
    // A cell is composed once for each of its revisions; its outcome changes what there is to be told.
    const known = `${status?.revision} ${status?.state === "waiting" ? "" : status?.state} ${trial.id}`;
    if (known === this.#known) return;
    this.#known = known;
    const turn = ++this.#turn;
    try {
      const report = await ask(cellPath(this.#cell, "/inspect.json", { trial: trial.id }), this.signal);
      if (turn !== this.#turn) return;
      [this.report, this.problem] = [report, null];
    } catch (error) {
      if (turn !== this.#turn || this.signal.aborted) return;
      if (error.code === "trial-forgotten") { trial.renew(); return; }
      this.#known = "";
      this.problem = error;
      if (error.status === 503) setTimeout(() => this.refresh(), 1000);
    }
    this.#tell("report");
  }
}
