import { join } from 'node:path';
import ts from 'typescript';

/** A value that is said to be of a type which a package exports. */
export interface Typed {
  readonly from: string;
  readonly type: string;
  readonly value: unknown;
}

/**
 * What the compiler says of each value under the type of a package. It refuses unknown keys, as `kubectl apply` does,
 * which the validators of the same packages let through.
 */
export function typeMistakes(values: readonly Typed[]): readonly (readonly string[])[] {
  const path = join(import.meta.dirname, 'manifests.ts'); // never written; packages are looked up from here
  const lines = values.map(
    ({ from, type, value }, index) =>
      `export const value${index}: import(${JSON.stringify(from)}).${type} = ${JSON.stringify(value)};`,
  );
  const options: ts.CompilerOptions = {
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const readSource = host.getSourceFile.bind(host);
  const readsFile = host.fileExists.bind(host);
  host.fileExists = (name) => name === path || readsFile(name);
  host.getSourceFile = (name, version, ...rest) =>
    name === path ? ts.createSourceFile(name, lines.join('\n'), version, true) : readSource(name, version, ...rest);
  const program = ts.createProgram([path], options, host);
  const mistakes = ts.getPreEmitDiagnostics(program).map(({ file, start = 0, messageText }) => ({
    line: file?.fileName === path ? file.getLineAndCharacterOfPosition(start).line : 0,
    text: ts.flattenDiagnosticMessageText(messageText, ' ').replace(/\s+/g, ' '),
  }));
  return values.map((_, index) => mistakes.filter(({ line }) => line === index).map(({ text }) => text));
}
