import CopyWebpackPlugin from 'copy-webpack-plugin';
import type { Configuration } from 'webpack';
import { merge } from 'webpack-merge';
import grafanaConfig, { type Env } from './.config/webpack/webpack.config.ts';

/** The scaffold's configuration, the logos of nested panels, which it does not copy, and the pictures of the documentation. */
const config = async (env: Env): Promise<Configuration> =>
  merge(await grafanaConfig(env), {
    plugins: [
      new CopyWebpackPlugin({
        patterns: [
          { from: 'panels/**/img/*', to: '.' },
          { from: 'plugin-{overview,allocation,budgets}.png', to: 'img', context: '../docs/images' },
        ],
      }),
    ],
  });

export default config;
