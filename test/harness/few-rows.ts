import { createHash } from 'node:crypto'
import type { Engine, Statement } from '../../src/warehouse/engine/engine.ts'
import { toBoundText } from '../../src/warehouse/engine/values/value-form.ts'
import { preparedStatements } from './prepared-statements.ts'

/**
 * A transaction for tests with few rows, where planning takes most of the time: the planner compares fewer kinds of
 * join, plans a step once for all that read it, and plans a query once for the session.
 */
export const forFewRows = async (transaction: Engine): Promise<Engine> => {
  await transaction.execute(
    'set local enable_mergejoin = off; set local enable_memoize = off; set local plan_cache_mode = force_generic_plan',
  )
  let known: Promise<Set<string>> | undefined
  const prepared = async (statement: Statement): Promise<Statement> => {
    // an inspection of a source table has the time of the test in it, and never comes again
    const isOnce = statement.sql.includes(' as log\nwhere ')
    if (isOnce || !/^\s*(select|with)\b/.test(statement.sql)) return statement
    const { parameters } = statement
    const sql = plannedOnce(statement.sql)
    const names = await (known ??= preparedStatements(transaction))
    const name = createHash('md5').update(sql).digest('hex')
    if (!names.has(name)) {
      names.add(name)
      await transaction.execute(`prepare "${name}" as ${sql}`).catch((error: unknown) => {
        names.delete(name)
        throw error
      })
    }
    const values = parameters.map((value) => literal(toBoundText(value))).join(', ')
    return { sql: `execute "${name}"${values === '' ? '' : ` (${values})`}`, parameters: [] }
  }
  return {
    ...transaction,
    query: async (statement, options) => transaction.query(await prepared(statement), options),
    queryArrays: async (statement, options) => transaction.queryArrays(await prepared(statement), options),
  }
}

/**
 * The same select, whose steps are planned one by one. Otherwise the planner merges the steps into one select, which takes
 * ten times as long to plan, and plans some of them for each reader.
 */
export const plannedOnce = (sql: string): string =>
  sql.replaceAll(/(?<!\bwindow \w+) as (?:not materialized )?\((?=\s)/g, ' as materialized (')

const literal = (text: string | null): string => (text === null ? 'null' : `'${text.replaceAll("'", "''")}'`)
