/** On paper: always light, everything open, whole rows, long lists cut. */
export const PRINT = `
@media print {
  :root, :root[data-theme] { color-scheme: light; --ground: #fff }
  html { font-size: 10.5px }
  body { font-size: 8.8pt; line-height: 1.42; print-color-adjust: exact }
  .sheet { max-width: none; padding: 0 }
  .skip, .tools, .filter, .screen-only { display: none !important }
  .print-only { display: block }
  p, ul, ol { max-width: none; margin-bottom: 2mm }

  .cover { min-height: 225mm; padding-top: 45mm; break-after: page }
  .contents { break-after: page; border: 0 }
  .contents h2 { font: 600 19pt/1.2 var(--serif); letter-spacing: -.01em; text-transform: none; color: var(--ink); margin-bottom: 6mm }
  .contents ol { columns: 1 }
  .contents li { display: flex; gap: 2mm; font-size: 10.5pt; padding: 1mm 0; border-bottom: 1px solid var(--line) }
  .contents .page { margin-left: auto; font-variant-numeric: tabular-nums }

  section { margin-top: 0; break-before: page }
  .contents + section { break-before: auto }
  h1, h2, h3, h4, h5, caption, .finding header, .risk, .legend { break-after: avoid }
  h3 { margin: 7mm 0 2mm }
  p, li { orphans: 3; widows: 3 }
  tr, .tile, .note, .risk, .finding header, figure, dl > div, li { break-inside: avoid }
  thead { display: table-header-group; break-after: avoid }
  tbody tr:first-child { break-before: avoid }
  table { font-size: 7.2pt; line-height: 1.35 }
  .even thead th.number { width: 12mm }
  .tile .count { font-size: 20pt }
  .cover h1 { font-size: 34pt }
  h2, .contents h2 { font-size: 19pt }
  h3 { font-size: 13pt }
  .scroll { overflow: visible }
  td, th { padding: .75mm 2mm .75mm 0 }
  tbody th, .scroll tbody th { min-width: 0 }
  #posture tbody th { min-width: 38mm }
  .even { min-width: 0 }
  a { color: inherit; text-decoration: none }
  .tiles { grid-template-columns: repeat(6, 1fr); margin: 5mm 0 }
  pre { background: #fff; padding: 1.5mm 2.5mm; font-size: 6.6pt; line-height: 1.35 }
  details::details-content { content-visibility: visible; block-size: auto }
  summary { list-style: none }
  .cut tbody tr:nth-child(n + 26), .affected tbody tr:nth-child(n + 26) { display: none }

  .finding { content-visibility: visible; margin: 0 0 6mm; padding: 2mm 0 0 4mm }
  .finding .title { font-size: 11.5pt }
  .fix { padding: 0 4mm 2mm; margin: 2mm 0; break-inside: avoid }
  .fix h5 { margin: 2mm 0 1mm }
  .fix figcaption { font-size: 7.5pt }
  .maps, .refs { font-size: 6.8pt; line-height: 1.4; margin-bottom: 1.5mm }
  .maps summary, .maps dl, .maps div, .maps dt, .maps dd, .refs h5, .refs ul, .refs li, .refs a { display: inline; font-size: inherit; padding: 0; margin: 0; border: 0 }
  .maps summary::after, .maps dt::after, .refs h5::after { content: ": " }
  .maps div:not(:last-child) dd::after, .refs li:not(:last-child)::after { content: "; " }
  .maps > * , .maps dl > div { break-inside: auto }
  .refs { break-before: avoid; break-inside: avoid }
}
`;
