import { readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import etag from '@fastify/etag'
import type { FastifyInstance } from 'fastify'
import { publicRoute } from './callers/authenticate-requests.ts'

/** The built explorer; next to `src/` and within `dist/`, so that both find it. */
const built = fileURLToPath(new URL('../../dist/explorer/', import.meta.url))

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
}

/** The page at `/` without an explorer. */
const page = `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><title>Plumbline</title></head>
  <body>
    <h1>Plumbline</h1>
    <p>GraphQL is at <code>/graphql</code>. The explorer is not built. Run <code>npm run build</code>.</p>
    <pre>curl ADDRESS/graphql -H 'content-type: application/json' \\
  -d '{"query": "{ metrics(input: { metrics: [SIGNUPS, ACTIVATION_RATE], grain: MONTH }) { columns { name } rows } }"}'</pre>
  </body>
</html>
`

/**
 * Serves the web explorer. Only files listed at the start are served, so that no path leads elsewhere.
 * Files in `assets/` have a hash in their name and never change.
 *
 * @param fastify a scope of its own: all its responses get tags
 */
export async function serveExplorer(fastify: FastifyInstance): Promise<void> {
  await fastify.register(etag, { weak: true })
  const files = filesIn(built)
  if (!files.includes('index.html')) {
    fastify.get('/', publicRoute, (request, reply) =>
      reply
        .type('text/html; charset=utf-8')
        .send(page.replace('ADDRESS', `${request.protocol}://${request.host}`)),
    )
  }
  for (const file of files) {
    const address = file === 'index.html' ? '/' : `/${file}`
    const headers = file.startsWith('assets/')
      ? { 'cache-control': 'public, max-age=31536000, immutable', etag: `W/"${file}"` }
      : { 'cache-control': 'no-cache' }
    fastify.get(address, publicRoute, async (_request, reply) =>
      reply
        .type(contentTypes[extname(file)] ?? 'application/octet-stream')
        .headers(headers)
        .send(await readFile(join(built, file))),
    )
  }
}

function filesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(directory.length).split(sep).join('/'))
  } catch {
    return []
  }
}
