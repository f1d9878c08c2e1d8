import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

/** Bundles the web explorer, Monaco's workers and fonts included: it works without any network. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  // Relative addresses, so that the server may put it under any path.
  base: './',
  logLevel: 'warn',
  build: {
    outDir: fileURLToPath(new URL('../../dist/explorer', import.meta.url)),
    emptyOutDir: true,
    target: 'es2022',
    // the packages in the bundle, with the texts of their licenses
    license: { fileName: 'licenses.json' },
    // Monaco is what it is; it is loaded once and cached.
    chunkSizeWarningLimit: 8_000,
    rolldownOptions: {
      onLog(level, log, show) {
        // 'use client' at the top of a dependency's file has no effect on a page without a server side.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') show(level, log)
      },
    },
  },
  worker: { format: 'es' },
})
