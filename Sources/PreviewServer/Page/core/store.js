// What the server said last. Views listen: "structure" (draw anew), "cells", "cards", "diagnostics", "review", "connection".

import { ask } from "./api.js";

export const cellKey = ({ card, language, format }) => `${card}\n${language}\n${format}`;

class Store extends EventTarget {
  state = null;
  cards = new Map();
  cells = new Map();
  review = new Map();
  connection = "waiting";
  endReason = "";
  #source;
  #loading = null;
  #newest = 0;
  /** What came while all was asked for: the answer may be older. */
  #meanwhile = [];

  get deck() { return this.state?.deck ?? null; }
  get languages() { return this.deck?.languages ?? []; }
  get formats() { return this.deck?.formats ?? []; }
  get diagnostics() { return this.state?.diagnostics ?? []; }
  format(name) { return this.formats.find(format => format.name === name); }
  direction(code) { return this.languages.find(language => language.code === code)?.direction ?? "ltr"; }

  listen(event, action, signal) { this.addEventListener(event, ({ detail }) => action(detail), { signal }); }
  tell(event, detail) { this.dispatchEvent(new CustomEvent(event, { detail })); }

  async start() {
    await this.#load();
    this.#connect();
    this.#rest();
  }

  /** Mistakes that stand in the way of a cell. */
  blocking(cell) {
    const concerns = (diagnostic, key) => diagnostic[key] === undefined || diagnostic[key] === cell[key];
    const errors = this.diagnostics.filter(diagnostic => diagnostic.severity === "error"
      && ["card", "language", "format"].every(key => concerns(diagnostic, key)));
    const path = this.cards.get(cell.card)?.path;
    // What is said of another card's file does not concern this one.
    const others = new Set([...this.cards.values()].map(card => card.path).filter(other => other && other !== path));
    const ours = errors.filter(diagnostic => diagnostic.card !== undefined || !others.has(diagnostic.place?.path));
    return ours.sort((a, b) => (b.card !== undefined) - (a.card !== undefined));
  }

  // Loading

  #load() {
    this.#loading ??= (async () => {
      for (let wait = 250; ; wait = Math.min(wait * 2, 4000)) {
        try {
          const state = await ask("/api/state");
          const meanwhile = this.#meanwhile.splice(0);
          this.#take(state);
          this.#cells(meanwhile.filter(cell => cell.state !== "waiting"));
          this.#meanwhile.length = 0;
          this.#connection("live");
          break;
        } catch {
          this.#connection("waiting");
          await new Promise(resolve => setTimeout(resolve, wait));
        }
      }
      this.#loading = null;
      if (this.#newest > this.state.revision) return this.#load();
    })();
    return this.#loading;
  }

  /** Cards, languages and formats: what views are made of. */
  static #shape({ session, deck, cards }) {
    return JSON.stringify([session, deck && [deck.title, deck.languages, deck.formats], cards.map(({ id, kind, cells }) => [id, kind, cells?.length])]);
  }

  /** A card that cannot be read stays where it was: the server knows no place for it. */
  #keepPlaces(cards) {
    const known = [...this.cards.keys()];
    const kept = cards.filter(card => !card.isBroken || !this.cards.has(card.id));
    for (const card of cards) {
      if (kept.includes(card)) continue;
      const before = known.slice(0, known.indexOf(card.id));
      kept.splice(kept.findLastIndex(({ id }) => before.includes(id)) + 1, 0, card);
    }
    return kept;
  }

  #take(state) {
    state.cards = this.#keepPlaces(state.cards);
    const isSameShape = this.state && Store.#shape(this.state) === Store.#shape(state);
    if (isSameShape) { this.#catchUp(state); return; }
    this.state = state;
    this.#newest = Math.max(state.revision, 0);
    this.cards = new Map(state.cards.map(card => [card.id, card]));
    this.cells = new Map();
    for (const card of state.cards) {
      for (const cell of card.cells ?? []) {
        cell.card = card.id;
        this.cells.set(cellKey(cell), cell);
      }
    }
    this.review = new Map((state.review?.cells ?? []).map(cell => [cellKey(cell), cell]));
    this.tell("structure");
  }

  /** Takes what changed meanwhile, where all that is shown is still there: nothing is drawn anew. */
  #catchUp(state) {
    Object.assign(this.state, { revision: state.revision, diagnostics: state.diagnostics, review: state.review, focus: state.focus, editor: state.editor });
    this.#newest = Math.max(this.#newest, state.revision);
    for (const card of state.cards) {
      this.#cells((card.cells ?? []).map(cell => ({ ...cell, card: card.id })));
      const known = this.cards.get(card.id);
      Object.assign(known, card, { cells: known.cells });
    }
    this.review = new Map((state.review?.cells ?? []).map(cell => [cellKey(cell), cell]));
    this.tell("cards", state.cards);
    this.tell("diagnostics");
    this.tell("review", state.review?.cells ?? []);
  }

  // Events

  /** A page that nobody sees holds no connection: a browser has six for all of its tabs. */
  #rest() {
    let timer;
    const end = () => { this.#source?.close(); this.#source = null; };
    addEventListener("pagehide", end);
    addEventListener("pageshow", event => { if (event.persisted) this.#connect(); });
    document.addEventListener("visibilitychange", () => {
      clearTimeout(timer);
      if (document.hidden) timer = setTimeout(end, 5000);
      else if (!this.#source) this.#connect();
    });
  }

  #connect() {
    this.#source?.close();
    const source = this.#source = new EventSource("/api/events");
    const on = (name, action) => source.addEventListener(name, event => action(JSON.parse(event.data)));
    on("hello", hello => {
      this.#connection("live");
      if (hello.session !== this.state?.session || hello.revision !== this.state?.revision) this.#load();
    });
    on("changed", change => this.#changed(change));
    on("cells", report => this.#cells(report.cells));
    on("review", report => this.#reviewed(report));
    on("bye", ({ reason }) => this.#connection("ended", reason));
    source.addEventListener("error", () => {
      if (this.connection !== "ended") this.#connection("waiting");
      // A refusal ends the browser's own attempts.
      if (source.readyState === EventSource.CLOSED) setTimeout(() => { if (this.#source === source) this.#connect(); }, 2000);
    });
  }

  #connection(state, reason = "") {
    if (this.connection === state) return;
    this.connection = state;
    this.endReason = reason;
    this.tell("connection", state);
  }

  #changed(change) {
    this.#newest = Math.max(this.#newest, change.revision);
    if (change.structure || !this.state || this.#loading) {
      this.#load();
      return;
    }
    this.state.revision = change.revision;
    this.state.diagnostics = change.diagnostics;
    for (const card of change.cards) {
      const known = this.cards.get(card.id);
      if (known) Object.assign(known, card, { cells: known.cells });
    }
    this.#cells(change.cells);
    if (change.cards.length > 0) this.tell("cards", change.cards);
    this.tell("diagnostics");
    this.tell("changed", change);
  }

  #cells(cells) {
    if (this.#loading) this.#meanwhile.push(...cells);
    const taken = [];
    for (const cell of cells) {
      const known = this.cells.get(cellKey(cell));
      if (!known || cell.revision < known.revision) continue;
      Object.assign(known, cell);
      taken.push(known);
    }
    if (taken.length > 0) this.tell("cells", taken);
  }

  #reviewed(report) {
    const isOther = JSON.stringify(report?.against) !== JSON.stringify(this.state?.review?.against);
    if (!report || isOther) this.review.clear();
    for (const cell of report?.cells ?? []) this.review.set(cellKey(cell), cell);
    if (this.state) this.state.review = report;
    this.tell("review", report?.cells ?? []);
  }

  /** What the server answered when a comparison was begun or ended. */
  beginReview(report) {
    this.review.clear();
    this.#reviewed(report);
  }
}

export const store = new Store();
