// Where we are is the address: ?card=…&language=…&format=…, or ?review.

class Router extends EventTarget {
  current = Router.read();

  constructor() {
    super();
    history.scrollRestoration = "manual";
    window.addEventListener("popstate", () => this.#arrive(history.state?.scroll ?? 0, false));
  }

  static read() {
    const query = new URL(location.href).searchParams;
    const get = key => query.get(key) ?? undefined;
    if (query.has("review")) return { name: "review", card: get("card"), language: get("language"), format: get("format") };
    if (!get("card")) return { name: "overview" };
    return { name: get("format") ? "closer" : "card", card: get("card"), language: get("language"), format: get("format"), panel: get("panel") };
  }

  /** The address of a place. */
  address(route) {
    const query = new URLSearchParams();
    const kept = new URL(location.href).searchParams.get("lang");
    if (kept) query.set("lang", kept);
    if (route.name === "review") query.set("review", "1");
    for (const key of ["card", "language", "format", "panel"]) if (route[key]) query.set(key, route[key]);
    const text = query.toString();
    return text ? `/?${text}` : "/";
  }

  go(route) {
    history.replaceState({ ...history.state, scroll: scrollY }, "");
    history.pushState({ scroll: 0 }, "", this.address(route));
    this.#arrive(0, true);
  }

  /** Changes the address without leaving the view. */
  amend(changes) {
    const route = { ...this.current, ...changes };
    history.replaceState(history.state, "", this.address(route));
    this.current = route;
  }

  #arrive(scroll, isNew) {
    const from = this.current;
    this.current = Router.read();
    this.dispatchEvent(new CustomEvent("arrive", { detail: { from, scroll, isNew } }));
  }

  /** A link that stays in the page, and still opens in a new tab when asked to. */
  follow(route) {
    return {
      href: this.address(route),
      on: {
        click: event => {
          if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
          event.preventDefault();
          this.go(route);
        },
      },
    };
  }
}

export const router = new Router();
