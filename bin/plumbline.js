#!/usr/bin/env node
import { existsSync } from 'node:fs'

// otherwise GraphQL checks each value for a second copy of itself
process.env['NODE_ENV'] ??= 'production'

const main = new URL('../dist/cli/main.js', import.meta.url)

if (existsSync(main)) {
  await import(main.href)
} else {
  console.error('Plumbline is not built yet: run `npm run build` first.')
  process.exitCode = 1
}
