import { hash } from '../../catalog/hash.ts'
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
import { areIndependentOf, type KnownFindings, type SourceFindings } from './since/source-findings.ts'
import type { SinceMark } from './since/source-marks.ts'

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

/** What is known of the rows of source tables: tables without a change are not read again. */
export interface KnownRows {
  readonly since: ReadonlyMap<string, SinceMark>
  readonly findings: ReadonlyMap<string, KnownFindings>
  /** Receives the findings of each table. */
  readonly record: (table: string, found: KnownFindings) => void
}

/**
 * Inspects every provided table or view of the contract, created by Plumbline or not: its newest moment,
 * and the rows that violate the contract. One statement per table, and one per violated rule.
 *
 * @param known what earlier inspections found; null reads every row
 */
export async function inspectSources(
  engine: Engine,
  sources: ReadonlyMap<string, SourceTable>,
  known: KnownRows | null = null,
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
  const inspections: (Inspection & Pick<SourceFindings, 'newestRecord'>)[] = []
  for (const { table, ours, receipt } of provided) {
    const findings = await findingsOf(engine, table, sources, receipt, known)
    const { rows, newestMoment, newestRecord, violations } = findings
    inspections.push({ table: table.name, ours, rows, newestMoment, newestRecord, violations })
  }

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

/** The findings of a table: the known ones where its rows are the same, with those of added rows where these are known. */
async function findingsOf(
  engine: Engine,
  table: SourceTable,
  sources: ReadonlyMap<string, SourceTable>,
  receipt: string,
  known: KnownRows | null,
): Promise<SourceFindings> {
  const rules = [...rowRules(table, instant(receipt)), ...tableRules(table, sources)]
  if (known === null) return inspect(engine, table, receipt, rules, null)
  // the rules themselves, whenever the table was received
  const conditions = hash([table, rowRules(table, ''), tableRules(table, sources)])
  const before = known.findings.get(table.name)
  const since = known.since.get(table.name)
  const isKnown =
    before?.conditions === conditions &&
    areIndependentOf(receipt, before.findings) &&
    Object.values(table.references).every((other) => known.since.get(other)?.isSame === true)
  const isExtended = since?.isExtended === true && rules.every(({ count }) => 'ofRows' in count)
  const added =
    isKnown && isExtended && since.isWritten !== null
      ? { before: before.findings, isWritten: since.isWritten }
      : null
  const findings =
    isKnown && since?.isSame === true
      ? { ...before.findings, receipt }
      : await inspect(engine, table, receipt, rules, added)
  known.record(table.name, { conditions, findings })
  return findings
}

/** Rows that were added to those of earlier findings. */
interface AddedRows {
  readonly before: SourceFindings
  /** True for an added row. */
  readonly isWritten: string
}

async function inspect(
  engine: Engine,
  table: SourceTable,
  receipt: string,
  rules: readonly ContractRule[],
  added: AddedRows | null,
): Promise<SourceFindings> {
  const received = instant(receipt)
  const newest = (columns: readonly SourceColumn[], before: string | null | undefined) => {
    const moments = columns.map(
      (column) =>
        `max(${instantOf(column)}) filter (where not ${isLater(table, column, received)}${column.when === null ? '' : ` and (${column.when})`})`,
    )
    return latestOf(moments, before)
  }
  const [count, newestMoment, newestRecord, latest, ...broken] = await select(
    engine,
    table,
    [
      'count(*)',
      newest(eventTimes(table), added?.before.newestMoment),
      newest(recordedTimes(table), added?.before.newestRecord),
      latestOf(
        eventTimes(table).map((column) => `max(${instantOf(column)})`),
        added?.before.latest,
      ),
      ...rules.map(countOf),
    ],
    added?.isWritten,
  )
  return {
    rows: Number(count ?? 0) + (added?.before.rows ?? 0),
    newestMoment: textOrNull(newestMoment),
    newestRecord: textOrNull(newestRecord),
    latest: textOrNull(latest),
    receipt,
    violations: await violationsOf(engine, table, rules, broken, added?.before.violations),
  }
}

function latestOf(moments: readonly string[], before: string | null | undefined): string {
  const earlier = before === null || before === undefined ? 'null::timestamptz' : instant(before)
  return `greatest(${[...moments, earlier].join(', ')})`
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function countOf({ count }: ContractRule): string {
  return 'ofRows' in count ? count.ofRows : `(${count.ofTable})`
}

/** The single row of these expressions over all rows of the table, or over those of a condition. */
async function select(
  engine: Engine,
  table: SourceTable,
  expressions: readonly string[],
  condition = 'true',
): Promise<readonly unknown[]> {
  const columns = expressions.map((expression, index) => `${expression} as column_${index}`)
  const { rows } = await engine.queryArrays({
    sql: `select ${columns.join(',\n  ')}\nfrom source.${quoteName(table.name)} as log\nwhere ${condition}`,
    parameters: [],
  })
  return rows[0] ?? []
}

/**
 * The violations of each rule, given the number of rows that violate it.
 *
 * @param before the violations of rows that are not among them
 */
async function violationsOf(
  engine: Engine,
  table: SourceTable,
  rules: readonly ContractRule[],
  broken: readonly unknown[],
  before: readonly SourceViolation[] = [],
): Promise<readonly SourceViolation[]> {
  const violations: SourceViolation[] = []
  for (const [index, rule] of rules.entries()) {
    const number = Number(broken[index] ?? 0)
    const earlier = before.find(({ rule: name }) => name === rule.name)
    if (number > 0)
      violations.push(await violationOf(engine, table, rule, number + (earlier?.violations ?? 0)))
    else if (earlier !== undefined) violations.push(earlier)
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
