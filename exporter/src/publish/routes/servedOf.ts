import { Problem } from '../problems/Problem.js';

/** What is served, or a 503 while there is nothing yet. */
export function servedOf<Served>(served: Served | undefined): Served {
  if (served === undefined) {
    throw new Problem(503, 'no bills have been read yet', {
      hint: 'ask again after the first refresh; /-/ready tells when',
      headers: { 'Retry-After': '5' },
    });
  }
  return served;
}
