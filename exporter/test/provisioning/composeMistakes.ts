import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** What Compose's own schema does not say: names that must exist, and habits of this stack. Empty when all is well. */
export function composeMistakes(file: ComposeFile, root: string): readonly string[] {
  return Object.entries(file.services).flatMap(([name, service]) =>
    [
      ...nameMistakes(service, file, root),
      ...exposures(service),
      ...secretsIn(service).map((variable) => `${variable} stands in the file`),
    ].map((mistake) => `${name}: ${mistake}`),
  );
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes?: Readonly<Record<string, unknown>>;
}

interface Service {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly depends_on?: Readonly<Record<string, unknown>>;
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly read_only?: boolean;
}

/** The value of each variable as it is where nobody sets any. */
export function withDefaults(text: string): string {
  return text.replace(/\$\{\w+:-([^}]*)\}/g, '$1');
}

function nameMistakes(service: Service, { services, volumes = {} }: ComposeFile, root: string): readonly string[] {
  const { depends_on: others = {}, build, image = '', volumes: mounts = [] } = service;
  return [
    ...Object.keys(others)
      .filter((other) => !(other in services))
      .map((other) => `there is no service ${other}`),
    ...mounts.flatMap((volume) => volumeMistakes(volume, Object.keys(volumes), root)),
    ...(/^[^:]+:(?!latest$)[\w.-]+$/.test(image) ? [] : ['its image has no version']),
    ...(build === undefined || existsSync(join(root, build.context, build.dockerfile))
      ? []
      : [`there is no ${build.dockerfile}`]),
  ];
}

function volumeMistakes(volume: string, volumes: readonly string[], root: string): readonly string[] {
  const source = withDefaults(volume).split(':')[0] ?? '';
  if (!source.startsWith('.')) return volumes.includes(source) ? [] : [`there is no volume ${source}`];
  if (!existsSync(join(root, source))) return [`there is no ${source}`];
  return volume.endsWith(':ro') ? [] : [`${source} may be written`];
}

function exposures({ ports = [], cap_drop: dropped = [], security_opt: options = [] }: Service): readonly string[] {
  return [
    ...ports
      .filter((port) => !/^127\.0\.0\.1:\d+:\d+$/.test(port))
      .map((port) => `port ${port} is open to others than this machine`),
    ...(dropped.includes('ALL') ? [] : ['keeps capabilities']),
    ...(options.includes('no-new-privileges:true') ? [] : ['may gain privileges']),
  ];
}

/** Variables of secrets whose value is neither chosen at the start, without a default, nor a file of a volume. */
function secretsIn({ environment = {} }: Service): readonly string[] {
  return Object.entries(environment)
    .filter(
      ([variable, value]) => /PASSWORD|TOKEN|SECRET|_KEY/.test(variable) && !/^(\$\{\w+:-\}|\/run\/.*)$/.test(value),
    )
    .map(([variable]) => variable);
}
