/** What is stored of the app, readable by everyone who may see it; tokens are secrets and are not here. */
export interface PluginSettings {
  /** Address of the exporter as Grafana's server reaches it, such as `http://outlay:9464`. */
  readonly exporterUrl?: string;
  /** The Prometheus that scrapes the exporter. */
  readonly prometheusUid?: string;
}
