import { z } from 'zod';

const UID = /^[a-zA-Z0-9_-]{1,40}$/;
const UID_HINT = 'use at most 40 letters, digits, dashes and underscores';

export const rulesConfig = z
  .strictObject({
    job: z
      .string()
      .regex(/^[\w./:-]+$/, 'write the job name as in the scrape configuration, such as outlay')
      .default('outlay')
      .describe('The `job` label under which Prometheus scrapes the exporter.'),
    runbooks: z
      .string()
      .regex(
        /^https?:\/\/[^\s$'"{}]+[^\s$'"{}/]$/,
        'write an http or https address without a slash at its end, such as https://wiki.example.com/runbooks',
      )
      .default('https://outlay.example.com/docs/runbooks')
      .describe('Where docs/runbooks is published; an alert links to the page of its name below it.')
      .meta({ examples: ['https://wiki.example.com/outlay/runbooks'] }),
    owner: z
      .string()
      .min(1)
      .regex(/^[^$'"{}]+$/, 'leave out quotes, braces and $')
      .default('platform')
      .describe('The `owner` label of alerts that no budget, SLO or incident owns: on bills and on the exporter.'),
    datasource_uid: z
      .string()
      .regex(UID, UID_HINT)
      .default('prometheus')
      .describe("Grafana's uid of the Prometheus data source that rules ask."),
    folder: z
      .string()
      .regex(/^[^/$]+$/, 'write the title of one folder, without / and $')
      .default('Outlay')
      .describe('Title of the Grafana folder of the rules.'),
    folder_uid: z.string().regex(UID, UID_HINT).default('outlay').describe('Uid of that folder, for the HTTP API.'),
  })
  .prefault({})
  .describe('Alert rules that `outlay rules` writes.');
