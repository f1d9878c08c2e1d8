import type { Catalog, Metric } from '../../../catalog/catalog.ts'
import { metricInputs } from '../../../catalog/kind-references.ts'
import { PlumblineError } from '../../../errors.ts'
import type { WarehouseState } from '../../model/warehouse-state.ts'
import { affectsNow } from '../../model/source-violation.ts'
import type { SourceViolation } from '../../model/source-violation.ts'

/**
 * Rejects a metric that is wrong because its source tables violate the contract: a required table has missing or
 * invalid values, or a table upstream has repeated keys or invalid rates.
 *
 * @throws PlumblineError `CONTRACT_BROKEN` with the table, the rule, examples and a query of the rows
 */
export function checkViolations(
  catalog: Catalog,
  metric: Metric,
  dimensions: readonly string[],
  state: WarehouseState,
): void {
  const read = () => tablesRead(catalog, metric, dimensions)
  checkTables(catalog, metric.name, tablesRequired(catalog, metric, dimensions), read, state)
}

/**
 * Rejects a metric or an entity while its required tables, or the keys and rates of tables that it reads, violate the
 * contract.
 *
 * @throws PlumblineError `CONTRACT_BROKEN`, as for a metric
 */
export function checkTables(
  catalog: Catalog,
  subject: string,
  required: ReadonlySet<string>,
  read: () => ReadonlySet<string>,
  state: WarehouseState,
): void {
  const found = invalidating(catalog, required, read, state.violations)
  if (found.length === 0) return
  const examples = found[0]?.examples ?? []
  const example = examples.length === 0 ? '' : ` For example: ${examples.join('; ')}.`
  throw new PlumblineError(
    'CONTRACT_BROKEN',
    `${subject} would be wrong: ${found.map(({ message }) => message).join(' ')}${example} ` +
      `plumbline check lists all of them; correct the rows at their source and refresh.`,
    {
      subject,
      problems: found.map(({ message, rowsQuery }) => `${message} Query: ${rowsQuery}`),
    },
  )
}

/** The source tables upstream of these views. */
export function tablesBehind(catalog: Catalog, views: readonly string[]): ReadonlySet<string> {
  const lineage = views.flatMap((name) => [...(catalog.views.get(name)?.lineage ?? [])])
  return new Set(
    lineage
      .filter((relation) => relation.startsWith('source.'))
      .map((relation) => relation.slice('source.'.length)),
  )
}

/** The violations of the tables that a result reads, and its empty tables; one sentence each. */
export function violationNotes(
  catalog: Catalog,
  metrics: readonly Metric[],
  dimensions: readonly string[],
  state: WarehouseState,
): readonly string[] {
  const read = new Set(metrics.flatMap((metric) => [...tablesRead(catalog, metric, dimensions)]))
  const broken = state.violations
    .filter(({ table, severity }) => severity !== 'note' && read.has(table))
    .map(({ message }) => `${message} plumbline check lists them.`)
  const required = new Set(metrics.flatMap(({ requires }) => requires))
  const empty = [...required].flatMap((requirement) => {
    const given = requirement.split('|').filter((table) => state.provided.has(table))
    return given.length > 0 && given.every((table) => state.emptyTables.has(table)) ? given : []
  })
  return [
    ...broken,
    ...[...new Set(empty)].map((table) => `The source table ${table} was provided and has no rows.`),
  ]
}

/** Whether a violation makes the metric wrong, even without dimensions. */
export function isFalsified(catalog: Catalog, metric: Metric, violation: SourceViolation): boolean {
  const read = () => tablesRead(catalog, metric, [])
  return (
    invalidating(catalog, tablesRequired(catalog, metric, []), read, [violation]).length > 0 ||
    metricInputs(metric.header).some((name) => {
      const input = catalog.metrics.get(name)
      return input !== undefined && isFalsified(catalog, input, violation)
    })
  )
}

function invalidating(
  catalog: Catalog,
  required: ReadonlySet<string>,
  read: () => ReadonlySet<string>,
  violations: readonly SourceViolation[],
): readonly SourceViolation[] {
  const errors = violations.filter(({ severity }) => severity === 'error')
  if (errors.length === 0) return []
  const tables = read()
  return errors.filter(({ table, rule }) => {
    // repeated rows fan out in every join
    const reachesReaders = rule.startsWith('key ') || catalog.sources.get(table)?.falsifiesReaders === true
    return required.has(table) || (reachesReaders && tables.has(table))
  })
}

function tablesRequired(
  catalog: Catalog,
  metric: Metric,
  dimensions: readonly string[],
): ReadonlySet<string> {
  const offered = catalog.viewDimensions.get(metric.view)
  const requires = [
    ...metric.requires,
    ...dimensions.flatMap((name) => offered?.get(name)?.header.requires ?? []),
  ]
  return new Set(requires.flatMap((requirement) => requirement.split('|')))
}

/** The source tables upstream of a metric and its requested dimensions. */
function tablesRead(catalog: Catalog, metric: Metric, dimensions: readonly string[]): ReadonlySet<string> {
  const offered = catalog.viewDimensions.get(metric.view)
  const { return_events_from: returns } = catalog.views.get(metric.view)?.header ?? {}
  const views = [metric.view, returns, ...dimensions.map((name) => offered?.get(name)?.from)]
  return tablesBehind(
    catalog,
    views.flatMap((name) => name ?? []),
  )
}

/** The violations about "now", when the query uses the canonical `as_of`. */
export function nowNotes(asOf: string, { parameters, violations }: WarehouseState): readonly string[] {
  return asOf === parameters.as_of ? violations.filter(affectsNow).map(({ message }) => message) : []
}
