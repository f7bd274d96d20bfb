// Elements are made here and nowhere else. Texts become text nodes, so nothing from a deck is ever read as markup.

const SVG = "http://www.w3.org/2000/svg";
const asProperties = new Set(["value", "checked", "disabled", "hidden", "indeterminate", "open", "selected", "textContent", "htmlFor", "tabIndex", "readOnly"]);

function apply(element, properties) {
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false && !asProperties.has(key)) continue;
    if (key === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (key === "style") {
      for (const [name, rule] of Object.entries(value)) {
        if (name.startsWith("--")) element.style.setProperty(name, rule); else element.style[name] = rule;
      }
    } else if (key === "data") {
      Object.assign(element.dataset, value);
    } else if (asProperties.has(key) && key in element) {
      element[key] = value;
    } else {
      element.setAttribute(key, value === true ? "" : value);
    }
  }
}

function fill(element, children) {
  for (const child of children.flat(3)) {
    if (child === undefined || child === null || child === false) continue;
    element.append(child);
  }
}

function make(element, classes, rest) {
  if (classes.length > 0) element.setAttribute("class", classes.join(" "));
  const [first] = rest;
  const isProperties = first && typeof first === "object" && !Array.isArray(first) && !(first instanceof Node);
  if (isProperties) apply(element, first);
  fill(element, isProperties ? rest.slice(1) : rest);
  return element;
}

/** An element: `h("button.quiet", {type: "button", on: {click}}, "Words")`. */
export function h(spec, ...rest) {
  const [tag, ...classes] = spec.split(".");
  return make(document.createElement(tag || "div"), classes, rest);
}

/** The same for SVG. */
export function s(spec, ...rest) {
  const [tag, ...classes] = spec.split(".");
  return make(document.createElementNS(SVG, tag), classes, rest);
}

/** A button with words, or with a sign and a name. */
export function button(words, action, properties = {}) {
  const { kind, ...others } = properties;
  return h(kind ? `button.${kind}` : "button", { type: "button", ...others, on: { click: action } }, words);
}

/** A small sign drawn in the text's colour; silent for screen readers. */
export function sign(name) {
  const paths = {
    back: "M10 3 5 8l5 5", next: "m6 3 5 5-5 5", close: "m4 4 8 8M12 4l-8 8", search: "M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9Zm3.3 7.8 3.4 3.4",
    view: "M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8ZM8 6.2a1.8 1.8 0 1 1 0 3.6 1.8 1.8 0 0 1 0-3.6Z",
    layers: "m8 2 6 3.2L8 8.4 2 5.2 8 2Zm-6 6 6 3.2L14 8M2 10.8 8 14l6-3.2",
    pen: "m3 13 .8-3L10.600 3.200a1.300 1.300 0 0 1 1.900 0l.3.3a1.300 1.300 0 0 1 0 1.900L6 12.200 3 13Z", help: "M6 6.200a2 2 0 1 1 2.900 1.800c-.6.3-.9.7-.9 1.300v.4M8 12.200v.1",
    out: "M9 3h4v4m0-4L7.500 8.500M11 9.500V13H3V5h3.500", minus: "M3.500 8h9", plus: "M3.500 8h9M8 3.500v9",
  };
  return s("svg.sign", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true", focusable: "false" }, s("path", { d: paths[name] }));
}

/** Puts `children` in place of what is in `element`. */
export function replace(element, ...children) {
  element.replaceChildren();
  fill(element, children);
}

let made = 0;
/** A name for an element that another one refers to. */
export const newID = prefix => `${prefix}-${++made}`;

/** Calls `action` once, a while after the last call. */
export function settled(milliseconds, action) {
  let timer;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...values), milliseconds);
  };
}

let announcing;
/** Tells a screen reader, without moving it. */
export function announce(words) {
  const region = document.getElementById("announcements");
  region.textContent = "";
  clearTimeout(announcing);
  announcing = setTimeout(() => { region.textContent = words; }, 60);
}
