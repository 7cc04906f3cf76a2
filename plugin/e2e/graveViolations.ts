import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** What keeps somebody from reading or using a part of a page, as far as axe can tell. */
export async function graveViolations(page: Page, part = 'html'): Promise<string[]> {
  await page.evaluate(axe);
  const violations = await page.evaluate<Violation[]>(
    `axe.run(${JSON.stringify(part)}).then(({ violations }) => violations)`,
  );
  return violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(told);
}

function told({ id, impact, nodes }: Violation): string {
  return `${impact} ${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join('\n')}`;
}
