// How the page looks to this person; kept in the browser, nowhere else.

class Preferences extends EventTarget {
  #defaults = { surroundings: "system", vision: "none", size: 300, shortcuts: true, overlays: [] };
  #values;

  constructor() {
    super();
    let stored = {};
    try { stored = JSON.parse(localStorage.getItem("placard.preferences") ?? "{}"); } catch { /* Begin anew. */ }
    this.#values = { ...this.#defaults, ...stored };
  }

  get(key) { return this.#values[key]; }

  set(key, value) {
    this.#values[key] = value;
    try { localStorage.setItem("placard.preferences", JSON.stringify(this.#values)); } catch { /* It holds for this page. */ }
    this.apply();
    this.dispatchEvent(new CustomEvent(key, { detail: value }));
  }

  listen(key, action, signal) { this.addEventListener(key, ({ detail }) => action(detail), { signal }); }

  apply() {
    const { dataset, style } = document.documentElement;
    dataset.surroundings = this.get("surroundings");
    dataset.vision = this.get("vision");
    style.setProperty("--size", `${this.get("size")}px`);
  }
}

export const preferences = new Preferences();
