/** The stylesheet of every page. Its digest stands in the Content-Security-Policy. */
export const STYLES = `
:root {
  color-scheme: light dark;
  --page: #f6f5f2; --card: #ffffff; --ink: #1b1e23; --soft: #5d636d; --line: #e6e3dc; --track: #eeece7;
  --accent: #3460c9; --was: #1b1e23; --link: #2a53b5;
  --good: #17703f; --good-fill: #e3f3e9; --warn: #8a5a00; --warn-fill: #fcf1d9; --bad: #b3261e; --bad-fill: #fce9e7;
  --warn-bar: #c98a12; --calm: #34568f; --calm-fill: #e8eefa;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #101216; --card: #181b21; --ink: #eceae6; --soft: #a0a6b1; --line: #2a2e37; --track: #262a32;
    --accent: #6f97f5; --was: #f4f2ee; --link: #94b4ff;
    --good: #5fcb8f; --good-fill: #16301f; --warn: #e6b450; --warn-fill: #2b2413; --bad: #ff8f85; --bad-fill: #301a19;
    --warn-bar: #e6b450; --calm: #9db9f2; --calm-fill: #1c2740;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
  font-variant-numeric: tabular-nums; -webkit-text-size-adjust: 100%; overflow-wrap: anywhere;
}
.top, main, footer { max-width: 1120px; margin: 0 auto; padding: 0 32px; }
.top { display: flex; align-items: center; justify-content: space-between; gap: 16px; padding-top: 28px; padding-bottom: 24px; }
main { display: grid; gap: 20px; }
footer { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 4px 24px; padding-top: 28px; padding-bottom: 48px; color: var(--soft); font-size: 13px; }
footer p { margin: 0; }
a { color: var(--link); text-underline-offset: 2px; text-decoration-thickness: 1px; }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 3px; border-radius: 3px; }
h1, h2 { margin: 0; font-weight: 600; line-height: 1.3; letter-spacing: -0.005em; text-wrap: balance; }
h2 { font-size: 16px; }
small { font-size: 13px; color: var(--soft); }
time { white-space: nowrap; }
code, pre { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
pre { margin: 12px 0 0; padding: 12px 14px; background: var(--track); border-radius: 8px; white-space: pre-wrap; }
.quiet { color: var(--soft); margin: 0; }
.bad { color: var(--bad); }
.brand { display: inline-flex; align-items: center; gap: 9px; color: var(--ink); font-size: 17px; font-weight: 650; letter-spacing: -0.01em; text-decoration: none; }
.brand rect { fill: var(--accent); }
.badge { display: inline-flex; align-items: center; gap: 8px; margin: 0; padding: 4px 12px 4px 10px; border-radius: 99px; font-size: 13px; font-weight: 550; }
.badge::before, .health::before { content: ""; flex: none; width: 8px; height: 8px; border-radius: 50%; background: currentColor; }
.badge.good { color: var(--good); background: var(--good-fill); }
.badge.warn { color: var(--warn); background: var(--warn-fill); }
.badge.bad { color: var(--bad); background: var(--bad-fill); }
.badge.calm { color: var(--calm); background: var(--calm-fill); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 14px; padding: 24px 28px; min-width: 0; }
.card > h2 { margin-bottom: 16px; }

.notice { border-radius: 14px; padding: 16px 28px; border: 1px solid transparent; }
.notice h2 { margin-bottom: 2px; font-size: 15px; }
.notice.bad { background: var(--bad-fill); border-color: color-mix(in srgb, var(--bad) 25%, transparent); }
.notice.warn { background: var(--warn-fill); border-color: color-mix(in srgb, var(--warn) 25%, transparent); }
.notice.calm { background: var(--calm-fill); border-color: color-mix(in srgb, var(--calm) 25%, transparent); }
.notice.calm h2 { color: var(--calm); }
.notice.bad h2 { color: var(--bad); }
.notice.warn h2 { color: var(--warn); }
.notice pre { background: color-mix(in srgb, var(--card) 65%, transparent); }

.hero { display: grid; grid-template-columns: minmax(0, 1.25fr) minmax(0, 1fr); gap: 32px 48px; align-items: center; padding: 32px 28px; }
.hero h1 { font-size: 15px; font-weight: 500; color: var(--soft); }
.figure { margin: 2px 0 8px; font-size: clamp(40px, 6.4vw, 68px); line-height: 1.1; font-weight: 620; letter-spacing: -0.035em; }
.decimals { color: var(--soft); font-weight: 450; font-size: 0.6em; letter-spacing: -0.02em; }
.change { margin: 0; color: var(--soft); text-wrap: pretty; }
.chip { display: inline-block; margin-right: 4px; padding: 0 8px; border-radius: 6px; background: var(--track); color: var(--ink); font-weight: 600; }
.facts { display: grid; grid-template-columns: 1fr 1fr; gap: 18px 28px; margin: 0; padding-left: 40px; border-left: 1px solid var(--line); }
.facts dt { font-size: 13px; color: var(--soft); }
.facts dd { margin: 0; font-weight: 550; }
.facts small { display: block; font-weight: 400; }

.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 20px; }
.pair .card { display: flex; flex-direction: column; }
.bars { list-style: none; margin: 0; padding: 0; display: grid; gap: 14px; }
.bars li { display: grid; grid-template-columns: minmax(0, 1fr) auto 76px; gap: 3px 12px; align-items: baseline; }
.bars .name { font-weight: 500; }
.bars .name small { font-weight: 400; }
.bars .amount, .bars .delta { text-align: right; white-space: nowrap; }
.bars .delta { color: var(--soft); font-size: 13px; }
.bar { grid-column: 1 / -1; display: block; width: 100%; height: 8px; overflow: visible; }
.track { fill: var(--track); }
.fill { fill: var(--accent); }
.fill.credit { fill: var(--good); }
.was { fill: var(--was); opacity: 0.75; }
.legend { display: flex; align-items: center; gap: 8px; margin: auto 0 0; padding-top: 18px; color: var(--soft); font-size: 13px; }
.legend svg { flex: none; }

.budgets, .signals { list-style: none; margin: 0; padding: 0; }
.budgets > li, .signals > li { display: grid; padding: 14px 0; border-top: 1px solid var(--line); }
.budgets > li:first-child, .signals > li:first-child { padding-top: 0; border-top: 0; }
.signals > li:last-child { padding-bottom: 0; }
.budgets > li { grid-template-columns: minmax(0, 1fr) minmax(0, 1.3fr) 216px 176px; gap: 4px 24px; align-items: baseline; }
.budgets .bar { grid-column: auto; }
.budgets small { display: block; }
.budgets .name, .signals .name { font-weight: 550; }
.signals .name small { display: block; font-weight: 400; }
.name small { font-weight: 400; }
.spent, .left, .impact { text-align: right; }
.spent { white-space: nowrap; }
.left { font-weight: 550; }
.left small { font-weight: 400; }
.left.quiet { font-weight: 400; color: var(--soft); }
.left.bad { color: var(--bad); }
.fill.bad { fill: var(--bad); }
.fill.warn { fill: var(--warn-bar); }
.budgets .remarks, .signals .remarks { grid-column: 1 / -1; margin-top: 4px; gap: 4px; }
.budgets .remarks { padding: 0; background: none; }
.budgets .remarks li { grid-template-columns: 108px minmax(0, 1fr); }
.budgets .label { white-space: nowrap; }
.budgets .label::before { content: ""; display: inline-block; width: 8px; height: 8px; margin-right: 8px; border-radius: 50%; background: currentColor; }
.budgets + .remarks, .more + .remarks { margin-top: 6px; }
.more { margin-top: 6px; font-size: 13px; }
.signals > li { grid-template-columns: minmax(0, 1fr) auto; gap: 1px 20px; align-items: baseline; }
.impact small { display: block; }
.signals .reason, .signals .state { grid-column: 1 / -1; }
.state .health { margin-right: 8px; white-space: normal; }
.health.open, .health.burning { color: var(--warn); }
.health.acknowledged { color: var(--calm); }
.health.met { color: var(--good); }
.health.breached { color: var(--bad); }
.health.unknown { color: var(--soft); }
.aside { margin: 0; padding: 0 29px; color: var(--soft); }

table { width: 100%; border-collapse: collapse; }
th, td { padding: 11px 12px; text-align: left; vertical-align: baseline; font-weight: 400; }
th:first-child, td:first-child { padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
thead th { padding-top: 0; padding-bottom: 8px; font-size: 13px; color: var(--soft); white-space: nowrap; }
tbody th { font-weight: 550; }
tbody tr:not(.below) > * { border-top: 1px solid var(--line); }
.number { text-align: right; white-space: nowrap; }
td.text small { display: block; }
.health { display: inline-flex; align-items: center; gap: 8px; white-space: nowrap; }
.health.healthy { color: var(--good); }
.health.late { color: var(--warn); }
.health.failing { color: var(--bad); }
.health.empty { color: var(--soft); }
.below td { padding-top: 0; padding-bottom: 14px; }
.remarks { list-style: none; margin: 0; padding: 12px 14px; display: grid; gap: 8px; background: var(--page); border-radius: 10px; font-size: 14px; }
.remarks li { display: grid; grid-template-columns: 92px minmax(0, 1fr); gap: 12px; align-items: baseline; }
.remarks li:not(:has(.label)) { display: block; color: var(--soft); }
.label { font-size: 13px; font-weight: 600; }
.label.bad { color: var(--bad); }
.label.warn { color: var(--warn); }
.label.calm { color: var(--calm); }

.links { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: 1fr 1fr; gap: 14px 40px; }
.links a { font-weight: 550; }
.links small { display: block; }
.links + .quiet { margin-top: 18px; font-size: 13px; }

.prose h1 { font-size: 26px; letter-spacing: -0.015em; }
.prose h2 { margin-top: 36px; padding-top: 24px; border-top: 1px solid var(--line); font-size: 20px; }
.prose h3 { margin: 22px 0 0; font-size: 15px; font-weight: 600; }
.prose p, .prose ul, .prose ol { max-width: 76ch; margin: 8px 0 0; }
.prose ul, .prose ol { padding-left: 22px; }
.prose li { margin-top: 4px; }

.lone { padding: 8vh 0 6vh; max-width: 640px; }
.lone h1 { font-size: 34px; letter-spacing: -0.02em; margin-bottom: 12px; }
.lone p { margin: 0 0 10px; text-wrap: pretty; }
.lone pre { margin: 0 0 14px; }
.eyebrow { color: var(--soft); font-weight: 600; }
.detail { font-size: 17px; }
.hint { color: var(--soft); }

@media (min-width: 761px) {
  tbody:last-child tr:last-child > * { padding-bottom: 0; }
}
@media (max-width: 900px) {
  .budgets > li { grid-template-columns: minmax(0, 1fr) auto; gap: 4px 16px; }
  .budgets .name { order: -2; }
  .left { order: -1; max-width: 50vw; }
  .budgets .bar, .budgets .spent { grid-column: 1 / -1; }
  .budgets .bar { margin: 6px 0 2px; }
  .spent { text-align: left; white-space: normal; }
  .budgets .spent small { display: inline; }
  .hero, .pair { grid-template-columns: minmax(0, 1fr); }
  .facts { padding: 24px 0 0; border-left: 0; border-top: 1px solid var(--line); }
}
@media (max-width: 760px) {
  .top, main, footer { padding-left: 16px; padding-right: 16px; }
  .top { padding-top: 18px; padding-bottom: 16px; }
  main, .pair { gap: 14px; }
  .card { padding: 20px 18px; }
  .notice { padding: 14px 18px; }
  .aside { padding: 0 19px; }
  .budgets .spent small { display: block; }
  .links { grid-template-columns: minmax(0, 1fr); }
  table, tbody, tr, th, td { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tbody tr { padding: 14px 0; border-top: 1px solid var(--line); }
  tbody tr:not(.below) > * { border-top: 0; }
  tbody tr.below { padding-top: 0; border-top: 0; }
  thead + tbody tr:first-child { border-top: 0; padding-top: 0; }
  tbody:last-child tr:last-child { padding-bottom: 0; }
  tbody th, tbody td { padding: 3px 0; text-align: right; }
  tbody th { text-align: left; font-size: 16px; }
  td[data-label] { display: flex; justify-content: space-between; gap: 16px; align-items: baseline; }
  td[data-label]::before { content: attr(data-label); flex: none; color: var(--soft); font-size: 13px; }
  td.text small { display: inline; margin-left: 6px; }
  tbody .below td { text-align: left; padding: 0; }
  .remarks li, .budgets .remarks li { grid-template-columns: minmax(0, 1fr); gap: 0; }
}
@media (max-width: 420px) {
  .facts { gap: 16px 12px; }
  .facts small { font-size: 12px; }
  .facts time { white-space: normal; }
}
`;
