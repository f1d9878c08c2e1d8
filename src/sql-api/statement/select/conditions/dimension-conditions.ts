import type { Condition } from '../../../../semantic/model/request/condition.ts'
import type { Filter } from '../../../../semantic/model/request/request.ts'
import type { AskedMetric } from '../../../answer/compile-answer.ts'
import { Rejection } from '../../rejection.ts'
import { printed } from '../../text.ts'
import { conjuncts, string, type Node } from '../../tree.ts'
import type { Probe } from '../periods/probe.ts'
import type { FilteredMetric } from '../rewrite-aggregates.ts'
import { usedIn, type Source, type Used } from '../sources.ts'
import { byValues, type ValuesOf } from './by-values.ts'
import { conditionsOf } from './joined-conditions.ts'
import { selectedDimension } from './split-where.ts'

/** What reading conditions on dimensions of a source needs. */
export interface Reading {
  readonly source: Source
  readonly sources: readonly Source[]
  readonly probe: Probe
  readonly valuesOf: ValuesOf
  /** The select around the conditions. */
  readonly select: Node
}

/**
 * The conditions on dimensions as those of a query. Those that a query cannot have stay in the select, where it groups by
 * their dimensions.
 */
export async function dimensionConditions(
  conditions: readonly unknown[],
  by: readonly string[],
  { source, sources, probe, valuesOf, select }: Reading,
): Promise<{ readonly where: readonly Condition<Filter>[]; readonly staying: readonly unknown[] }> {
  const where: Condition<Filter>[] = []
  const staying: unknown[] = []
  for (const condition of conditions) {
    const own = usedIn(condition, sources).filter((used) => used.source === source)
    const selected = selectedDimension(condition, select, source, sources)
    if (selected !== null) {
      where.push(...(await byValues(condition, source, selected, probe, valuesOf, withText(select))))
      continue
    }
    const found = await conditionsOf(condition, source, sources, probe, valuesOf)
    if (found !== null) where.push(...found)
    else if (own.every(({ column }) => by.includes(column.name))) staying.push(condition)
    else throw severalDimensions(own)
  }
  return { where, staying }
}

/** Metrics with conditions of their own. */
export async function filteredMetrics(
  filtered: readonly FilteredMetric[],
  { source, sources, probe, valuesOf }: Reading,
): Promise<readonly AskedMetric[]> {
  const metrics: AskedMetric[] = []
  for (const { alias, metric, condition } of filtered) {
    const where: Condition<Filter>[] = []
    for (const one of conjuncts(condition)) {
      const own = await conditionsOf(one, source, sources, probe, valuesOf)
      if (own === null)
        throw new Rejection(`The filter of ${metric} cannot be computed.`, {
          hint: 'Use conditions on one dimension each, joined by AND, OR and NOT.',
        })
      where.push(...own)
    }
    metrics.push({ metric, alias, where })
  }
  return metrics
}

/** The common tables of a select as text, which stands before a statement; empty where it has none. */
function withText({ withClause }: Node): string {
  if (withClause === undefined) return ''
  const marker = 'plumbline_after_common_tables'
  const select = { withClause, targetList: [], limitOption: 'LIMIT_OPTION_DEFAULT', op: 'SETOP_NONE' }
  const text = printed({
    SelectStmt: {
      ...select,
      targetList: [{ ResTarget: { val: { ColumnRef: { fields: [string(marker)] } } } }],
    },
  })
  return text.slice(0, text.lastIndexOf(marker)).replace(/select\s*$/i, '')
}

function severalDimensions(used: readonly Used[]): Rejection {
  const names = [...new Set(used.map(({ column }) => column.name))]
  return new Rejection(
    `An expression over ${names.join(' and ')} together cannot be computed before grouping.`,
    {
      hint: `Group by ${names.join(' and ')}, or write conditions on one dimension each, joined by AND, OR and NOT.`,
    },
  )
}
