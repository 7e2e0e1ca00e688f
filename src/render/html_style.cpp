#include "render/html_style.hpp"

namespace recourse::render {

std::string_view html_style()
{
    return R"css(
:root {
  color-scheme: light dark;
  --paper: #fdfcf9; --card: #f5f3ec; --text: #1f2530; --muted: #5c6470; --rule: #e2ded4; --grid: #e6e3da;
  --good: #1c6b45; --caution: #85570a; --stop: #a8231c; --link: #2b4a94;
  --assurance: #1c7468; --legal: #3d55a6; --other: #85683a; --together: #b35c13; --band: #f7ecdd;
}
@media (prefers-color-scheme: dark) { :root {
  --paper: #15181d; --card: #1d2128; --text: #e7e4dc; --muted: #a1a7b1; --rule: #333942; --grid: #2b3038;
  --good: #6fcf9f; --caution: #e3b25f; --stop: #ff8f83; --link: #9db6f5;
  --assurance: #5cc5b5; --legal: #93a9f2; --other: #cdac73; --together: #f0a35e; --band: #2e261d;
} }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body {
  margin: 0; background: var(--paper); color: var(--text);
  font: 16px/1.6 "Noto Sans", system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif;
}
:lang(zh) body, body:lang(zh) { font-family: "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "Noto Sans", system-ui, sans-serif; line-height: 1.75; }
main, header.top, footer { max-width: 54rem; margin: 0 auto; padding: 0 1.5rem; }
header.top { padding-top: 2.5rem; }
.brand { margin: 0; font-size: .8125rem; letter-spacing: .08em; color: var(--muted); }
h1, h2 { font-family: "Noto Serif", Georgia, "Times New Roman", "Noto Serif CJK SC", "Songti SC", SimSun, serif; font-weight: 600; text-wrap: balance; }
:lang(zh) h1, :lang(zh) h2 { font-family: "Noto Serif CJK SC", "Songti SC", SimSun, "Noto Serif", serif; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: .35rem 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.375rem; line-height: 1.3; margin: 3rem 0 1rem; padding-top: .9rem; border-top: 1px solid var(--rule); }
h3 { font-size: 1.0625rem; margin: 1.75rem 0 .6rem; display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; justify-content: space-between; }
h4 { font-size: 1rem; margin: 0; }
p { margin: .5rem 0; }
p, li, dd, td, th { overflow-wrap: anywhere; }
.asof { color: var(--muted); font-size: .875rem; margin: 0; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.muted { color: var(--muted); } .good { color: var(--good); } .caution { color: var(--caution); } .stop { color: var(--stop); }
strong { font-weight: 600; }
code { font: .875em/1.4 ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono", monospace; color: inherit; }
.tag { font-size: .875rem; font-weight: 500; }
.answer { margin: 1.5rem 0 0; background: var(--card); border: 1px solid var(--rule); border-left: 5px solid var(--muted); border-radius: 8px; padding: .4rem 1.5rem; }
.answer.covered { border-left-color: var(--good); } .answer.partly, .answer.undecided { border-left-color: var(--caution); } .answer.not_covered { border-left-color: var(--stop); }
.answer dl { margin: 0; }
.answer dl > div { display: grid; grid-template-columns: 7.5rem 1fr; gap: .25rem 1rem; padding: .85rem 0; }
.answer dl > div + div { border-top: 1px solid var(--rule); }
.answer dt { color: var(--muted); padding-top: .1rem; }
.answer dd { margin: 0; font-size: 1.0625rem; }
.answer dd > p { margin: 0 0 .3rem; } .answer dd > p:first-child { font-weight: 600; } .answer ol { margin: 0; padding-left: 1.35rem; }
.answer li { padding-left: .2rem; margin: .15rem 0; }
.answer .halt { margin: .6rem 0 0; color: var(--stop); font-weight: 600; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.1rem; padding: 0; margin: 1.25rem 0 0; font-size: .9375rem; }
nav a { text-decoration: none; } nav a:hover { text-decoration: underline; }
table { width: 100%; border-collapse: collapse; margin: .75rem 0; font-size: .9375rem; line-height: 1.5; }
th, td { text-align: left; vertical-align: top; padding: .55rem .9rem .55rem 0; border-bottom: 1px solid var(--rule); }
th:last-child, td:last-child { padding-right: 0; }
thead th { color: var(--muted); font-weight: 500; font-size: .875rem; border-bottom-color: var(--muted); vertical-align: bottom; }
tbody th { font-weight: 600; }
.right { text-align: right; font-variant-numeric: tabular-nums; }
td p, tbody th p { margin: 0; } td p + p { margin-top: .2rem; }
td p.muted, tbody th p.muted { font-size: .875rem; font-weight: 400; }
.a { white-space: nowrap; }
.nowrap { white-space: nowrap; font-variant-numeric: tabular-nums; }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.25rem; margin: .5rem 0; font-size: .9375rem; }
dl.facts dt { color: var(--muted); } dl.facts dd { margin: 0; }
.entry { border: 1px solid var(--rule); border-radius: 8px; padding: .9rem 1.15rem; margin: .75rem 0; }
.entry header { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .1rem 1rem; align-items: baseline; }
.entry p { margin: .3rem 0 0; font-size: .9375rem; }
ol.entries { padding-left: 1.5rem; } ol.entries > li { margin: .8rem 0; } ol.entries p { margin: .1rem 0; font-size: .9375rem; } ol.entries p.ask { font-size: 1rem; }
figure { margin: 1rem 0 1.5rem; } figcaption { font-weight: 600; font-size: 1.0625rem; margin-bottom: .5rem; }
svg { display: block; width: 100%; height: auto; font-family: inherit; } svg.narrow, .narrow { display: none; }
.f { fill: currentColor; } .halo { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; } .s { stroke: currentColor; fill: none; } .h { stroke: currentColor; stroke-width: 1.5; fill: var(--paper); }
.i-text { color: var(--text); } .i-muted { color: var(--muted); } .i-grid { color: var(--grid); } .i-band { color: var(--band); } .i-paper { color: var(--paper); }
.i-assurance { color: var(--assurance); } .i-legal { color: var(--legal); } .i-other { color: var(--other); } .i-together { color: var(--together); } .i-danger { color: var(--stop); }
details { margin: .75rem 0; font-size: .9375rem; } summary { cursor: pointer; color: var(--muted); } details ol { padding-left: 1.5rem; } details li { margin: .2rem 0; }
.sources { padding-left: 1.75rem; font-size: .9375rem; } .sources li { margin: .45rem 0; } .sources li:target { background: var(--band); }
.sources a { overflow-wrap: anywhere; }
a.note { text-decoration: none; font-size: .8125em; vertical-align: .15em; } a.note:hover { text-decoration: underline; }
footer { padding-top: 2rem; padding-bottom: 3rem; } footer p { border-top: 1px solid var(--rule); padding-top: 1rem; color: var(--muted); }
.skip { position: absolute; left: -100vw; } .skip:focus { left: 1rem; top: 1rem; background: var(--card); padding: .5rem 1rem; }
@media (max-width: 40rem) {
  main, header.top, footer { padding-left: 1.1rem; padding-right: 1.1rem; }
  header.top { padding-top: 1.5rem; } h1 { font-size: 1.4375rem; }
  .answer { padding: .2rem 1.1rem; } .answer dl > div { grid-template-columns: 1fr; }
  dl.facts { grid-template-columns: minmax(5.5rem, max-content) 1fr; gap: .1rem .9rem; } dl.facts dt { max-width: 7.5rem; }
  .wide { display: none; } .narrow { display: block; }
  table.stack, .stack tbody, .stack tr, .stack td, .stack tbody th { display: block; }
  .stack thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .stack tr { padding: .65rem 0; border-bottom: 1px solid var(--rule); }
  .stack td, .stack tbody th { border: 0; padding: .1rem 0; text-align: left; }
  .stack td[data-name]::before { content: attr(data-name); display: block; color: var(--muted); font-size: .8125rem; margin-top: .25rem; }
  .stack td.right[data-name], .stack td.nowrap[data-name] { display: flex; justify-content: space-between; gap: 1rem; }
  .stack td.right[data-name]::before, .stack td.nowrap[data-name]::before { margin-top: 0; font-size: .875rem; }
  .stack td:empty { display: none; }
}
@page { size: A4; margin: 18mm 17mm; }
@media print {
  :root {
    color-scheme: light;
    --paper: #fff; --card: #fff; --text: #000; --muted: #4a4f57; --rule: #c9c5bb; --grid: #e0ddd5;
    --good: #14532f; --caution: #6b4508; --stop: #8c1a14; --link: #000;
    --assurance: #1c7468; --legal: #3d55a6; --other: #85683a; --together: #b35c13; --band: #f7ecdd;
  }
  html { font-size: 9.5pt; } body { font-size: 1rem; line-height: 1.45; } main, header.top, footer { max-width: none; padding: 0; }
  nav, .skip, details, .narrow { display: none; } .wide { display: block; }
  h1 { font-size: 17pt; } h2 { font-size: 13.5pt; margin-top: 1.6rem; } h2, h3, h4, thead, figcaption { break-after: avoid; }
  tr, .entry, .answer, figure, li { break-inside: avoid; } thead { display: table-header-group; }
  p, li { orphans: 3; widows: 3; } a { text-decoration: none; } svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .answer { border-left-width: 3pt; }
}
)css";
}

} // namespace recourse::render
