// compares old facts.account_months (deployed) with the new one
import { loadCatalog } from '../src/catalog/load-catalog.ts'
import { openEngine } from '../src/warehouse/open-engine.ts'
const c = await loadCatalog('sql')
const engine = await openEngine(process.argv[2]!, { poolSize: 1, statementTimeoutMs: 60000 })
const body = c.views.get('facts.account_months')!.body
const cols = c.views.get('facts.account_months')!.columns.join(', ')
console.log(cols)
console.log(
  await engine.query({
    sql: `with o as materialized (select ${cols} from facts.account_months), n as materialized (select * from (${body}) x) select (select count(*) from o) o, (select count(*) from n) n, (select count(*) from (select * from o except select * from n) d) a, (select count(*) from (select * from n except select * from o) d) b`,
    parameters: [],
  }),
)
await engine.close()
