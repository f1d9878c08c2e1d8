import { createHash } from 'node:crypto'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { toBoundText } from '../../src/warehouse/engine/values/value-form.ts'

/**
 * An engine whose queries are planned once for the session, without a look at their values. For tests that ask the same
 * questions of many small data sets, planning takes most of the time. The engine has to be a transaction.
 */
export const withPreparedStatements = (transaction: Engine): Engine => {
  let known: Promise<Set<string>> | undefined
  const prepare = async (sql: string): Promise<string> => {
    const prepared = await (known ??= preparedIn(transaction))
    const name = createHash('md5').update(sql).digest('hex')
    if (!prepared.has(name)) {
      prepared.add(name)
      await transaction.execute(`prepare "${name}" as ${sql}`)
    }
    return name
  }
  return {
    ...transaction,
    queryArrays: async ({ sql, parameters }, options) => {
      const name = await prepare(sql)
      const values = parameters.map((value) => literal(toBoundText(value))).join(', ')
      const run = `execute "${name}"${values === '' ? '' : ` (${values})`}`
      return transaction.queryArrays({ sql: run, parameters: [] }, options)
    },
  }
}

const preparedIn = async (engine: Engine): Promise<Set<string>> => {
  await engine.execute('set local plan_cache_mode = force_generic_plan')
  const known = await engine.query<{ name: string }>({
    sql: 'select name from pg_catalog.pg_prepared_statements',
    parameters: [],
  })
  return new Set(known.map(({ name }) => name))
}

const literal = (text: string | null): string => (text === null ? 'null' : `'${text.replaceAll("'", "''")}'`)
