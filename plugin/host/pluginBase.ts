export const ID = 'outlay-finops-app';

/** Where the built plugin is served. */
export const BASE = `/public/plugins/${ID}`;

export async function jsonOf(path: string): Promise<Record<string, unknown>> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return (await answer.json()) as Record<string, unknown>;
}
