import { parseDocument } from 'yaml';
import { ConfigError } from './ConfigError.js';

/** The content of one YAML document; null when it is empty. Throws ConfigError with every mistake of its syntax. */
export function parseYaml(text: string, file: string): unknown {
  const document = parseDocument(text, { prettyErrors: true, uniqueKeys: true });
  if (document.errors.length > 0) throw new ConfigError(document.errors.map((error) => `${file}: ${wording(error)}`));
  try {
    return document.toJS() as unknown;
  } catch (error) {
    throw new ConfigError([`${file}: (top level): ${aliasWording(error)}; write the values out`]);
  }
}

function aliasWording(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const unknown = /^Unresolved alias .*: (.*)$/.exec(message)?.[1];
  return unknown === undefined ? 'its aliases stand for far too many values' : `no anchor is called "${unknown}"`;
}

interface SyntaxMistake {
  readonly code: string;
  readonly message: string;
  readonly linePos?: readonly [{ readonly line: number; readonly col: number }, ...unknown[]] | undefined;
}

const MEANINGS: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'this key stands twice in one place; keep one',
  TAB_AS_INDENT: 'indent with spaces, not with tabs',
  MULTIPLE_DOCS: 'a second document begins here; write everything in one',
};

function wording({ code, message, linePos }: SyntaxMistake): string {
  const at = linePos === undefined ? '' : `line ${linePos[0].line}, column ${linePos[0].col}: `;
  const plain = (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
  return `${at}${MEANINGS[code] ?? lowerFirst(plain)}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
