import { DASHBOARDS } from '@outlay/contract/dashboards';
import type { Row } from '../house/Panel.js';
import { tracesOfNamespace } from '../shared/tracesOfNamespace.js';
import { IN_NAMESPACE } from './inNamespace.js';

const { panels: ids } = DASHBOARDS.debug;

export function cluster(): Row {
  const perNamespace = (series: string): string => `topk(10, sum by (namespace) (${series}))`;
  const current = `kube_horizontalpodautoscaler_status_current_replicas{${IN_NAMESPACE}}`;
  const most = `kube_horizontalpodautoscaler_spec_max_replicas{${IN_NAMESPACE}}`;
  return {
    title: 'What the cluster did',
    panels: [
      {
        ...{ view: 'lines', id: ids.cpu, title: 'Cores in use by namespace', size: [12, 8], unit: 'cores' },
        about:
          'Mean cores of each hour, of the ten busiest namespaces. A step without more traffic is a loop, a retry or a replica too many; its traces tell which.',
        empty: 'No container_cpu_usage_seconds_total in Prometheus: the kubelet tells it',
        queries: [
          {
            expr: perNamespace(`rate(container_cpu_usage_seconds_total{container!="", ${IN_NAMESPACE}}[1h])`),
            ...{ legend: '{{namespace}}', over: 'range', step: '1h' },
          },
        ],
        links: [tracesOfNamespace('Traces of this namespace')],
      },
      {
        ...{ view: 'lines', id: ids.memory, title: 'Memory in use by namespace', size: [12, 8], unit: 'bytes' },
        about:
          'Working set of the ten largest namespaces. A line that only rises is a leak, and nodes are bought for it; where it follows the cores, it is load.',
        empty: 'No container_memory_working_set_bytes in Prometheus: the kubelet tells it',
        queries: [
          {
            expr: perNamespace(`container_memory_working_set_bytes{container!="", ${IN_NAMESPACE}}`),
            ...{ legend: '{{namespace}}', over: 'range', step: '1h' },
          },
        ],
        links: [tracesOfNamespace('Traces of this namespace')],
      },
      {
        ...{ view: 'lines', id: ids.pods, title: 'Pods', size: [8, 8], unit: 'count', decimals: 0 },
        about:
          'Pods that run, of the ten largest namespaces, and all that wait for a place (dashed). Pods that wait for hours ask for more than any node has: they make the cluster grow for nothing.',
        empty: 'No kube_pod_status_phase in Prometheus: kube-state-metrics tells it',
        queries: [
          {
            expr: perNamespace(`kube_pod_status_phase{phase="Running", ${IN_NAMESPACE}}`),
            ...{ legend: '{{namespace}}', over: 'range', step: '1h' },
          },
          {
            expr: `sum(kube_pod_status_phase{phase="Pending", ${IN_NAMESPACE}})`,
            ...{ legend: 'waiting', over: 'range', step: '1h' },
          },
        ],
        dashed: ['waiting'],
      },
      {
        ...{ view: 'lines', id: ids.nodes, title: 'Nodes', size: [8, 8], unit: 'count', decimals: 0 },
        about:
          'Machines of the cluster: what the provider bills. When pods fall and nodes do not, look for pods that block the scale-down.',
        empty: 'No kube_node_info in Prometheus: kube-state-metrics tells it',
        queries: [{ expr: 'count(kube_node_info)', legend: 'nodes', over: 'range', step: '1h' }],
      },
      {
        ...{ view: 'lines', id: ids.autoscaler, title: 'Autoscalers against their bounds', size: [8, 8] },
        ...{ unit: 'ratio', decimals: 0 },
        about:
          'Replicas as a share of what each autoscaler may have, the ten fullest. At 100 % for hours, either demand has outgrown the bound or the bound is all that holds a runaway: look before you raise it.',
        empty: 'No kube_horizontalpodautoscaler_… in Prometheus: kube-state-metrics tells it',
        queries: [
          {
            expr: `topk(10, max by (namespace, horizontalpodautoscaler) (${current} / ${most}))`,
            ...{ legend: '{{namespace}}/{{horizontalpodautoscaler}}', over: 'range', step: '1h' },
          },
        ],
      },
    ],
  };
}
