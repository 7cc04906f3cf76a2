import { placeOf } from './placeOf.js';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Is told of each mistake: the place where it stands, and what to write. */
export type Report = (place: string, message: string) => void;

/** Puts `${NAME}` of the environment into texts. A secret may be written in no other way. */
export function substituteEnvironment(
  value: unknown,
  environment: Environment,
  report: Report,
  path: readonly (string | number)[] = [],
): unknown {
  if (Array.isArray(value)) {
    return value.map((item, index) => substituteEnvironment(item, environment, report, [...path, index]));
  }
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        substituteEnvironment(item, environment, report, [...path, key]),
      ]),
    );
  }
  if (typeof value !== 'string') return value;
  if (path.at(-1) === 'token' && !/^\$\{[A-Za-z_]\w*\}$/.test(value)) {
    report(
      placeOf(path),
      'a secret may not stand in the file; write ${NAME} of an environment variable, or use token_file',
    );
    return value;
  }
  return value.replace(/\$\{([A-Za-z_]\w*)\}/g, (whole, name: string) => {
    const found = environment[name];
    if (found === undefined) {
      report(placeOf(path), `the environment variable ${name} is not set; set it for the process that starts outlay`);
    }
    return found ?? whole;
  });
}
