import { fileURLToPath } from 'node:url'
import { configDefaults, defineConfig } from 'vitest/config'
import { LongestFirst } from './test/harness/longest-first.ts'

const graphql = fileURLToPath(new URL('node_modules/graphql/index.js', import.meta.url))

/** `--mode full` adds the slow tests, `*.slow.test.ts`, and runs every test on both engines. */
export default defineConfig(({ mode }) => ({
  // its entry for bundlers would load graphql a second time, beside the one that Apollo gets from Node
  resolve: { alias: [{ find: /^graphql$/, replacement: graphql }] },
  test: {
    environment: 'node',
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(mode === 'full' ? [] : ['test/**/*.slow.test.ts'])],
    provide: { isFull: mode === 'full' },
    globalSetup: ['./test/harness/global-setup.ts'],
    pool: 'forks',
    // files of one worker share its modules and its engines
    isolate: false,
    maxWorkers: 2,
    // the young objects of a compiler and a server: with the default of 16 MB a tenth of the time went into collecting them
    execArgv: ['--max-semi-space-size=64'],
    sequence: { sequencer: LongestFirst },
    testTimeout: 180_000,
    hookTimeout: 240_000,
    // A test left on its own would let the others go unrun and unseen.
    allowOnly: false,
    reporters: ['default', './test/harness/closing-line-reporter.ts'],
  },
}))
