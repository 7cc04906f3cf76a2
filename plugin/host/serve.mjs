// `node plugin/host/serve.mjs [EXPORTER_URL]`: the built plugin in a page, for a look without a Grafana.
import { startHost } from './startHost.mjs';

const { url } = await startHost({ exporterUrl: process.argv[2] ?? 'http://127.0.0.1:9464', port: 3977 });
console.log(`open ${url}/a/outlay-finops-app/overview or ${url}/plugins/outlay-finops-app`);
