/**
 * What the page does beside being read: choose among the findings, keep the choice in the address, copy what is shown,
 * remember light or dark. Without it the page says the same.
 */
export const SCRIPT = `
"use strict";
(() => {
  const root = document.documentElement;
  const themes = ["auto", "light", "dark"];
  const theme = document.getElementById("theme");
  const remembered = () => { try { return localStorage.getItem("demarc-theme"); } catch { return null; } };
  const setTheme = (word) => {
    if (word === "auto") root.removeAttribute("data-theme"); else root.setAttribute("data-theme", word);
    theme.textContent = "Colours: " + word;
    try { localStorage.setItem("demarc-theme", word); } catch { /* a page from a file may not be allowed to */ }
  };
  setTheme(themes.includes(remembered()) ? remembered() : "auto");
  theme.hidden = false;
  theme.addEventListener("click", () => {
    const now = root.getAttribute("data-theme") ?? "auto";
    setTheme(themes[(themes.indexOf(now) + 1) % themes.length]);
  });

  const form = document.getElementById("filter");
  if (!form) return;
  const shown = document.getElementById("shown");
  const articles = Array.from(document.querySelectorAll(".finding"), (element) => ({ element, rows: null, head: "" }));
  const read = (article) => {
    if (article.rows) return;
    const table = article.element.querySelector(".affected");
    article.head = article.element.textContent.replace(table.textContent, "").toLowerCase();
    article.rows = Array.from(table.tBodies[0].rows, (row) => ({ row, text: row.textContent.toLowerCase() }));
  };
  const fields = Array.from(form.elements).filter((field) => field.name);
  const choice = () => Object.fromEntries(fields.map((field) => [field.name, field.value.trim()]).filter(([, value]) => value !== ""));

  const apply = () => {
    const { q = "", severity, layer, ...ofRows } = choice();
    const words = q.toLowerCase().split(/\\s+/).filter(Boolean);
    let kinds = 0, rows = 0, all = 0;
    for (const article of articles) {
      read(article);
      const data = article.element.dataset;
      const fits = (!severity || data.severity === severity) && (!layer || data.layer === layer);
      let visible = 0;
      for (const { row, text } of article.rows) {
        const keep = fits
          && Object.entries(ofRows).every(([name, value]) => row.dataset[name] === value)
          && words.every((word) => text.includes(word) || article.head.includes(word));
        if (row.hidden === keep) row.hidden = !keep;
        if (keep) visible += 1;
      }
      article.element.hidden = visible === 0;
      kinds += visible > 0 ? 1 : 0;
      rows += visible;
      all += article.rows.length;
    }
    shown.textContent = rows + " of " + all + " findings, " + kinds + " of " + articles.length + " kinds";
  };

  const keep = () => {
    const state = new URLSearchParams(choice()).toString();
    history.replaceState(null, "", state === "" ? location.pathname + location.search : "#" + state);
  };
  const restore = () => {
    if (!location.hash.includes("=")) return;
    const state = new URLSearchParams(location.hash.slice(1));
    for (const field of fields) field.value = state.get(field.name) ?? "";
    apply();
  };
  let waiting;
  form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(() => { apply(); keep(); }, 120); });
  form.addEventListener("reset", () => setTimeout(() => { apply(); keep(); }));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", restore);

  const cell = (text) => {
    const plain = text.replace(/\\s+/g, " ").trim();
    const safe = plain.replace(/(^|;)(?=[=+\\-@])/g, "$1'");
    return '"' + safe.replaceAll('"', '""') + '"';
  };
  document.getElementById("copy").addEventListener("click", async () => {
    const lines = [["number", "severity", "rule", "resource", "where", "seen", "wanted"].map(cell).join(",")];
    for (const { element, rows } of articles) {
      if (element.hidden) continue;
      const start = [element.id.toUpperCase(), element.dataset.severity, element.querySelector("header code").textContent];
      for (const { row } of rows) {
        if (!row.hidden) lines.push([...start, ...Array.from(row.cells, (one) => one.innerText || one.textContent)].map(cell).join(","));
      }
    }
    const count = lines.length - 1;
    try {
      await navigator.clipboard.writeText(lines.join("\\r\\n") + "\\r\\n");
      shown.textContent = count + (count === 1 ? " finding" : " findings") + " copied";
    } catch {
      shown.textContent = "the browser did not let the page copy";
    }
  });
  form.hidden = false;
  apply();
  restore();
})();
`;
