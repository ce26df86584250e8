/** The page: columns, type, the blocks that every section is made of. */
export const PAGE = `
* { box-sizing: border-box }
html { scroll-padding-top: 1rem; -webkit-text-size-adjust: 100% }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.6 var(--sans); overflow-wrap: anywhere }
[hidden] { display: none !important }
a { color: var(--accent); text-underline-offset: .15em }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
.skip { position: absolute; left: -99rem; background: var(--paper); padding: .5rem 1rem }
.skip:focus { left: 1rem; top: 1rem; z-index: 1 }
.defs { position: absolute }
.sheet { max-width: 66rem; margin: 0 auto; background: var(--paper); padding: 0 clamp(1rem, 5vw, 4rem) 4rem }
h1, h2, h3, .title { font-family: var(--serif); font-weight: 600; line-height: 1.2; text-wrap: balance }
h1 { font-size: clamp(2.2rem, 7vw, 3.6rem); letter-spacing: -.02em; margin: 0 0 1.25rem }
h2 { font-size: 1.9rem; letter-spacing: -.01em; margin: 0 0 1.25rem; padding-top: 1rem; border-top: 3px solid var(--ink) }
h3 { font-size: 1.3rem; margin: 2.5rem 0 .75rem }
h5 { font-size: .95rem; margin: 1.25rem 0 .35rem }
p, ul, ol { margin: 0 0 1rem; max-width: 68ch }
section { margin-top: 4.5rem }
code, pre { font-family: var(--mono); font-size: .875em }
.quiet, .id, .source { color: var(--quiet) }
.quiet { font-weight: 400 }
.label { font-size: .75rem; font-weight: 700; letter-spacing: .08em; text-transform: uppercase; color: var(--quiet); margin-right: .5rem }
.lead { font-family: var(--serif); font-size: 1.35rem; line-height: 1.45 }
.none { color: var(--quiet) }
.block, .id, .source { display: block }
.id, .source { font-size: .78rem; line-height: 1.4 }
.id { font-family: var(--mono); font-weight: 400 }
.print-only { display: none }

.cover { padding: clamp(3rem, 12vh, 8rem) 0 3rem }
.logo { display: block; max-width: 14rem; max-height: 5rem; margin-bottom: 3rem }
.kicker { font-size: .85rem; font-weight: 600; letter-spacing: .14em; text-transform: uppercase; color: var(--accent); margin-bottom: .75rem }
.verdict { font-family: var(--serif); font-size: 1.25rem; line-height: 1.45; border-left: 4px solid; padding-left: 1.25rem; margin: 0 0 2.5rem }
.v-0 { border-color: var(--f-pass) } .v-1 { border-color: var(--f-critical) } .v-3 { border-color: var(--f-unknown) }
dl { margin: 0 0 1rem }
dl > div { display: grid; grid-template-columns: minmax(7rem, 13rem) 1fr; gap: .25rem 1.5rem; padding: .5rem 0; border-top: 1px solid var(--line) }
dt { color: var(--quiet) }
dd { margin: 0 }

.contents { border-top: 1px solid var(--line); padding-top: 1rem }
.contents h2 { font: 700 .75rem/1.6 var(--sans); letter-spacing: .08em; text-transform: uppercase; color: var(--quiet); border: 0; padding: 0; margin: 0 0 .5rem }
.contents ol { columns: 16rem; list-style: none; padding: 0; margin: 0; max-width: none }
.contents li { break-inside: avoid; padding: .15rem 0 }
.contents a { display: inline-block; min-height: 24px; text-decoration: none }
.contents a:hover { text-decoration: underline }

.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(7.5rem, 1fr)); gap: .75rem; list-style: none; padding: 0; margin: 2rem 0; max-width: none }
.tile { background: var(--soft); border-top: 4px solid var(--line); padding: .75rem 1rem }
.tile .count { display: block; font: 600 2.2rem/1.1 var(--serif); font-variant-numeric: lining-nums }
.tile .what { font-size: .85rem; color: var(--quiet) }
.t-critical { border-color: var(--f-critical) } .t-high { border-color: var(--f-high) } .t-medium { border-color: var(--f-medium) }
.t-low { border-color: var(--f-low) } .t-info { border-color: var(--f-info) } .t-unknown { border-color: var(--f-none) }
.result { background: var(--soft); padding: .75rem 1rem; max-width: none }
figure { margin: 0 0 1.5rem }
figcaption { font-size: .85rem; color: var(--quiet) }
.outcomes .bar { height: 22px }
.top li { padding-left: .35rem; margin-bottom: .9rem }

.bar { display: block; min-width: 7rem }
.p { stroke: none } pattern path { stroke: light-dark(#fff, #0e1014); stroke-width: 1; stroke-opacity: .55; fill: none }
.s-pass { fill: var(--f-pass) } .s-fail { fill: var(--f-fail) } .s-unknown { fill: var(--f-unknown) } .s-manual { fill: var(--f-manual) }
.s-inherited { fill: var(--f-inherited) } .s-none { fill: var(--f-none) } .s-critical { fill: var(--f-critical) } .s-high { fill: var(--f-high) }
.s-medium { fill: var(--f-medium) } .s-low { fill: var(--f-low) } .s-info { fill: var(--f-info) }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; padding: 0; margin: .6rem 0; font-size: .85rem; max-width: none }
.legend svg { vertical-align: -2px }

.scroll { overflow-x: auto; margin: 0 0 1.5rem }
table { border-collapse: collapse; width: 100%; font-size: .875rem; line-height: 1.45 }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--line); overflow-wrap: break-word }
thead th { font-size: .78rem; color: var(--quiet); border-bottom: 2px solid var(--ink); vertical-align: bottom }
tbody th { font-weight: 600; min-width: 5.5rem }
.scroll tbody th { min-width: 8rem }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; padding-left: .5rem; overflow-wrap: normal }
td.number { white-space: nowrap }
td.bar, th.bar { width: 34%; min-width: 8rem; display: table-cell }
td .bar { margin-top: .2rem }
#posture tbody th { min-width: 11rem }
#findings .scroll tbody th { min-width: 3.5rem }
.even { table-layout: fixed; min-width: 44rem }
td.long { min-width: 12rem }
.long, .even th, .even td { overflow-wrap: anywhere }
.even thead th.number { width: 4.5rem }
tbody th.long { font-weight: 400 }
tbody th .source { font-weight: 400 }
.heat { display: inline-block; min-width: 2.6rem; padding: .1rem .5rem; text-align: right }
.h-0 { color: var(--quiet) }
.h-1 { background: light-dark(#fbeee9, #2b1a1c) } .h-2 { background: light-dark(#f5d6cd, #45222a) }
.h-3 { background: light-dark(#eab5ab, #632b38) } .h-4 { background: light-dark(#dc8d87, #7f3344) }

.badge { display: inline-block; font: 700 .72rem/1.5 var(--sans); letter-spacing: .05em; text-transform: uppercase; padding: .05rem .5rem; border: 1px solid }
.b-critical { color: var(--critical); background: var(--critical-ground) } .b-high { color: var(--high); background: var(--high-ground) }
.b-medium { color: var(--medium); background: var(--medium-ground) } .b-low { color: var(--low); background: var(--low-ground) }
.tag { white-space: nowrap }
.b-info { color: var(--info); background: var(--info-ground) }
.tag { display: inline-block; font-size: .75rem; border: 1px dashed var(--quiet); color: var(--quiet); padding: 0 .4rem }

.finding { border-top: 1px solid var(--line); border-left: 4px solid var(--line); padding: 1.5rem 0 .5rem 1.5rem; margin: 2.5rem 0; content-visibility: auto; contain-intrinsic-size: auto 40rem }
.f-critical { border-left-color: var(--f-critical) } .f-high { border-left-color: var(--f-high) } .f-medium { border-left-color: var(--f-medium) }
.f-low { border-left-color: var(--f-low) } .f-info { border-left-color: var(--f-info) }
.finding .number { font-family: var(--mono); font-size: .85rem; margin: 0 0 .35rem }
.finding .title { margin: 0 0 .35rem; font-size: 1.45rem }
.affected { table-layout: fixed; margin: 1rem 0 }
.affected th, .affected td { overflow-wrap: anywhere }
.affected thead th:nth-child(1) { width: 31% } .affected thead th:nth-child(2) { width: 20% } .affected thead th:nth-child(3) { width: 33% }
.fix { background: var(--soft); padding: .25rem 1.25rem 1rem; margin: 1rem 0 }
.fix p:last-of-type { margin-bottom: .5rem }
.code { margin: .75rem 0 0 }
pre { margin: .25rem 0 0; padding: .75rem 1rem; background: var(--paper); border: 1px solid var(--line); white-space: pre-wrap; overflow-wrap: anywhere }
.note { border: 1px solid var(--accent); padding: .75rem 1.25rem; margin: 1rem 0 }
.note p:last-child { margin: 0 }
#frameworks .scroll > table > tbody > tr > th { min-width: 13rem }
.refs ul { list-style: none; padding: 0; font-size: .875rem }
.refs a { display: block; width: fit-content; padding: .2rem 0; min-height: 28px }
summary { cursor: pointer; padding: .35rem 0; font-weight: 600; font-size: .9rem; min-height: 24px }
details dl { font-size: .875rem }

.filter { display: grid; grid-template-columns: repeat(auto-fit, minmax(10rem, 1fr)); gap: .75rem; background: var(--soft); padding: 1rem 1.25rem; margin: 1.5rem 0 }
.filter label { font-size: .8rem; color: var(--quiet) }
.filter input, .filter select { display: block; width: 100%; margin-top: .15rem; font: inherit; font-size: .95rem; color: var(--ink); background: var(--paper); border: 1px solid var(--quiet); padding: .35rem .5rem }
.filter .wide, .filter .actions, .filter p { grid-column: 1 / -1; margin: 0; max-width: none }
button { font: inherit; font-size: .9rem; color: var(--ink); background: var(--paper); border: 1px solid var(--quiet); padding: .35rem .9rem; cursor: pointer }
.tools { position: absolute; right: 1rem; top: 1rem }
footer { margin-top: 5rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: .85rem; color: var(--quiet) }

@media (max-width: 40rem) {
  dl > div { grid-template-columns: 1fr }
  .finding { padding-left: .9rem }
  .affected, .affected tbody, .affected tr, .affected th, .affected td { display: block; width: 100% }
  .affected thead { display: none }
  .affected tr { border-bottom: 1px solid var(--line); padding: .5rem 0 }
  .affected th, .affected td { border: 0; padding: .15rem 0 }
  .affected td:nth-child(4)::before { content: "wanted: "; color: var(--quiet) }
}
@media (forced-colors: active) {
  .bar rect:not(.p), .legend rect:not(.p) { fill: Canvas; stroke: CanvasText }
  .bar rect:is(.s-fail, .s-critical, .s-high), .legend rect:is(.s-fail, .s-critical, .s-high) { fill: CanvasText }
  .bar rect.s-none, .legend rect.s-none { stroke-dasharray: 2 }
  pattern path { stroke: CanvasText; stroke-opacity: 1 }
  #p-fail path, #p-critical path, #p-high path { stroke: Canvas }
  .tile, .finding, .verdict, .note { border-color: CanvasText }
}
`;
