/// The page's style and script, which are within it, since it works from the file system.
enum GalleryAssets {
  static let style = """
    :root { color-scheme: light dark; --page: #faf9f7; --card: #ffffff; --ink: #1d2329; --quiet: #57606a; --rule: #d8d5d0;
      --accent: #0b4f7a; --warn: #7a4b00; --wrong: #a02020; --note: #f3efe6; }
    @media (prefers-color-scheme: dark) { :root { --page: #14181c; --card: #1c2228; --ink: #e8e6e3; --quiet: #a3adb7;
      --rule: #38414a; --accent: #86c5ec; --warn: #e6b45c; --wrong: #f0938c; --note: #252c33; } }
    * { box-sizing: border-box; }
    html { scroll-padding-top: 5rem; }
    body { margin: 0; background: var(--page); color: var(--ink); font: 1rem/1.55 Inter, system-ui, "Noto Sans", sans-serif;
      overflow-wrap: anywhere; }
    header, main, footer { max-width: 84rem; margin: 0 auto; padding: 0 clamp(1rem, 4vw, 3rem); }
    header { padding-top: 2.5rem; }
    h1 { font-size: clamp(1.6rem, 4vw, 2.3rem); line-height: 1.2; margin: 0 0 .4rem; text-wrap: balance; }
    h2 { font-size: 1.3rem; line-height: 1.3; margin: 3rem 0 .8rem; text-wrap: balance; }
    h3 { font-size: 1.15rem; line-height: 1.3; margin: 0; text-wrap: balance; }
    h4 { font-size: .95rem; margin: 1.6rem 0 .6rem; color: var(--quiet); font-weight: 600; }
    p { margin: .3rem 0; max-width: 46rem; }
    a { color: var(--accent); text-underline-offset: .15em; }
    :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
    .quiet { color: var(--quiet); font-size: .9rem; }
    .skip { position: absolute; left: -100vw; }
    .skip:focus { left: 1rem; top: 1rem; background: var(--card); padding: .5rem 1rem; z-index: 2; }
    #chooser { float: right; display: flex; flex-wrap: wrap; gap: .3rem; margin: 0 0 .6rem 1rem; }
    #chooser[hidden] { display: none; }
    @media (max-width: 40rem) { #chooser { float: none; margin: 0 0 1rem; } header { padding-top: 1rem; } }
    .quiet [data-v1] { white-space: nowrap; }
    #chooser button[aria-pressed="true"] { background: var(--accent); color: var(--page); }
    form { position: sticky; top: 0; z-index: 1; background: var(--page); border-bottom: 1px solid var(--rule);
      padding: .6rem 0; margin-top: 1.2rem; display: flex; flex-wrap: wrap; gap: .3rem 2rem; }
    form[hidden], [hidden] { display: none; }
    fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: .1rem 1rem; align-items: center; }
    legend { float: left; padding: 0; margin-inline-end: .3rem; font-weight: 600; font-size: .9rem; }
    label { display: inline-flex; gap: .35rem; align-items: center; padding: .2rem 0; font-size: .9rem; }
    input { width: 1.05rem; height: 1.05rem; margin: 0; accent-color: var(--accent); }
    article { background: var(--card); border: 1px solid var(--rule); border-radius: 8px; padding: 1.2rem clamp(1rem, 2vw, 1.6rem) 1.6rem;
      margin: 0 0 1.4rem; content-visibility: auto; contain-intrinsic-size: auto 60rem; }
    .pictures { display: flex; flex-wrap: wrap; gap: 1.2rem; margin: 0; padding: 0; list-style: none; }
    .pictures > li { max-width: 100%; }
    figure { margin: 0; max-width: 100%; width: fit-content; }
    figure img { display: block; height: 14.5rem; width: auto; max-width: 100%; object-fit: contain; background: var(--note);
      border: 1px solid var(--rule); }
    @media (max-width: 40rem) { form { position: static; } figure img { width: 100%; height: auto; } figure, .pictures > li { width: 100%; } }
    figcaption { contain: inline-size; font-size: .85rem; color: var(--quiet); margin-top: .35rem; }
    .words { margin-top: .7rem; display: grid; grid-template-columns: 1fr auto; gap: .2rem 1rem; align-items: start; max-width: 60rem;
      border-inline-start: 3px solid var(--rule); padding-inline-start: .9rem; }
    button { font: inherit; font-size: .85rem; color: var(--accent); background: none; border: 1px solid var(--accent); border-radius: 5px;
      padding: .2rem .7rem; min-height: 2rem; cursor: pointer; white-space: nowrap; }
    button:hover { background: var(--note); }
    .messages { list-style: none; margin: .7rem 0 0; padding: 0; font-size: .9rem; }
    .messages li { background: var(--note); border-inline-start: 3px solid var(--warn); padding: .45rem .8rem; margin: .3rem 0; max-width: 60rem; }
    .messages li.error { border-color: var(--wrong); }
    .messages b { color: var(--warn); }
    .messages .error b { color: var(--wrong); }
    .missing { border: 1px dashed var(--wrong); padding: .8rem 1rem; max-width: 30rem; min-height: 6rem; }
    .documents { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--rule); }
    .documents > li { border-bottom: 1px solid var(--rule); padding: .45rem 0; display: flex; flex-wrap: wrap; gap: 0 1.5rem; }
    .documents > li[hidden] { display: none; }
    .documents > li > a { min-width: min(22rem, 100%); }
    .documents .messages { flex-basis: 100%; margin-top: .3rem; }
    footer { margin-top: 3rem; padding-bottom: 3rem; color: var(--quiet); font-size: .9rem; }
    @media print { form, button { display: none; } article { break-inside: avoid; content-visibility: visible; } }

    """

  /// Filters, and copying; nothing is loaded and nothing is sent.
  static let script = """
    "use strict";
    const form = document.getElementById("filters");
    const status = document.getElementById("status");
    const say = text => { status.textContent = ""; requestAnimationFrame(() => { status.textContent = text; }); };
    const chosen = name => new Set([...form.querySelectorAll(`input[name="${name}"]:checked`)].map(input => input.value));
    const words = \(GalleryWords.script);
    const languages = document.documentElement.dataset.languages.split(" ");
    const base = tag => tag.toLowerCase().split("-")[0];
    let language = document.documentElement.lang;
    function word(key, values = []) {
      const forms = words[language][key];
      const isOne = values[0] === "1" || (language === "fr" && values[0] === "0");
      return forms[forms.length > 1 && !isOne ? 1 : 0].replace(/\\{(#?)(\\d)\\}/g, (_, number, place) =>
        number && language !== "en" ? values[place - 1].replace(".", ",") : values[place - 1]);
    }
    const valuesOf = element => [1, 2, 3].map(place => element.dataset["v" + place]).filter(value => value !== undefined);
    function speak(wanted) {
      if (!languages.includes(wanted) || wanted === language) return;
      language = wanted;
      document.documentElement.lang = language;
      for (const element of document.querySelectorAll("[data-t], [data-l]")) {
        const { t, l } = element.dataset;
        if (t) element.textContent = word(t, valuesOf(element));
        if (l) element.setAttribute("aria-label", word(l, valuesOf(element)));
      }
      for (const heading of document.querySelectorAll("h1, h2, h3")) {
        const titles = [...heading.querySelectorAll("[data-title]")];
        const shown = titles.find(title => base(title.lang) === language) ?? titles[0];
        for (const title of titles) title.hidden = title !== shown;
      }
      for (const button of document.querySelectorAll("[data-speak]")) {
        button.setAttribute("aria-pressed", button.dataset.speak === language);
      }
      const title = document.querySelector("h1 > :not([hidden])") ?? document.querySelector("h1");
      document.title = `${title.textContent} – ${word("gallery")}`;
    }
    function filter() {
      const [chosenLanguages, formats] = [chosen("language"), chosen("format")];
      let shown = 0;
      for (const item of document.querySelectorAll("[data-language]")) {
        const format = item.dataset.format;
        item.hidden = !chosenLanguages.has(item.dataset.language) || (format !== undefined && !formats.has(format));
        if (!item.hidden && format !== undefined) shown += 1;
      }
      for (const group of document.querySelectorAll("section[data-language]")) {
        if (!group.hidden) group.hidden = !group.querySelector("[data-format]:not([hidden])");
      }
      for (const card of document.querySelectorAll("article")) {
        card.hidden = !card.querySelector("section[data-language]:not([hidden])");
      }
      // Whoever looks at one language alone reads it.
      const spoken = new Set([...chosenLanguages].map(base));
      if (spoken.size === 1) speak([...spoken][0]);
      say(word("shown", [String(shown)]));
    }
    async function copy(button) {
      const source = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(source.textContent);
      } catch {
        const range = document.createRange();
        range.selectNodeContents(source);
        const selection = getSelection();
        selection.removeAllRanges();
        selection.addRange(range);
        if (!document.execCommand("copy")) { say(word("selected")); return; }
      }
      button.textContent = word("copied");
      say(word("wasCopied"));
      setTimeout(() => { button.textContent = word("copy"); }, 1600);
    }
    speak(navigator.languages.map(base).find(tag => languages.includes(tag)) ?? language);
    for (const chooser of document.querySelectorAll("#chooser")) chooser.hidden = false;
    form.hidden = false;
    form.addEventListener("change", filter);
    form.addEventListener("submit", event => event.preventDefault());
    document.addEventListener("click", event => {
      const button = event.target.closest("button");
      if (button?.dataset.copy) copy(button);
      if (button?.dataset.speak) speak(button.dataset.speak);
    });
    for (const button of document.querySelectorAll("button[data-copy]")) button.hidden = false;

    """
}
