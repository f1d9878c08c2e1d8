import type { SourceColumn, SourceTable } from '../../catalog/files/source-table.ts'
import type { Engine } from '../engine/engine.ts'
import { quoteName } from '../engine/values/quote-name.ts'
import { readSourceRelations } from './read-source-relations.ts'
import { eventTimes, instantOf, isLater } from './rules/column-sql.ts'
import { rowsOf } from '../../semantic/model/source-violation.ts'
import type { SourceViolation } from '../../semantic/model/source-violation.ts'
import type { ContractRule } from './rules/contract-rule.ts'
import { describeExample } from './rules/examples.ts'
import { nowRules, recordedTimes } from './rules/now-rules.ts'
import { readReceipts } from './read-receipts.ts'
import { rowRules } from './rules/row-rules.ts'
import { tableRules } from './rules/table-rules.ts'

/** The findings of one inspection of a source table. */
export interface Inspection {
  readonly table: string
  /** Created by Plumbline; otherwise by the company's own loader. */
  readonly ours: boolean
  readonly rows: number
  /**
   * The newest moment in a row that lies before the row was received, ISO 8601; null when there is none.
   */
  readonly newestMoment: string | null
  readonly violations: readonly SourceViolation[]
}

/**
 * Inspects every provided table or view of the contract, created by Plumbline or not: its newest moment,
 * and the rows that violate the contract. One statement per table, and one per violated rule.
 */
export async function inspectSources(
  engine: Engine,
  sources: ReadonlyMap<string, SourceTable>,
): Promise<readonly Inspection[]> {
  const relations = await readSourceRelations(engine)
  const receipts = await readReceipts(engine)
  const provided = [...sources.values()].flatMap((table) => {
    const { ours, provided } = relations.get(table.name) ?? { ours: false, provided: false }
    if (!provided) return []
    return {
      table,
      ours,
      receipt: receipts.of(table.name, ours),
      declared: receipts.declared(table.name, ours),
    }
  })
  const inspections: (Inspection & Pick<Findings, 'newestRecord'>)[] = []
  for (const { table, ours, receipt } of provided)
    inspections.push({ table: table.name, ours, ...(await inspect(engine, table, sources, receipt)) })

  const records = [
    ...inspections.map(({ newestRecord }) => newestRecord),
    ...provided.map(({ declared }) => declared),
  ]
  const newestRecord = newestOf(records)
  if (newestRecord === null) return inspections
  for (const [index, { table, receipt, declared }] of provided.entries()) {
    const inspection = inspections[index]
    if (inspection === undefined || declared !== null || !isAhead(inspection.newestMoment, newestRecord))
      continue
    const rules = nowRules(table, instant(receipt), newestRecord)
    const moving = await violationsOf(engine, table, rules, await select(engine, table, rules.map(countOf)))
    inspections[index] = { ...inspection, violations: [...inspection.violations, ...moving] }
  }
  return inspections
}

function newestOf(moments: readonly (string | null)[]): string | null {
  return moments.reduce(
    (newest, moment) => (newest === null || isAhead(moment, newest) ? moment : newest),
    null,
  )
}

function isAhead(moment: string | null, of: string): boolean {
  return moment !== null && Date.parse(moment) > Date.parse(of)
}

/** A moment as an SQL value. It was read from the database, or validated when it was declared. */
function instant(moment: string): string {
  return `'${moment}'::timestamptz`
}

interface Findings extends Omit<Inspection, 'table' | 'ours'> {
  /** The newest moment that was recorded when it happened. Ends agreed in advance do not count. */
  readonly newestRecord: string | null
}

async function inspect(
  engine: Engine,
  table: SourceTable,
  sources: ReadonlyMap<string, SourceTable>,
  receivedAt: string,
): Promise<Findings> {
  const receipt = instant(receivedAt)
  const newest = (columns: readonly SourceColumn[]) => {
    const moments = columns.map(
      (column) =>
        `max(${instantOf(column)}) filter (where not ${isLater(table, column, receipt)}${column.when === null ? '' : ` and (${column.when})`})`,
    )
    return `greatest(${[...moments, 'null::timestamptz'].join(', ')})`
  }
  const rules = [...rowRules(table, receipt), ...tableRules(table, sources)]
  const [count, newestMoment, newestRecord, ...broken] = await select(engine, table, [
    'count(*)',
    newest(eventTimes(table)),
    newest(recordedTimes(table)),
    ...rules.map(countOf),
  ])
  return {
    rows: Number(count ?? 0),
    newestMoment: typeof newestMoment === 'string' ? newestMoment : null,
    newestRecord: typeof newestRecord === 'string' ? newestRecord : null,
    violations: await violationsOf(engine, table, rules, broken),
  }
}

function countOf({ count }: ContractRule): string {
  return 'ofRows' in count ? count.ofRows : `(${count.ofTable})`
}

/** The single row of these expressions over all rows of the table. */
async function select(
  engine: Engine,
  table: SourceTable,
  expressions: readonly string[],
): Promise<readonly unknown[]> {
  const columns = expressions.map((expression, index) => `${expression} as column_${index}`)
  const { rows } = await engine.queryArrays({
    sql: `select ${columns.join(',\n  ')}\nfrom source.${quoteName(table.name)}`,
    parameters: [],
  })
  return rows[0] ?? []
}

/** The violations of each rule, given the number of rows that violate it. */
async function violationsOf(
  engine: Engine,
  table: SourceTable,
  rules: readonly ContractRule[],
  broken: readonly unknown[],
): Promise<readonly SourceViolation[]> {
  const violations: SourceViolation[] = []
  for (const [index, rule] of rules.entries()) {
    const number = Number(broken[index] ?? 0)
    if (number > 0) violations.push(await violationOf(engine, table, rule, number))
  }
  return violations
}

async function violationOf(
  engine: Engine,
  table: SourceTable,
  rule: ContractRule,
  violations: number,
): Promise<SourceViolation> {
  const examples = await engine.query<{ example: string }>({
    sql: rule.examples,
    parameters: [],
  })
  return {
    table: table.name,
    rule: rule.name,
    severity: rule.severity,
    message: `${rowsOf(table.name, violations)} ${rule.message}.`,
    violations,
    examples: examples.map(({ example }) => describeExample(example)),
    rowsQuery: rule.rows,
  }
}
