// What is tried without being written: other words and numbers, and a pseudo-language. One trial holds for the whole page.

import { send } from "./api.js";
import { settled } from "./dom.js";
import { store } from "./store.js";

export const editKey = ({ file, pointer }) => `${file}#${pointer}`;

const plain = () => ({ expand: false, accents: false, rightToLeft: false });

class Trial extends EventTarget {
  /** The server's name for it; `null` while nothing is tried. */
  id = null;
  diagnostics = [];
  problem = null;
  pseudo = plain();
  edits = new Map();
  #turn = 0;
  #post = settled(90, () => this.#send());

  constructor() {
    super();
    store.listen("structure", () => { if (this.isActive && this.#session !== store.state.session) this.renew(); });
  }

  #session = null;
  /** What was saved last. */
  #saved = [];

  get isActive() { return this.edits.size > 0 || this.hasPseudo; }
  get hasPseudo() { return Object.values(this.pseudo).some(Boolean); }

  listen(event, action, signal) { this.addEventListener(event, ({ detail }) => action(detail), { signal }); }
  #tell(event) { this.dispatchEvent(new CustomEvent(event)); }

  /** The words and numbers among the edits; other values are only tried. */
  get savable() { return [...this.edits.values()].filter(({ isSavable }) => isSavable); }

  value(place) { return this.edits.get(editKey(place))?.value; }

  /** Tries another value; the one in the file ends the attempt. */
  edit({ file, pointer }, value, original, kind, isSavable = true) {
    const key = editKey({ file, pointer });
    if (value === original) this.edits.delete(key); else this.edits.set(key, { file, pointer, value, original, kind, isSavable });
    this.#changed();
  }

  forget(place) { if (this.edits.delete(editKey(place))) this.#changed(); }

  setPseudo(changes) {
    this.pseudo = { ...this.pseudo, ...changes };
    this.#changed();
  }

  clear() {
    this.edits.clear();
    this.pseudo = plain();
    this.#changed();
  }

  renew() { this.#changed(); }

  #changed() {
    this.#tell("edits");
    if (this.isActive) { this.#post(); return; }
    this.#turn += 1;
    this.problem = null;
    this.diagnostics = [];
    if (this.id !== null) { this.id = null; this.#tell("trial"); }
  }

  body() {
    const body = { edits: [...this.edits.values()].map(({ file, pointer, value }) => ({ file, pointer, value })) };
    if (this.hasPseudo) {
      body.pseudo = { expand: this.pseudo.expand ? 0.35 : 0, accents: this.pseudo.accents };
      if (this.pseudo.rightToLeft) body.pseudo.direction = "rtl";
    }
    return body;
  }

  async #send() {
    if (!this.isActive) return;
    const turn = ++this.#turn;
    try {
      const { trial, diagnostics } = await send("/api/trials", this.body());
      if (turn !== this.#turn) return;
      [this.id, this.diagnostics, this.problem] = [trial, diagnostics, null];
      this.#session = store.state.session;
    } catch (error) {
      if (turn !== this.#turn) return;
      this.problem = error;
    }
    this.#tell("trial");
  }

  /** Writes the edits into their files: all of them, or none. */
  async save() {
    const edits = this.savable.map(({ file, pointer, value, original }) => ({ file, pointer, value, expected: original }));
    // Until the pictures of what is now in the files can be asked for, those of the trial stay.
    const seen = new Promise(resolve => store.addEventListener("changed", resolve, { once: true }));
    const { saved } = await send("/api/save", { edits });
    await Promise.race([seen, new Promise(resolve => setTimeout(resolve, 1000))]);
    this.#saved = edits;
    for (const edit of edits) {
      const current = this.edits.get(editKey(edit));
      // What was typed while it was saved stays a trial, against what is now in the file.
      if (current?.value === edit.value) this.edits.delete(editKey(edit)); else if (current) current.original = edit.value;
    }
    this.#changed();
    this.#tell("saved");
    return saved;
  }

  /** Writes what stood in the files before the last save. */
  async undoSave() {
    const edits = this.#saved.map(({ file, pointer, value, expected }) => ({ file, pointer, value: expected, expected: value }));
    const { saved } = await send("/api/save", { edits });
    this.#saved = [];
    this.#tell("saved");
    return saved;
  }
}

export const trial = new Trial();
