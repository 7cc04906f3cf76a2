import { config, getBackendSrv } from '@grafana/runtime';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { grafanaOverBackendSrv } from '../../grafana/grafanaOverBackendSrv';
import { createSilence, endSilence, readSilences, silenceOf, silenceOver } from '../../alerting/silence';
import type { Silence } from '../../alerting/silence';
import { silenceRights } from '../../alerting/silenceRights';
import type { SilenceRights } from '../../alerting/silenceRights';
import { useConnection } from '../../api/ClientContext';

const KEY = ['silences of Grafana'];

export interface Silences extends SilenceRights {
  /** The silence that keeps the alerts of an incident quiet; null without one, or while that is not known. */
  over(incident: string): Silence | null;
  /** Keeps the alerts of an incident quiet from here on. Rejects with a GrafanaFailure. */
  create(incident: string, until: Date, comment: string): Promise<void>;
  end(id: string): Promise<void>;
}

/** The silences of Grafana's Alertmanager, as the signed-in person may see and change them. */
export function useSilences(): Silences {
  const queries = useQueryClient();
  const { now } = useConnection();
  const { data = [] } = useQuery({ queryKey: KEY, queryFn: () => readSilences(grafana()) });
  const { user } = config.bootData;
  const changed = () => queries.invalidateQueries({ queryKey: KEY });
  return {
    ...silenceRights(user),
    over: (incident) => silenceOver(data, incident),
    create: async (incident, until, comment) => {
      const wanted = { incident, from: new Date(now), until, login: user.login, comment };
      await createSilence(grafana(), silenceOf(wanted));
      await changed();
    },
    end: async (id) => {
      await endSilence(grafana(), id);
      await changed();
    },
  };
}

function grafana() {
  return grafanaOverBackendSrv(getBackendSrv());
}
