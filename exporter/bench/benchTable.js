const COLUMNS = ['figure', 'value', 'limit', 'holds', 'wall', 'CPU', 'peak RSS', 'baseline wall', 'CPU', 'peak RSS'];

/** Figures as a Markdown table. */
export function benchTable(figures) {
  const rows = [COLUMNS, ...figures.map(cells)];
  const widths = COLUMNS.map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const [head, ...body] = rows.map(
    (row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`,
  );
  return [head, `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...body].join('\n');
}

function cells({ figure, value, unit, limit, holds, of, baseline }) {
  return [figure, `${value}${unit}`, limit, holds ? 'yes' : 'NO', ...costs(of), ...costs(baseline)];
}

function costs(measured) {
  const { seconds, cpuSeconds, peakMegabytes } = measured ?? {};
  return [text(seconds, ' s'), text(cpuSeconds, ' s'), text(peakMegabytes, ' MB')];
}

function text(value, unit) {
  if (value === undefined) return '';
  return `${value >= 100 ? value.toFixed(0) : value.toPrecision(3)}${unit}`;
}
