import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { defineConfig } from 'vite';

const require = createRequire(import.meta.url);

/** The folder of a package as another file would find it, also where its package.json is not exported. */
function packageOf(name, from = import.meta.url) {
  let folder = dirname(createRequire(from).resolve(name));
  while (basename(folder) !== basename(name)) folder = dirname(folder);
  return folder;
}

const ui = require.resolve('@grafana/ui');

export default defineConfig({
  root: import.meta.dirname,
  logLevel: 'warn',
  define: {
    'process.env.NODE_ENV': '"production"',
    'process.env': '{}',
    'define.amd': 'false', // or lodash registers itself with SystemJS instead of being imported
    global: 'globalThis',
  },
  resolve: {
    dedupe: ['react', 'react-dom'],
    alias: [
      { find: /^react-router-dom-v5-compat$/, replacement: packageOf('react-router-dom-v5-compat', ui) },
      { find: /^react-router-dom-v5$/, replacement: packageOf('react-router-dom', ui) },
      // Setters that the package does not export; the same module as the one that it does.
      { find: /^@outlay\/runtime-internals\//, replacement: `${join(packageOf('@grafana/runtime'), 'dist/esm')}/` },
    ],
  },
  build: { outDir: '../dist-host', emptyOutDir: true, chunkSizeWarningLimit: 20_000 },
});
