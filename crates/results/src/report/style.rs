//! How a report looks: on paper first. Black and white prints whole; nothing is told by colour alone.

/// The styles of a report.
pub(super) const CSS: &str = "\
:root { color-scheme: light; --ink: #23201b; --soft: #5f594f; --line: #cfc9bd; --hit: #f5e3b3; --hit2: #b0820f; --seal: #a5281b; }
* { box-sizing: border-box; }
html { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { margin: 0 auto; padding: 2rem 1.25rem; max-width: 46rem; color: var(--ink); background: #fff;
  font: 15px/1.8 'Hiragino Kaku Gothic ProN', 'Yu Gothic', 'Noto Sans JP', 'Noto Sans CJK JP', sans-serif;
  line-break: strict; overflow-wrap: anywhere; }
h1, h4, li, mark { font-family: 'Hiragino Mincho ProN', 'Yu Mincho', 'Noto Serif JP', 'Noto Serif CJK JP', serif; }
h1 { font-size: 1.7rem; line-height: 1.4; margin: .3rem 0 .6rem; }
h2 { font-size: 1.1rem; margin: 2rem 0 .6rem; padding-bottom: .2rem; border-bottom: 2px solid var(--ink); }
h2 span { display: inline-block; min-width: 1.4em; }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
h4 { font-size: 1rem; margin: 0; flex: 1; }
p { margin: .4rem 0; }
.kind, .about, .lead, small { color: var(--soft); font-size: .82rem; }
.kind, .about { margin: 0; }
small { font-size: .8em; }
table { width: 100%; border-collapse: collapse; margin: .4rem 0; font-size: .9rem; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); }
thead th { border-bottom: 1px solid var(--ink); font-weight: 600; white-space: nowrap; }
.list td:first-child { width: 2.4em; white-space: nowrap; }
.list td:nth-child(2) { width: 28%; }
.points th { width: 3.2em; font-size: 1.3rem; line-height: 1.3; }
.facts th { width: 9em; font-weight: 600; }
ul { list-style: none; margin: .3rem 0; padding: 0; }
li { margin: .35rem 0; padding-left: .8em; border-left: 2px solid var(--line); }
mark { background: var(--hit); color: inherit; font-weight: 700; border-bottom: 2px solid var(--hit2); }
.sign { display: inline-block; min-width: 1.5em; padding: 0 .2em; border: 1px solid var(--ink); border-radius: 2px;
  text-align: center; font-size: .8em; line-height: 1.5; }
article { margin: .9rem 0; padding: .5rem 0; border-top: 1px solid var(--line); }
.head { display: flex; gap: .8rem; align-items: flex-start; }
.badge, .seal { flex: none; max-width: 40%; padding: .05rem .5rem; font-size: .8rem; font-weight: 600; border-radius: 3px; border: 1px solid var(--ink); }
.seal { border: 2px solid var(--seal); color: var(--seal); font-size: .95rem; }
.machine { border-style: dashed; }
.badge.person { background: var(--ink); color: #fff; }
.seal.person { background: var(--seal); color: #fff; }
figure { margin: 1rem 0; }
figure svg { width: 100%; height: auto; }
figcaption { font-size: .85rem; }
a { color: inherit; }
.seals { display: flex; justify-content: flex-end; gap: 1.5rem; margin-top: 2rem; }
.seals div { width: 6rem; height: 6rem; border: 1px solid var(--ink); padding: .2rem .4rem; font-size: .75rem; color: var(--soft); }
@media (max-width: 32rem) { .head { flex-wrap: wrap; } .badge, .seal { max-width: 100%; } .list td:nth-child(2) { width: auto; } }
@page { size: A4; margin: 17mm 16mm 19mm; @bottom-right { content: counter(page) ' / ' counter(pages); font-size: 8pt; } }
@media print {
  body { max-width: none; padding: 0; font-size: 9.5pt; line-height: 1.65; }
  h1 { font-size: 17pt; }
  h2, h3, h4, .head, .lead { break-after: avoid; }
  tr, li, figure svg, .seals { break-inside: avoid; }
  article { break-inside: avoid-page; }
  thead { display: table-header-group; }
  p, li { orphans: 2; widows: 2; }
  a { text-decoration: none; }
}
";
