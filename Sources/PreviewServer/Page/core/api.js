// What the server is asked. Every refusal becomes a `Refused`, with the server's own words.

export class Refused extends Error {
  constructor(status, body) {
    super(body?.error?.message ?? `HTTP ${status}`);
    this.status = status;
    this.code = body?.error?.code ?? "failed";
    this.help = body?.error?.help;
    this.edit = body?.error?.edit;
    this.current = body?.error?.current;
    this.diagnostics = body?.diagnostics ?? [];
  }
}

async function answer(response) {
  if (response.ok) return response;
  let body;
  try { body = await response.json(); } catch { /* It was not the server's own refusal. */ }
  const refused = new Refused(response.status, body);
  refused.after = Number(response.headers.get("Retry-After") ?? 1);
  throw refused;
}

export const ask = async (path, signal) => (await answer(await fetch(path, { signal }))).json();

export const send = async (path, body) =>
  (await answer(await fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }))).json();

export const askPicture = async (path, signal) => {
  const response = await answer(await fetch(path, { signal }));
  return { blob: await response.blob(), state: response.headers.get("X-Placard-State") };
};

const part = encodeURIComponent;

/** The address of a cell's picture, description or document. */
export function cellPath({ card, language, format }, file, parameters = {}) {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) if (value !== undefined && value !== null && value !== false) query.set(key, value);
  const text = query.toString();
  return `/cells/${part(card)}/${part(language)}/${part(format)}${file}${text ? "?" + text : ""}`;
}

export const stringsPath = (card, trial) => `/api/cards/${part(card)}/strings${trial ? `?trial=${part(trial)}` : ""}`;
export const trialPath = (trial, card) => `/api/trials/${part(trial)}/cells?card=${part(card)}`;
