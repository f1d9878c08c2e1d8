import type { MetricRelation } from '../../relations/metric-relation.ts'
import { aggregateOf } from '../aggregates.ts'
import { outputName } from '../output-name.ts'
import { Rejection } from '../rejection.ts'
import { as, columnNames, columnReference, isNode, list, visit, type Node } from '../tree.ts'
import { isCompared } from './conditions/fixed.ts'
import { joinConditions, joinedBy } from './conditions/split-where.ts'
import { asksForNoRows } from './conditions/no-rows.ts'
import { isAlone, usedIn, type Source, type Used } from './sources.ts'

/** `select *` of more columns would compute a group for every combination of their values: only previews do. */
const maxStarColumns = 8

/** The most rows of a preview. */
const maxPreviewRows = 10_000

/** Rejects clauses that have no meaning for metrics. */
export function rejectForms(select: Node): void {
  const clauses = [select['groupClause'], select['fromClause']]
  visit(clauses, (kind, node) => {
    if (kind === 'GroupingSet')
      throw new Rejection('Totals of several levels in one statement are not computed.', {
        detail: 'ROLLUP, CUBE and GROUPING SETS add up values that do not add up.',
        hint: 'Write one select for each level, joined by UNION ALL.',
      })
    if (kind === 'JoinExpr' && node['isNatural'] === true)
      throw new Rejection('A natural join of a metric relation is ambiguous.', {
        hint: 'Write JOIN … USING (month).',
      })
    if (kind === 'RangeTableSample')
      throw new Rejection('A sample of a metric relation has no meaning.', { hint: 'Leave TABLESAMPLE out.' })
    return undefined
  })
}

/**
 * Rejects a row as a value, as in `row_to_json(revenue)`: it would have the columns that the statement names elsewhere.
 * In GROUP BY and ORDER BY the name may be that of a result.
 */
export function rejectRows(select: Node, sources: readonly Source[]): void {
  const outputs = new Set(list(select, 'targetList').map(outputName))
  const isResult = (names: readonly string[]) => outputs.has(names[0] ?? '')
  const check = (part: unknown, mayBeResult: boolean) =>
    visit(part, (kind, node) => {
      const names = kind === 'ColumnRef' ? columnNames({ ColumnRef: node }) : null
      if (names?.length !== 1 || (mayBeResult && isResult(names))) return undefined
      const source = sources.find(({ alias }) => alias === names[0])
      if (source === undefined || sources.some(({ relation }) => relation.columns.has(source.alias)))
        return undefined
      throw new Rejection(`A row of ${source.relation.name} as one value has no fixed columns.`, {
        hint: `Name its columns, for example ${source.alias}.${source.relation.metrics[0]?.name ?? ''}. A column of that name in another relation needs its qualified name.`,
      })
    })
  for (const [clause, part] of Object.entries(select))
    if (!['larg', 'rarg', 'withClause'].includes(clause))
      check([part], clause === 'groupClause' || clause === 'sortClause')
}

/**
 * `select *` and `alias.*`, as the columns of the relation.
 *
 * @param hiddenIn the columns of a relation with personal data that the session may not see
 * @throws Rejection
 */
export function expandStars(
  select: Node,
  sources: readonly Source[],
  hiddenIn: (relation: MetricRelation) => readonly string[],
): void {
  select['targetList'] = list(select, 'targetList').flatMap((target) => {
    const names = columnNames(as(target, 'ResTarget')?.['val'])
    if (names?.at(-1) !== '*') return [target]
    if (names.length === 1 && !isAlone(select)) {
      throw new Rejection('A star over a join of metric relations is ambiguous.', {
        hint: 'Name the columns.',
      })
    }
    const source = names.length === 1 ? sources[0] : sources.find(({ alias }) => alias === names.at(-2))
    if (source === undefined) return [target]
    const columns = [...source.relation.columns.values()]
    if (!asksForNoRows(select)) rejectHidden(source.relation, hiddenIn(source.relation))
    const identifying = columns.filter(({ role }) => role !== 'metric' && role !== 'time')
    if (identifying.length > maxStarColumns && !isPreview(select)) {
      const { name } = source.relation
      const example = identifying[0]?.name ?? ''
      throw new Rejection(
        `select * of ${name} would compute a group for each combination of ${identifying.length} columns.`,
        {
          code: '54000',
          detail: `At most ${maxStarColumns} are computed for a star without a limit.`,
          hint: `Add LIMIT ${maxPreviewRows} or less for a preview, or name the columns, for example: select ${source.relation.grains.at(-3) ?? example}, ${source.relation.metrics[0]?.name ?? ''} from plumbline_metrics.${name}. Its dimensions: ${identifying.map((one) => one.name).join(', ')}.`,
        },
      )
    }
    return columns.map(({ name }) => ({ ResTarget: { val: columnReference(source.alias, name) } }))
  })
}

function rejectHidden({ name, columns, grains, metrics }: MetricRelation, hidden: readonly string[]): void {
  if (hidden.length === 0) return
  const dimensions = [...columns.values()].filter(({ role }) => role === 'dimension').map((one) => one.name)
  const shown = dimensions.filter((one) => !hidden.includes(one))
  const example = [grains.at(-3), shown[0], metrics[0]?.name].filter((one) => one !== undefined).join(', ')
  throw new Rejection(
    `select * of ${name} has personal data, which this login may not see: ${hidden.join(', ')}.`,
    {
      code: '42501',
      hint: `Name the columns, for example: select ${example} from plumbline_metrics.${name}. Its dimensions without personal data: ${shown.join(', ')}.`,
    },
  )
}

/** Whether a select wants a few rows, such as the preview of a tool. */
function isPreview(select: Node): boolean {
  if (asksForNoRows(select)) return true
  const limit = as(select['limitCount'], 'A_Const')
  const rows = isNode(limit?.['ival']) ? Number(limit['ival']['ival'] ?? 0) : Infinity
  return rows <= maxPreviewRows
}

/** Whether a select groups its rows. */
export function isAggregated(select: Node): boolean {
  if (list(select, 'groupClause').length > 0 || select['havingClause'] !== undefined) return true
  let found = false
  visit([select['targetList'], select['sortClause']], (kind, node) => {
    if (kind === 'FuncCall' && aggregateOf({ FuncCall: node }) !== null) found = true
    return undefined
  })
  return found
}

/** Rows of an implicit grouping are identified by the plain columns that are selected. */
export function checkImplicit(
  select: Node,
  source: Source,
  sources: readonly Source[],
  used: readonly Used[],
): void {
  const targets = list(select, 'targetList').map((target) => as(target, 'ResTarget')?.['val'])
  const plain = new Set(
    targets.flatMap((value) =>
      columnNames(value) === null ? [] : usedIn(value, sources).map(({ column }) => column.name),
    ),
  )
  const keys = new Set(joinedBy(select, source).map(({ column }) => column.name))
  for (const { column } of usedIn(joinConditions(select), sources)) keys.add(column.name)
  for (const { column } of used) {
    if (column.role !== 'dimension' && column.role !== 'cell') continue
    if (plain.has(column.name) || keys.has(column.name)) continue
    throw new Rejection(`Rows would be grouped by ${column.name}, which is not selected.`, {
      hint: `Select ${column.name} as it is, or write GROUP BY.`,
    })
  }
  const cells = [...source.relation.columns.values()].filter(({ role }) => role === 'cell')
  const missing = cells.filter(({ name }) => !plain.has(name) && !isCompared(select, source.alias, name))
  if (missing.length > 0 && used.some(({ column }) => ['metric', 'partial'].includes(column.role)))
    throw new Rejection(
      `Rows of ${source.relation.name} are identified by ${cells.map(({ name }) => name).join(' and ')}.`,
      {
        hint: `Select ${missing.map(({ name }) => name).join(' and ')}, too, or write GROUP BY.`,
      },
    )
}

/** The rejection of dimensions by period without a metric. */
export function noFacts({ metrics }: MetricRelation): Rejection {
  const names = metrics.slice(0, 10).map(({ name }) => name)
  return new Rejection('Dimensions by period without a metric are no list of facts.', {
    detail: 'Every period has a row for every value, also where nothing happened.',
    hint: `Select a metric, too: ${names.join(', ')}.`,
  })
}

/** The rejection of a select that reads no column: `exists (select 1 from revenue)` would be true of no facts. */
export function noColumns({ name, metrics, columns }: MetricRelation): Rejection {
  const dimension = [...columns.values()].find(({ role }) => role === 'dimension')?.name ?? 'month'
  return new Rejection(`Rows of ${name} without a column are no list of facts.`, {
    detail:
      'A metric relation has a row for every group that a statement asks for, also where nothing happened.',
    hint: `Select a metric or a dimension: ${metrics[0]?.name ?? ''}, ${dimension}. For "does it exist", compare a metric: exists (select from (select ${dimension}, sum(${metrics[0]?.name ?? ''}) as value from … group by ${dimension}) as groups where value > 0).`,
  })
}
