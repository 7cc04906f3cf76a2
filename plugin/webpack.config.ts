import CopyWebpackPlugin from 'copy-webpack-plugin';
import type { Configuration } from 'webpack';
import { merge } from 'webpack-merge';
import grafanaConfig, { type Env } from './.config/webpack/webpack.config.ts';

/** The scaffold's configuration, the logos of nested panels, which it does not copy, and the dashboards. */
const config = async (env: Env): Promise<Configuration> =>
  merge(await grafanaConfig(env), {
    plugins: [
      new CopyWebpackPlugin({
        patterns: [
          { from: 'panels/**/img/*', to: '.', noErrorOnMissing: true },
          { from: '../../dashboards/app/*.json', to: 'dashboards/[name][ext]' },
        ],
      }),
    ],
  });

export default config;
