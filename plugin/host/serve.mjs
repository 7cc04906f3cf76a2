// `node plugin/host/serve.mjs [EXPORTER_URL [PROMETHEUS_URL]]`: the built plugin in a page, for a look without a Grafana.
import { startHost } from './startHost.mjs';

const [exporterUrl = 'http://127.0.0.1:9464', prometheusUrl = 'http://127.0.0.1:9090'] = process.argv.slice(2);
const { url } = await startHost({ exporterUrl, prometheusUrl, port: 3977 });
const query = encodeURIComponent('{__name__=~"finops_budget_.+"}');
console.log(`open ${url}/a/outlay-finops-app/overview or ${url}/plugins/outlay-finops-app`);
console.log(`or a panel: ${url}/host/panel/budget-panel?query=${query}`);
