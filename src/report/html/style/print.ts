/** On paper: always light, everything open, whole rows, long lists cut. Page numbers come from the margin boxes. */
export const PRINT = `
@page {
  margin: 18mm 15mm 20mm;
  @bottom-left { content: "Cloud security assessment"; font: 8pt system-ui, sans-serif; color: #565d6d }
  @bottom-right { content: counter(page) " / " counter(pages); font: 8pt system-ui, sans-serif; color: #565d6d }
}
@page :first { @bottom-left { content: "" } @bottom-right { content: "" } }
@media print {
  :root, :root[data-theme] { color-scheme: light; --ground: #fff }
  body { font-size: 9.5pt; line-height: 1.45; print-color-adjust: exact }
  .sheet { max-width: none; padding: 0 }
  .skip, .tools, .filter, .screen-only { display: none !important }
  .print-only { display: block }
  .cover { min-height: 225mm; padding-top: 45mm; break-after: page }
  .contents { break-after: page; border: 0 }
  .contents ol { columns: 1 }
  section { margin-top: 0; break-before: page }
  .contents + section { break-before: auto }
  h1, h2, h3, h4, h5, caption, .finding header { break-after: avoid }
  tr, .tile, .fix, .note, dl > div, li { break-inside: avoid }
  thead { display: table-header-group }
  .finding { content-visibility: visible; margin: 0 0 8mm }
  details::details-content { content-visibility: visible; block-size: auto }
  summary { list-style: none }
  .maps dl > div { grid-template-columns: 60mm 1fr; padding: .4mm 0; border: 0 }
  .affected tbody tr:nth-child(n + 26) { display: none }
  table { font-size: 8.5pt }
  .scroll { overflow: visible }
  td, th { padding: 1.2mm 2mm 1.2mm 0 }
  tbody th, .scroll tbody th { min-width: 0 }
  a { color: inherit; text-decoration: none }
  .tiles { grid-template-columns: repeat(6, 1fr) }
  pre { background: #fff }
}
`;
