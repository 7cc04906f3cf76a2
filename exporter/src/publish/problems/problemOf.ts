import { randomUUID } from 'node:crypto';
import { QuestionError } from '../CostQuestions.js';
import { Problem } from './Problem.js';

/** The problem that tells a client about an error. What nobody foresaw becomes a 500 that names only an id of the log. */
export function problemOf(error: unknown): { readonly problem: Problem; readonly bugId?: string } {
  if (error instanceof Problem) {
    return { problem: error };
  }
  if (error instanceof QuestionError) {
    return { problem: new Problem(400, error.message, { cause: error }) };
  }
  const status = clientErrorStatus(error);
  if (status !== undefined && error instanceof Error) {
    return { problem: new Problem(status, lowerFirst(error.message), { cause: error }) };
  }
  const bugId = randomUUID();
  const problem = new Problem(500, `something went wrong; the log tells more under id ${bugId}`, { cause: error });
  return { problem, bugId };
}

/** Express and its body readers mark what the client did wrong with a status. */
function clientErrorStatus(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('status' in error) || typeof error.status !== 'number') {
    return undefined;
  }
  return error.status >= 400 && error.status < 500 ? error.status : undefined;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
