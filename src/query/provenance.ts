import { dataStartNotes } from '../semantic/compile/result/data-start.ts'
import { withImmatureShare } from '../semantic/compile/result/immature-share.ts'
import { withheldNotes } from '../semantic/compile/result/withhold.ts'
import type { Plan } from '../semantic/model/plan.ts'
import type { MetricsRequestInput } from '../semantic/model/request/request.ts'
import type { Provenance, ResultHeader } from '../semantic/model/result.ts'
import type { WarehouseState } from '../semantic/model/warehouse-state.ts'
import { refreshNotes, rollupAgeNotes } from './age-notes.ts'
import type { PreparedQuery } from './runtime.ts'

/**
 * The provenance of a result.
 *
 * @param firstRow the first row with its hidden columns; undefined without rows, and before the query runs
 */
export function provenanceOf(
  { plan, state, request }: PreparedQuery,
  firstRow: readonly unknown[] | undefined,
  maxRefreshAgeSeconds: number | null = null,
): Provenance {
  const isStored = plan.reusableViews.size > 0
  return {
    metrics: withImmatureShare(plan, firstRow),
    asOf: plan.asOf,
    dataAsOf: state.dataAsOf ?? plan.asOf,
    refreshedAt: isStored ? state.refreshedAt : null,
    timeZone: plan.timeZone,
    parameters: plan.parameters,
    policyHash: plan.policyHash,
    servedFrom: servedFrom(plan),
    notes: [
      ...plan.notes,
      ...freshNotes(request, state),
      ...dataStartNotes(plan, firstRow),
      ...withheldNotes(plan, firstRow),
      ...(isStored ? refreshNotes(state.refreshedAt, maxRefreshAgeSeconds) : []),
      ...rollupAgeNotes(plan.rollups, new Date()),
    ],
  }
}

/** Says that a result is newer than stored ones. */
function freshNotes(
  { fresh }: MetricsRequestInput,
  { refreshedAt }: Pick<WarehouseState, 'refreshedAt'>,
): readonly string[] {
  if (fresh !== true) return []
  return [
    `It was computed from the source tables, with the records that arrived since the last refresh${refreshedAt === null ? '' : ` at ${refreshedAt}`}.`,
  ]
}

/** A result without its rows. */
export function headerOf(
  query: PreparedQuery,
  firstRow: readonly unknown[] | undefined,
  maxRefreshAgeSeconds: number | null = null,
): ResultHeader {
  const { columns, otherGroups } = query.plan
  return {
    columns,
    others: [...otherGroups].map(([dimension, { name }]) => ({ dimension, value: name })),
    provenance: provenanceOf(query, firstRow, maxRefreshAgeSeconds),
  }
}

/** Where the values come from: from rollups, when those of all aggregations do. */
function servedFrom({ rollups, reusableViews }: Plan): Provenance['servedFrom'] {
  if (rollups.length > 0 && rollups.every(({ part }) => part !== null)) return 'rollup'
  return reusableViews.size > 0 ? 'stored' : 'base'
}
