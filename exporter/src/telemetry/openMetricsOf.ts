/**
 * OpenMetrics of what prom-client printed as text. Its own OpenMetrics mode renames counters for good,
 * so that the text it prints afterwards lacks their `_total`.
 */
export function openMetricsOf(text: string): string {
  const families = text.trimEnd().split(/\n(?=# HELP )/);
  return [...families.map(renameCounter), '# EOF\n'].join('\n');
}

/** A counter's family is named without `_total`; its samples keep it. */
function renameCounter(family: string): string {
  const lines = family.trimEnd();
  return /^# TYPE \S+_total counter$/m.test(lines) ? lines.replace(/^(# (?:HELP|TYPE) \S+)_total /gm, '$1 ') : lines;
}
