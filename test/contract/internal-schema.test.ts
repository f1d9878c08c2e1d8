import { expect, onTestFinished, test } from 'vitest'
import { internalRelations } from '../../src/catalog/files/internal-relations.ts'
import { wholeInternalSchema } from '../../src/warehouse/contract/internal-schema.ts'
import { openEngine } from '../../src/warehouse/open-engine.ts'

test('the internal tables that views may read have the columns that the catalogue lists', async () => {
  const engine = await openEngine('memory')
  onTestFinished(() => engine.close())
  await engine.execute(wholeInternalSchema.join(';\n'))
  const rows = await engine.query<{ relation: string; columns: readonly string[] }>({
    sql: `select
        'plumbline.' || table_name as relation,
        array_agg(column_name::text order by ordinal_position) as columns
      from information_schema.columns
      where table_schema = 'plumbline'
      group by table_name`,
    parameters: [],
  })
  const columns = new Map(rows.map((row) => [row.relation, row.columns]))
  for (const [relation, listed] of internalRelations) expect(columns.get(relation)).toEqual(listed)
})
