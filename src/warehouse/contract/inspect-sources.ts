import type { SourceTable } from '../../catalog/source-table.ts'
import type { Engine } from '../engine.ts'
import { quoteName } from '../quote-name.ts'
import { readSourceRelations } from '../read-source-relations.ts'
import { happenings, instantOf, isLater } from './column-sql.ts'
import type { SourceViolation } from '../../semantic/source-violation.ts'
import type { ContractRule } from './contract-rule.ts'
import { describeExample } from './examples.ts'
import { readReceipts } from './read-receipts.ts'
import { rowRules } from './row-rules.ts'
import { tableRules } from './table-rules.ts'

/** What a look at a source table found. */
export interface Inspection {
  readonly table: string
  /** Made by us; otherwise the company's own loader made it. */
  readonly ours: boolean
  readonly rows: number
  /** The newest moment that a row speaks of and that lies before its receipt, ISO 8601; null when there is none. */
  readonly newestMoment: string | null
  readonly violations: readonly SourceViolation[]
}

/**
 * Looks at every provided table of the contract, whoever made it and whether it is a table or a view: how far it
 * goes, and which rows break the contract. One statement for each table, and one for each broken rule.
 */
export const inspectSources = async (
  engine: Engine,
  sources: ReadonlyMap<string, SourceTable>,
): Promise<readonly Inspection[]> => {
  const relations = await readSourceRelations(engine)
  const receipts = await readReceipts(engine)
  const inspections: Inspection[] = []
  for (const table of sources.values()) {
    const relation = relations.get(table.name)
    if (relation?.provided !== true) continue
    const receivedAt = receipts.of(table.name, relation.ours)
    const found = await inspect(engine, table, sources, receivedAt)
    inspections.push({ table: table.name, ours: relation.ours, ...found })
  }
  return inspections
}

const inspect = async (
  engine: Engine,
  table: SourceTable,
  sources: ReadonlyMap<string, SourceTable>,
  receivedAt: string,
): Promise<Omit<Inspection, 'table' | 'ours'>> => {
  const receipt = `'${receivedAt}'::timestamptz`
  const rules = [...rowRules(table, receipt), ...tableRules(table, sources)]
  const moments = happenings(table).map(
    (column) =>
      `max(${instantOf(column)}) filter (where not ${isLater(table, column, receipt)}${column.when === null ? '' : ` and (${column.when})`})`,
  )
  const counts = rules.map(({ count }) => ('ofRows' in count ? count.ofRows : `(${count.ofTable})`))
  const columns = ['count(*)', `greatest(${[...moments, 'null::timestamptz'].join(', ')})`, ...counts]
  const { rows } = await engine.queryArrays({
    sql: `select ${columns.map((column, index) => `${column} as column_${index}`).join(',\n  ')}\nfrom source.${quoteName(table.name)}`,
    parameters: [],
  })
  const [count, newest, ...broken] = rows[0] ?? []
  const violations: SourceViolation[] = []
  for (const [index, rule] of rules.entries()) {
    const number = Number(broken[index] ?? 0)
    if (number > 0) violations.push(await violationOf(engine, table, rule, number))
  }
  return {
    rows: Number(count ?? 0),
    newestMoment: typeof newest === 'string' ? newest : null,
    violations,
  }
}

const violationOf = async (
  engine: Engine,
  table: SourceTable,
  rule: ContractRule,
  violations: number,
): Promise<SourceViolation> => {
  const examples = await engine.query<{ example: string }>({
    sql: rule.examples,
    parameters: [],
  })
  return {
    table: table.name,
    rule: rule.name,
    severity: rule.severity,
    message: `source.${table.name}: ${violations} ${violations === 1 ? 'row' : 'rows'} ${rule.message}.`,
    violations,
    examples: examples.map(({ example }) => describeExample(example)),
    rowsQuery: rule.rows,
  }
}
