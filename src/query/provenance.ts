import { dataStartNotes } from '../semantic/compile/data-start.ts'
import { withImmatureShare } from '../semantic/compile/immature-share.ts'
import { withheldNotes } from '../semantic/compile/withhold.ts'
import type { Provenance, ResultHeader } from '../semantic/model/result.ts'
import type { PreparedQuery } from './runtime.ts'

/**
 * The provenance of a result.
 *
 * @param firstRow the first row with its hidden columns; undefined without rows, and before the query runs
 */
export function provenanceOf(
  { plan, state }: PreparedQuery,
  firstRow: readonly unknown[] | undefined,
): Provenance {
  return {
    metrics: withImmatureShare(plan, firstRow),
    asOf: plan.asOf,
    dataAsOf: state.dataAsOf ?? plan.asOf,
    timeZone: plan.timeZone,
    parameters: plan.parameters,
    policyHash: plan.policyHash,
    servedFrom: plan.reusableViews.size > 0 ? 'stored' : 'base',
    notes: [...plan.notes, ...dataStartNotes(plan, firstRow), ...withheldNotes(plan, firstRow)],
  }
}

/** A result without its rows. */
export function headerOf(query: PreparedQuery, firstRow: readonly unknown[] | undefined): ResultHeader {
  const { columns, otherGroups } = query.plan
  return {
    columns,
    others: [...otherGroups].map(([dimension, { name }]) => ({ dimension, value: name })),
    provenance: provenanceOf(query, firstRow),
  }
}
