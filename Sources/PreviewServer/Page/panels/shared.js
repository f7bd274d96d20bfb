// The card as it is seen when somebody shares it: previews of links, and crops in feeds.

import { h, replace } from "../core/dom.js";
import { LivePicture } from "../core/pictures.js";
import { store } from "../core/store.js";
import { inLanguage, languageName, t } from "../core/words.js";
import { select } from "../views/overview.js";

/** A picture of which only `crop.frame` is seen. */
function cropped(cell, format, crop, signal) {
  const { x, y, width, height } = crop.frame;
  const picture = new LivePicture(cell, { quiet: true }, signal);
  Object.assign(picture.element.style, {
    position: "absolute", width: `${format.width / width * 100}%`, left: `${-x / width * 100}%`, top: `${-y / height * 100}%`,
  });
  return h(`div.crop.${crop.shape}`, { style: { aspectRatio: `${width} / ${height}` } }, picture.element);
}

const domain = link => { try { return new URL(link).hostname.replace(/^www\./, ""); } catch { return ""; } };

function linkPreview(cell, format, crop, signal) {
  const card = store.cards.get(cell.card);
  const title = inLanguage(card.title, cell.language);
  const place = domain(inLanguage(card.link, cell.language));
  const network = crop.network.toLowerCase().replaceAll(/[^a-z]+/g, "-");
  const picture = cropped(cell, format, crop, signal);
  const isSmall = crop.frame.width === crop.frame.height;
  return h("figure.share", h("figcaption", h("b", crop.network), isSmall ? ` · ${t("small")}` : "", crop.source && h("a.source", { href: crop.source, rel: "noreferrer", target: "_blank", "aria-label": t("sourceOf", { network: crop.network }) }, t("source"))),
    h(`div.mock.${network}${isSmall ? ".small" : ""}`, { dir: store.direction(cell.language) }, picture,
      h("div.mock-words", { lang: cell.language }, h("span.mock-title", title), place ? h("span.mock-domain", { dir: "ltr" }, place) : null)),
    h("p.hint", { lang: "en" }, crop.note));
}

function feedCrop(cell, format, crop, signal) {
  return h("figure.share.feed", h("figcaption", h("b", crop.network)), cropped(cell, format, crop, signal), h("p.hint", { lang: "en" }, crop.note));
}

/** @param chosen the language and format that are looked at; without a format all that have crops are shown */
export function sharedPanel(card, chosen, signal) {
  const body = h("div");
  let living = new AbortController();
  signal.addEventListener("abort", () => living.abort());
  let { language } = chosen;
  let name = chosen.format;
  const formats = store.formats.filter(format => format.crops.length > 0);
  if (formats.length === 0) return h("p.empty", t("noCrops"));
  if (!formats.some(format => format.name === name)) name = (formats.find(format => format.crops.filter(({ kind }) => kind === "link").length > 3) ?? formats[0]).name;
  const draw = () => {
    living.abort();
    living = new AbortController();
    const format = store.format(name);
    const cell = { card, language, format: name };
    const [links, feeds] = [format.crops.filter(({ kind }) => kind === "link"), format.crops.filter(({ kind }) => kind === "feed")];
    replace(body, links.length > 0 && [h("h3", t("linkPreviews")), h("div.shares", links.map(crop => linkPreview(cell, format, crop, living.signal)))],
      feeds.length > 0 && [h("h3", t("feedCrops")), h("div.shares.feeds", feeds.map(crop => feedCrop(cell, format, crop, living.signal)))]);
  };
  draw();
  return [h("p.hint", t("sharedPanelHint")), h("div.row", select(t("language"), store.languages.map(({ code }) => [code, languageName(code)]), language, value => { language = value; draw(); }),
    select(t("format"), formats.map(format => [format.name, format.name]), name, value => { name = value; draw(); })), body];
}
