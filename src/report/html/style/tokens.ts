/** Colours and measures, for light and dark; every pair of text and ground keeps 4.5 to 1. */
export const TOKENS = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#ffffff, #15181e);
  --ground: light-dark(#f5f3ee, #0e1014);
  --ink: light-dark(#1b2130, #e7e8eb);
  --quiet: light-dark(#565d6d, #a7adba);
  --line: light-dark(#dcd8cf, #2e333d);
  --soft: light-dark(#f0ede6, #1d2129);
  --accent: light-dark(#174a6b, #93c5e6);
  --critical: light-dark(#8c1027, #ff9aa6);
  --critical-ground: light-dark(#fae6e8, #3a151c);
  --high: light-dark(#93380b, #ffb38a);
  --high-ground: light-dark(#fbe9de, #3a2013);
  --medium: light-dark(#6f5100, #efce75);
  --medium-ground: light-dark(#f8efd3, #33290f);
  --low: light-dark(#24547d, #9dcaf0);
  --low-ground: light-dark(#e4eef7, #14283a);
  --info: light-dark(#565d6d, #b5bac5);
  --info-ground: light-dark(#ecedf0, #242831);
  --f-critical: light-dark(#a51c36, #d8455b);
  --f-high: light-dark(#cc6129, #d9793f);
  --f-medium: light-dark(#d9aa35, #c99a2b);
  --f-low: light-dark(#6d9cc4, #5286b3);
  --f-info: light-dark(#a9afba, #6c7381);
  --f-pass: light-dark(#4d8b73, #4f9c7d);
  --f-fail: light-dark(#a51c36, #d8455b);
  --f-unknown: light-dark(#d9aa35, #c99a2b);
  --f-manual: light-dark(#7c6ca8, #8f7fc0);
  --f-inherited: light-dark(#7f9fb8, #5c7d98);
  --f-none: light-dark(#d6d3cb, #3a404b);
  --serif: Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, "DejaVu Serif", serif;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", Consolas, "DejaVu Sans Mono", monospace;
}
:root[data-theme="light"] { color-scheme: light }
:root[data-theme="dark"] { color-scheme: dark }
`;
