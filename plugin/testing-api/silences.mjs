import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Refusal } from './alertRules.mjs';
import { checkSchema } from './checkSchema.mjs';

const SCHEMA = JSON.parse(readFileSync(`${import.meta.dirname}/schemas/silence.schema.json`, 'utf8'));

/** The schema of one kind of answer: `created`, `silences` or `ended`. */
export function silenceSchema(name) {
  if (!(name in SCHEMA.$defs)) throw new Error(`no schema for the answer ${name}`);
  return { $ref: `#/$defs/${name}`, $defs: SCHEMA.$defs };
}

/**
 * The silences of an organisation, as Grafana's Alertmanager keeps them: one that has ended stays for a while, and one
 * that is to begin in the past begins at once.
 */
export function createSilences(now = () => new Date()) {
  const silences = new Map();
  const stateOf = ({ startsAt, endsAt }) => {
    if (Date.parse(endsAt) <= now().getTime()) return 'expired';
    return Date.parse(startsAt) > now().getTime() ? 'pending' : 'active';
  };
  return {
    all: () => [...silences.values()].map((silence) => ({ ...silence, status: { state: stateOf(silence) } })),

    create(body) {
      const mistakes = checkSchema(SCHEMA, body);
      if (mistakes.length > 0) throw new Refusal(400, `silence failed validation: ${mistakes.join('; ')}`);
      const at = now().toISOString();
      const startsAt = Date.parse(body.startsAt) < Date.parse(at) ? at : body.startsAt;
      if (Date.parse(body.endsAt) <= Date.parse(at)) throw new Refusal(400, "end time can't be in the past");
      if (Date.parse(startsAt) >= Date.parse(body.endsAt)) throw new Refusal(400, 'start time must be before end time');
      if (body.matchers.every(({ value }) => value === '')) throw new Refusal(400, 'at least one matcher must match');
      const id = randomUUID();
      const matchers = body.matchers.map((matcher) => ({ isEqual: true, ...matcher }));
      silences.set(id, { ...body, id, matchers, startsAt, updatedAt: at });
      return { silenceID: id };
    },

    end(id) {
      const silence = silences.get(id);
      if (silence === undefined) throw new Refusal(404, 'silence not found');
      silences.set(id, { ...silence, endsAt: now().toISOString(), updatedAt: now().toISOString() });
      return { message: 'silence deleted' };
    },
  };
}

const ALL = /^\/api\/alertmanager\/grafana\/api\/v2\/silences$/;
const ONE = /^\/api\/alertmanager\/grafana\/api\/v2\/silence\/([^/]+)$/;

/** Routes of the fake: method, path, permission, answer. */
export const SILENCE_ROUTES = [
  ['GET', ALL, 'alert.instances:read', ({ silences }) => ({ status: 200, body: silences.all() })],
  ['POST', ALL, 'alert.instances:create', ({ silences }, { body }) => ({ status: 202, body: silences.create(body) })],
  [
    'DELETE',
    ONE,
    'alert.instances:write',
    ({ silences }, { parts: [id] }) => ({ status: 200, body: silences.end(id) }),
  ],
];
