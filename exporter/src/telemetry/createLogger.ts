import { destination, pino, stdTimeFunctions } from 'pino';
import type { DestinationStream, LevelWithSilent, Logger } from 'pino';

interface LoggerOptions {
  readonly level: LevelWithSilent;
  /** Where the lines go; standard error unless a test reads them. */
  readonly to?: DestinationStream;
}

const STANDARD_ERROR = 2;
const REMOVED = '[removed]';
const SECRET_FIELDS = ['authorization', 'token', 'tokens', 'password', 'secret'];
/** Redaction knows fields by their path, so each stands at the top and up to three objects deep. */
const DEPTHS = ['', '*.', '*.*.', '*.*.*.'];
const BEARER = /\b(Bearer +)[^\s"\\]+/gi;

/** A logger of JSON lines with the time in RFC 3339. Fields that hold secrets, and bearer tokens in any text, are removed. */
export function createLogger({ level, to = destination({ fd: STANDARD_ERROR, sync: true }) }: LoggerOptions): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: DEPTHS.flatMap((depth) => SECRET_FIELDS.map((field) => depth + field)), censor: REMOVED },
      hooks: { streamWrite: (line) => line.replace(BEARER, `$1${REMOVED}`) },
    },
    to,
  );
}
