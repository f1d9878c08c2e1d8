import { loadCatalog } from '../src/catalog/load-catalog.ts'
import { openMadeUpWarehouse } from './.dev-warehouse.ts'
import { writeFileSync } from 'node:fs'
import * as h from '../test/harness/start-postgres-server.ts'
const users = Number(process.argv[2])
const c = await loadCatalog('sql')
const w = await openMadeUpWarehouse(c, users, (l) => console.log(l))
console.log('events', w.events)
writeFileSync(`/tmp/bench-url-${users}`, (w as unknown as { url: string }).url)
console.log('ready')
setInterval(() => {}, 1e6)
