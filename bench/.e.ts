import { loadCatalog } from '../src/catalog/load-catalog.ts'
import { explainBoth } from './against-hand-written.ts'
import { openEngine } from '../src/warehouse/open-engine.ts'
const c = await loadCatalog('sql')
const engine = await openEngine(process.argv[2]!, { poolSize: 1, statementTimeoutMs: 60000 })
console.log(await explainBoth(c, engine, process.argv[3]!))
await engine.close()
