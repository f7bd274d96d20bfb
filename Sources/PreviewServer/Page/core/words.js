// The page's own words. Each language is one module of words/, all with the same keys.

export const languages = ["en", "es", "fr"];

const asked = new URL(location.href).searchParams.get("lang");
const stored = (() => { try { return localStorage.getItem("placard.language"); } catch { return null; } })();
const chosen = [asked, stored, ...navigator.languages]
  .map(code => code?.toLowerCase().split("-")[0]).find(code => languages.includes(code)) ?? "en";

/** The language that the page speaks. */
export const language = chosen;
const { words } = await import(`../words/${chosen}.js`);
document.documentElement.lang = chosen;

const plurals = new Intl.PluralRules(chosen);
const numbers = new Intl.NumberFormat(chosen, { maximumFractionDigits: 2, useGrouping: false });
const shares = new Intl.NumberFormat(chosen, { style: "percent", maximumSignificantDigits: 2 });
const names = new Intl.DisplayNames(chosen, { type: "language" });

/** Words by their key; `{name}` is filled in, and `n` chooses between one and many. */
export function t(key, values = {}) {
  let text = words[key];
  if (text === undefined) throw new Error(`no words for "${key}"`);
  if (typeof text === "object") text = text[plurals.select(values.n)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (_, name) => typeof values[name] === "number" ? numbers.format(values[name]) : values[name] ?? "");
}

export const number = value => numbers.format(value);
export const percent = value => shares.format(value);
export const has = key => words[key] !== undefined;

/** A language's name, as the page's language calls it, with a capital. */
export function languageName(code) {
  let name = code;
  try { name = names.of(code) ?? code; } catch { /* A private code has no name. */ }
  return name.charAt(0).toLocaleUpperCase(chosen) + name.slice(1);
}

/** One of a text's languages: the page's, then the deck's, then any. */
export function inLanguage(texts, ...preferred) {
  for (const code of [...preferred, chosen]) if (texts?.[code]) return texts[code];
  return Object.values(texts ?? {})[0] ?? "";
}

/** Why the server refused something, in the page's own words where it has some. */
export function refusal({ code, message }) {
  if (code === undefined) return t("serverLost");
  return has(`refusal.${code}`) ? t(`refusal.${code}`) : message;
}
