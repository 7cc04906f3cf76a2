/** A Markdown table; `|` and line ends in cells are escaped, so any text may stand in one. */
export function table(headers, rows) {
  const lines = [headers, headers.map(() => '---'), ...rows.map((row) => row.map(cell))];
  return lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');
}
