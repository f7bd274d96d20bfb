// The nodes of a card, and where each property of one comes from.

import { button, h, replace } from "../core/dom.js";
import { placeLink } from "../core/links.js";
import { has, number, t } from "../core/words.js";
import { prose } from "../views/problems.js";
import { tryField } from "./try.js";

const short = (text, most) => text.length > most ? `${text.slice(0, most - 1)}…` : text;
const typeName = type => has(`type.${type}`) ? t(`type.${type}`) : type;

/** How a node is called: by its words where it has some, by its direction where it holds others. */
export function nodeName(node) {
  if (node.text) return `“${short(node.text.replaceAll(/\s+/g, " "), 40)}”`;
  const direction = node.style.find(({ name }) => name === "flexDirection")?.value;
  const named = /^\d+$/.test(node.name) ? "" : ` ${node.name}`;
  if (node.type !== "box") return `${typeName(node.type)}${named}`;
  return `${typeName("box")}${named}${direction ? ` · ${direction}` : ""}`;
}

function tree(inspection, signal) {
  const element = h("div.tree", { role: "tree", "aria-label": t("nodes") });
  const items = new Map();
  const choose = (path, isFocused) => {
    inspection.select(path, "tree");
    if (isFocused) items.get(path)?.focus();
  };
  const keys = event => {
    const { nodes } = inspection;
    const at = nodes.findIndex(node => node.path === inspection.selected);
    const node = nodes[at];
    const parent = node?.parent === undefined ? at : node.parent;
    const child = nodes.findIndex(other => other.parent === at);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, ArrowLeft: parent, ArrowRight: child < 0 ? at : child, Home: 0, End: nodes.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (nodes[to]) choose(nodes[to].path, true);
  };
  element.addEventListener("keydown", keys);
  const mark = () => {
    const known = items.has(inspection.selected);
    let first = !known;
    for (const [path, item] of items) {
      const isSelected = path === inspection.selected;
      item.setAttribute("aria-selected", String(isSelected));
      item.tabIndex = isSelected || first ? 0 : -1;
      first = false;
      if (isSelected) {
        const [top, bottom] = [item.offsetTop - element.offsetTop, item.offsetTop - element.offsetTop + item.offsetHeight];
        if (top < element.scrollTop || bottom > element.scrollTop + element.clientHeight) element.scrollTop = top - element.clientHeight / 2;
      }
    }
  };
  const draw = () => {
    const focused = element.contains(document.activeElement);
    items.clear();
    const at = inspection.nodes.map(() => 0);
    replace(element, inspection.nodes.map(node => {
      const siblings = inspection.nodes.filter(other => other.parent === node.parent).length;
      const position = node.parent === undefined ? 1 : ++at[node.parent];
      const item = h("div.tree-item", {
        role: "treeitem", "aria-level": node.depth + 1, "aria-setsize": siblings, "aria-posinset": position, style: { "--depth": String(node.depth) }, class: node.isVisible ? "tree-item" : "tree-item is-hidden",
        on: { click: () => choose(node.path, true), pointerenter: () => inspection.hover(node.path), pointerleave: () => inspection.hover(null) },
      }, h("span.type", { "aria-hidden": "true", data: { type: node.type } }), nodeName(node));
      items.set(node.path, item);
      return item;
    }));
    mark();
    if (focused) items.get(inspection.selected)?.focus();
  };
  inspection.listen("report", draw, signal);
  inspection.listen("select", mark, signal);
  draw();
  return element;
}

function measurement(node) {
  const edges = ({ top, right, bottom, left }) => [...new Set([top, right, bottom, left])].length === 1 ? number(top) : [top, right, bottom, left].map(number).join(" ");
  const { x, y, width, height } = node.frame;
  const isSome = edge => Object.values(edge).some(value => value !== 0);
  return h("dl.facts",
    h("dt", t("place")), h("dd.numbers", `${number(x)}, ${number(y)} px`),
    h("dt", t("width")), h("dd", h("span.numbers", `${number(width)} px`), node.widthWords && h("p.hint", { lang: "en" }, prose(node.widthWords))),
    h("dt", t("height")), h("dd", h("span.numbers", `${number(height)} px`), node.heightWords && h("p.hint", { lang: "en" }, prose(node.heightWords))),
    ["margin", "border", "padding"].map(key => node[key] && isSome(node[key]) && [h("dt", t(key)), h("dd.numbers", `${edges(node[key])} px`)]),
    node.role && [h("dt", t("role")), h("dd", node.role)], node.lacksAlternative && [h("dt", t("asPicture")), h("dd.count.warning", t("noAlternative"))],
    h("dt", t("writtenIn")), h("dd", placeLink(node.source)));
}

/** Fonts, size, how it was fitted, and why its lines end where they do. */
function typeFacts(node) {
  if (node.fontSize === undefined) return null;
  const { fit } = node;
  const isShrunk = Math.abs(node.fontSize - node.specifiedFontSize) > 0.005;
  const runs = (node.runs ?? []).map(run => h("li", h("b", { dir: "auto" }, short(run.text, 48)), " ", h("span", `${run.font}, ${number(run.size)} px`),
    run.insteadOf && h("p.count.warning", t(run.because === "lacks" ? "fontLacks" : "fontMissing", { font: run.insteadOf, characters: (run.characters ?? []).join(" ") }))));
  const lines = (node.lineEnds ?? []).map(line => h("li", h("span", { dir: "auto" }, short(line.text, 60)), h("span.hint.numbers", ` ${number(line.width)} / ${number(line.room)} px · `, t(has(`end.${line.end}`) ? `end.${line.end}` : "end.other"),
    line.next && line.end !== "forced" ? ` (${t("nextWord", { word: short(line.next, 24) })})` : "")));
  return h("section", h("h4", t("type")),
    h("dl.facts", h("dt", t("fontSize")), h("dd", h("span.numbers", `${number(node.fontSize)} px`), isShrunk ? h("p.count.warning", t("shrunkFrom", { size: number(node.specifiedFontSize), share: number(Math.round(node.fontSize / node.specifiedFontSize * 100)) })) : null),
      fit && [h("dt", t("fit")), h("dd", fit.done.length > 0 ? fit.done.map(step => t(has(`fit.${step}`) ? `fit.${step}` : "fit.other", { step })).join(", ") : t("fitNone"),
        fit.minFontSize !== undefined && fit.allowed.includes("shrink") ? h("p.hint", t("atLeast", { size: number(fit.minFontSize) })) : null,
        fit.group && h("p.hint", t("fitGroup", { name: fit.group.name, share: number(Math.round(fit.group.share * 100)) }), fit.group.decidedBy ? h("span", { lang: "en" }, " ", prose(fit.group.decidedBy)) : null))]),
    runs.length > 0 && [h("h5", t("fontRuns")), h("ul.plain", { role: "list" }, runs)],
    lines.length > 1 && h("details", h("summary", t("lineEnds", { n: lines.length })), h("ol.plain", { role: "list" }, lines)));
}

function colorOf(value) { return /#[0-9a-f]{6}([0-9a-f]{2})?\b|#[0-9a-f]{3}\b/i.exec(value)?.[0]; }

/** Objects of colour are told by their colour, other objects as they are written. */
const valueWords = value => value.startsWith("{") && colorOf(value) && value.length < 120 ? colorOf(value) : value;

/** Properties that hold words: they can be saved too. */
const words = new Set(["alt", "link", "text", "value"]);

function styleRow(property, fields) {
  const color = colorOf(property.value);
  const value = h("span.value", color ? h("i.swatch", { "aria-hidden": "true", style: { backgroundColor: color } }) : null, h("span", { dir: "ltr" }, valueWords(property.value)));
  const cell = h("td", value, property.token && h("code.token", property.token));
  if (property.edit) {
    const open = button("", () => {
      const field = tryField({ ...property.edit, value: property.value, kind: "text", place: property.valueSource ?? property.source, isSavable: words.has(property.name) }, property.name, { isLarge: false });
      fields.add(field);
      replace(cell, field.element);
      field.element.querySelector("input").select();
    }, { kind: "pen", "aria-label": t("tryOther", { name: property.name }), title: t("tryOther", { name: property.name }) });
    cell.append(open);
  }
  return h("tr", h("th", { scope: "row" }, property.name), cell,
    h("td", placeLink(property.source, { isShort: true }), property.valueSource ? h("span.via", " ← ", placeLink(property.valueSource, { isShort: true })) : null, property.from !== undefined ? h("span.from", t("inherited", { node: property.from })) : null));
}

function details(node, inspection, edit, fields) {
  const parents = [];
  for (let at = node; at.parent !== undefined; at = inspection.nodes[at.parent]) parents.unshift(inspection.nodes[at.parent]);
  const own = node.style.filter(({ from }) => from === undefined);
  const inherited = node.style.filter(({ from }) => from !== undefined);
  const table = (properties, words) => properties.length > 0 && h("table.style", h("caption.unseen", words), h("thead.unseen", h("tr", h("th", t("property")), h("th", t("value")), h("th", t("writtenIn")))), h("tbody", properties.map(property => styleRow(property, fields))));
  return [
    h("header.node", h("h3", { dir: "auto" }, nodeName(node)), h("p.hint.path", { dir: "ltr" }, node.path),
      parents.length > 0 && button(t("parent"), () => inspection.select(parents.at(-1).path, "tree"), { kind: "quiet" }),
      node.edit && edit ? button(t("editInPlace"), () => edit(node), { kind: "quiet" }) : null),
    measurement(node), typeFacts(node),
    h("section", h("h4", t("style")), table(own, t("style")) || h("p.hint", t("noStyle")), inherited.length > 0 && [h("h5", t("inheritedStyle")), table(inherited, t("inheritedStyle"))]),
  ];
}

/** @param edit begins to edit a node's text in its place */
export function nodePanel(inspection, edit, signal) {
  const body = h("div.node-details");
  let shown = null;
  const fields = new Set();
  const draw = () => {
    const node = inspection.node(inspection.selected);
    // What is being typed is not taken away by its own outcome.
    if (node && shown === node.path && body.contains(document.activeElement) && document.activeElement.matches("input, textarea")) return;
    fields.clear();
    shown = node?.path ?? null;
    replace(body, node ? details(node, inspection, edit, fields) : h("p.empty", inspection.scene ? t("chooseNode") : inspection.report ? t("nothingToShow") : t("loading")));
  };
  inspection.listen("report", draw, signal);
  inspection.listen("select", draw, signal);
  draw();
  return [tree(inspection, signal), body];
}
