import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const server = process.env['PLUMBLINE_URL'] ?? 'http://127.0.0.1:4000'

/** The page and the API have one origin here. Where they have two, list that of the page in CORS_ORIGINS. */
const proxy = { '/graphql': { target: server, changeOrigin: true } }

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  logLevel: 'warn',
  server: { proxy },
  preview: { proxy },
})
