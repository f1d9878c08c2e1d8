import type { Catalog, Metric } from '../../../catalog/catalog.ts'
import { metricInputs } from '../../../catalog/kinds.ts'
import { PlumblineError } from '../../../errors.ts'
import type { WarehouseState } from '../../model/warehouse-state.ts'
import { affectsNow } from '../../model/source-violation.ts'
import type { SourceViolation } from '../../model/source-violation.ts'

/**
 * Refuses a metric that no remedy makes right while its source tables break the contract: a table that the metric
 * or a dimension requires lacks a value or has one that means nothing, rows of a table behind it are there twice, or a
 * rate behind it means nothing.
 *
 * @throws PlumblineError `CONTRACT_BROKEN` with the table, the rule, examples and a query of the rows.
 */
export function checkViolations(
  catalog: Catalog,
  metric: Metric,
  dimensions: readonly string[],
  knowledge: WarehouseState,
): void {
  const read = () => tablesRead(catalog, metric, dimensions)
  checkTables(catalog, metric.name, tablesRequired(catalog, metric, dimensions), read, knowledge)
}

/**
 * Refuses what no remedy makes right while the tables that it requires, or keys and rates of those that it reads,
 * break the contract.
 *
 * @throws PlumblineError `CONTRACT_BROKEN`, as for a metric.
 */
export function checkTables(
  catalog: Catalog,
  subject: string,
  required: ReadonlySet<string>,
  read: () => ReadonlySet<string>,
  knowledge: WarehouseState,
): void {
  const found = invalidating(catalog, required, read, knowledge.violations)
  if (found.length === 0) return
  const [first] = found
  throw new PlumblineError(
    'CONTRACT_BROKEN',
    `${subject} cannot be right: ${found.map(({ message }) => message).join(' ')} For example: ` +
      `${first?.examples.join('; ') ?? ''}. plumbline check shows them all; mend the rows at their source and refresh.`,
    {
      subject,
      problems: found.map(({ message, rowsQuery }) => `${message} Query: ${rowsQuery}`),
    },
  )
}

/** The source tables behind these views. */
export function tablesBehind(catalog: Catalog, views: readonly string[]): ReadonlySet<string> {
  const lineage = views.flatMap((name) => [...(catalog.views.get(name)?.lineage ?? [])])
  return new Set(
    lineage
      .filter((relation) => relation.startsWith('source.'))
      .map((relation) => relation.slice('source.'.length)),
  )
}

/** What an answer has to say of the tables that it was read from. */
export function violationNotes(
  catalog: Catalog,
  parts: readonly Metric[],
  dimensions: readonly string[],
  knowledge: WarehouseState,
): readonly string[] {
  const read = new Set(parts.flatMap((metric) => [...tablesRead(catalog, metric, dimensions)]))
  const broken = knowledge.violations
    .filter(({ table, severity }) => severity !== 'note' && read.has(table))
    .map(({ message }) => `${message} plumbline check shows which.`)
  const required = new Set(parts.flatMap(({ requires }) => requires))
  const empty = [...required].flatMap((requirement) => {
    const given = requirement.split('|').filter((table) => knowledge.provided.has(table))
    return given.length > 0 && given.every((table) => knowledge.emptyTables.has(table)) ? given : []
  })
  return [
    ...broken,
    ...[...new Set(empty)].map((table) => `The source table ${table} was provided and has no rows.`),
  ]
}

/** Whether a violation makes the metric, asked by no dimension, one that cannot be right. */
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
  const behind = read()
  return errors.filter(({ table, rule }) => {
    // a row that is there twice is joined twice, whatever its table is for
    const reachesReaders = rule.startsWith('key ') || catalog.sources.get(table)?.falsifiesReaders === true
    return required.has(table) || (reachesReaders && behind.has(table))
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

/** The source tables behind a metric and the dimensions that it is asked by. */
function tablesRead(catalog: Catalog, metric: Metric, dimensions: readonly string[]): ReadonlySet<string> {
  const offered = catalog.viewDimensions.get(metric.view)
  const { return_events_from: returns } = catalog.views.get(metric.view)?.header ?? {}
  const views = [metric.view, returns, ...dimensions.map((name) => offered?.get(name)?.from)]
  return tablesBehind(
    catalog,
    views.flatMap((name) => name ?? []),
  )
}

/** That "now" was taken from ends which may have been agreed beforehand; nothing where the question says its own. */
export function nowNotes(asOf: string, { parameters, violations }: WarehouseState): readonly string[] {
  return asOf === parameters.as_of ? violations.filter(affectsNow).map(({ message }) => message) : []
}
