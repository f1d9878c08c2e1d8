import { dataStartNotes } from '../semantic/compile/data-start.ts'
import { withImmatureShare } from '../semantic/compile/immature-share.ts'
import { withheldNotes } from '../semantic/compile/withhold.ts'
import type { Plan } from '../semantic/model/plan.ts'
import type { Provenance } from '../semantic/model/result.ts'
import { rollupAgeNotes } from './rollup-age.ts'
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
    servedFrom: servedFrom(plan),
    notes: [
      ...plan.notes,
      ...dataStartNotes(plan, firstRow),
      ...withheldNotes(plan, firstRow),
      ...rollupAgeNotes(plan.rollups, new Date()),
    ],
  }
}

/** Where the values come from: from rollups, when those of all aggregations do. */
function servedFrom({ rollups, reusableViews }: Plan): Provenance['servedFrom'] {
  if (rollups.length > 0 && rollups.every(({ part }) => part !== null)) return 'rollup'
  return reusableViews.size > 0 ? 'stored' : 'base'
}
