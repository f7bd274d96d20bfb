// Lines over a picture: what is cut, covered, kept free; boxes, gaps and baselines. All in px of the format.

import { s } from "../core/dom.js";
import { number } from "../core/words.js";

/** What can be laid over a picture, in this order. */
export const layers = ["bleed", "safe", "overlaps", "crops", "boxes", "gaps", "baselines", "reading"];

const box = ({ x, y, width, height }, properties = {}) => s("rect", { x, y, width: Math.max(0, width), height: Math.max(0, height), ...properties });

/** A rectangle with a hole: all that lies outside of a frame. */
const outside = (outer, inner, kind) => s(`path.${kind}`, {
  "fill-rule": "evenodd", d: `M${outer.x} ${outer.y}h${outer.width}v${outer.height}h${-outer.width}z M${inner.x} ${inner.y}h${inner.width}v${inner.height}h${-inner.width}z`,
});

function label(text, x, y, unit, kind) {
  const width = text.length * 6 * unit + 8 * unit;
  return s(`g.label.${kind}`, s("rect", { x, y, width, height: 16 * unit, rx: 3 * unit }), s("text", { x: x + 4 * unit, y: y + 12 * unit, style: { fontSize: `${11 * unit}px` } }, text));
}

function guides(format, kind, unit) {
  return format.guides.filter(guide => guide.kind === kind).map(guide => {
    const whole = { x: 0, y: 0, width: format.width, height: format.height };
    return s(`g.guide.${kind}`, kind === "safe" ? outside(whole, guide.frame, "shade") : box(guide.frame, { class: "shade" }), box(guide.frame, { class: "line" }),
      label(guide.network, guide.frame.x + 6 * unit, guide.frame.y + 6 * unit, unit, kind), s("title", guide.note));
  });
}

function crops(format, unit) {
  return format.crops.map((crop, index) => {
    const { x, y, width, height } = crop.frame;
    const shape = crop.shape === "circle" ? s("ellipse.line", { cx: x + width / 2, cy: y + height / 2, rx: width / 2, ry: height / 2 })
      : box(crop.frame, { class: "line", rx: crop.shape === "rounded" ? Math.min(width, height) * 0.03 : null });
    return s("g.crop-line", shape, label(crop.network, x + 6 * unit, Math.min(y + (6 + index * 20) * unit, format.height - 20 * unit), unit, "crop-line"), s("title", crop.note));
  });
}

function bleed(format) {
  const whole = { x: -format.bleed, y: -format.bleed, width: format.width + 2 * format.bleed, height: format.height + 2 * format.bleed };
  const trim = { x: 0, y: 0, width: format.width, height: format.height };
  return s("g.bleed", format.bleed > 0 ? outside(whole, trim, "shade") : null, box(trim, { class: "line" }));
}

function gaps(scene, unit) {
  return scene.nodes.flatMap(node => node.gaps.map(gap => {
    const size = number(Math.round(gap.size * 10) / 10);
    const isRoomy = gap.width > 34 * unit && gap.height > 15 * unit;
    return s("g.gap", box(gap, { class: "shade" }), isRoomy ? label(size, gap.x + gap.width / 2 - (size.length * 3 + 4) * unit, gap.y + gap.height / 2 - 8 * unit, unit, "gap-size") : null, s("title", `${size} px`));
  }));
}

function padding(node) {
  const { frame, padding: edges, border } = node;
  if (!edges || Object.values(edges).every(value => value === 0)) return null;
  const inner = { x: frame.x + edges.left + border.left, y: frame.y + edges.top + border.top, width: frame.width - edges.left - edges.right - border.left - border.right, height: frame.height - edges.top - edges.bottom - border.top - border.bottom };
  return inner.width > 0 && inner.height > 0 ? outside(frame, inner, "padding") : null;
}

function baselines(scene) {
  return scene.nodes.flatMap(node => (node.baselines ?? []).map(y => s("line.baseline", { x1: node.frame.x, x2: node.frame.x + node.frame.width, y1: y, y2: y })));
}

function reading(scene, unit) {
  return scene.reading.flatMap((item, index) => item.frames.slice(0, 1).map(frame => s("g.stop", box(frame, { class: "line" }),
    s("circle", { cx: frame.x, cy: frame.y, r: 9 * unit }), s("text", { x: frame.x, y: frame.y + 4 * unit, "text-anchor": "middle", style: { fontSize: `${11 * unit}px` } }, String(index + 1)))));
}

function marked(node, unit, kind) {
  if (!node) return null;
  const words = `${number(Math.round(node.frame.width))} × ${number(Math.round(node.frame.height))}`;
  const above = node.frame.y > 18 * unit ? node.frame.y - 18 * unit : node.frame.y + 2 * unit;
  return s(`g.${kind}`, kind === "selected" ? padding(node) : null, box(node.frame, { class: "line" }), label(words, node.frame.x, above, unit, kind));
}

/** All that is to be seen. @param unit px of the format for one of the screen */
export function drawOverlays({ scene, format, shown, selected, hovered, pointed, unit }) {
  const on = layer => shown.has(layer);
  return [
    scene && on("boxes") && s("g.boxes", scene.nodes.filter(node => node.isVisible).map(node => box(node.frame, { class: node.type === "text" ? "line text" : "line" }))),
    scene && on("gaps") && gaps(scene, unit), scene && on("baselines") && baselines(scene), scene && on("reading") && reading(scene, unit),
    on("bleed") && bleed(format), on("safe") && guides(format, "safe", unit), on("overlaps") && guides(format, "overlap", unit), on("crops") && crops(format, unit),
    pointed.map(frame => box(frame, { class: "pointed" })),
    scene && hovered !== selected && marked(scene.nodes.find(node => node.path === hovered), unit, "hovered"),
    scene && marked(scene.nodes.find(node => node.path === selected), unit, "selected"),
  ].flat().filter(Boolean);
}

/** The nodes at a point, the innermost first. */
export function nodesAt(scene, x, y) {
  const holds = ({ frame }) => x >= frame.x && x < frame.x + frame.width && y >= frame.y && y < frame.y + frame.height;
  return (scene?.nodes ?? []).map((node, index) => ({ node, index })).filter(({ node }) => node.isVisible && holds(node))
    .sort((a, b) => b.node.depth - a.node.depth || b.index - a.index).map(({ node }) => node);
}
