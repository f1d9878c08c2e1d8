import type { MetricsResult, Provenance } from '../semantic/model/result.ts'
import { rowLimit, tooExpensive } from '../semantic/plan/checks/result-size.ts'
import { compilePlan } from '../semantic/compile/compile-plan.ts'
import { withImmatureShare } from '../semantic/compile/immature-share.ts'
import { toCursor } from '../semantic/compile/keyset.ts'
import { withEffectiveOptions } from '../semantic/parameters/effective-options.ts'
import { dataStartNotes } from '../semantic/compile/data-start.ts'
import type { WarehouseState } from '../semantic/model/warehouse-state.ts'
import { planRequest } from '../semantic/plan/plan-request.ts'
import type { Plan } from '../semantic/model/plan.ts'
import type { MetricsRequestInput } from '../semantic/model/request.ts'
import type { QueryOptions } from '../warehouse/engine/engine.ts'
import { subtotalsOf, totalsOf } from './totals.ts'
import { checkGroups } from './group-count.ts'
import { comparedTotals } from './compared-totals.ts'
import { nameOtherGroups } from './name-other-group.ts'
import { resolveTop } from './top-values.ts'
import type { Runtime } from './runtime.ts'

/** Runs a query: plan, compile, run. Every interface uses it, so that all return the same numbers. */
export async function runQuery(
  runtime: Runtime,
  given: MetricsRequestInput,
  options: QueryOptions = {},
): Promise<MetricsResult> {
  const state = await runtime.state()
  const relevant = (one: MetricsRequestInput) => withEffectiveOptions(runtime.catalog, one, state.parameters)
  const run = (one: MetricsRequestInput) => runQuery(runtime, relevant(one), options)
  const request = await nameOtherGroups(
    runtime,
    state,
    await resolveTop(runtime.catalog, state, given, run),
    options,
  )
  const plan = planRequest(runtime.catalog, request, state)
  await checkGroups(request, plan, run)
  const { rows } = await runtime.engine.queryArrays(compilePlan(runtime.catalog, plan), options)
  const page = rows.slice(0, plan.first ?? rowLimit(plan)).map((row) => withoutHiddenColumns(plan, row))
  if (plan.first === null && rows.length > page.length) throw tooExpensive(plan, null)
  const last = page.at(-1)
  return {
    columns: plan.columns,
    others: [...plan.otherGroups].map(([dimension, { name }]) => ({ dimension, value: name })),
    rows: page,
    totals:
      request.totals === true
        ? await totalsOf(request, plan, run, (whole) =>
            comparedTotals(runtime, state, relevant(whole), plan, options),
          )
        : null,
    subtotals: request.subtotals === true ? await subtotalsOf(request, plan, run) : [],
    pageInfo: {
      hasNextPage: rows.length > page.length,
      endCursor: last === undefined ? null : toCursor(plan, last),
    },
    provenance: provenanceOf(plan, state, rows[0]),
  }
}

/** The columns of the result; additional columns of the statement are for its provenance. */
export function withoutHiddenColumns(plan: Plan, row: readonly unknown[]): readonly unknown[] {
  return row.length === plan.columns.length ? row : row.slice(0, plan.columns.length)
}

/**
 * Explains a query without running it: the plan, and the SQL with its values. Only the values of `top` are
 * queried.
 */
export async function explainMetrics(
  runtime: Runtime,
  given: MetricsRequestInput,
): Promise<{
  readonly sql: string
  readonly parameters: readonly unknown[]
  readonly plan: Plan
  readonly provenance: Provenance
}> {
  const state = await runtime.state()
  const withTop = await resolveTop(runtime.catalog, state, given, (one) =>
    runQuery(runtime, withEffectiveOptions(runtime.catalog, one, state.parameters)),
  )
  const request = await nameOtherGroups(runtime, state, withTop, {})
  const plan = planRequest(runtime.catalog, request, state)
  return { ...compilePlan(runtime.catalog, plan), plan, provenance: provenanceOf(plan, state) }
}

function provenanceOf(plan: Plan, state: WarehouseState, firstRow?: readonly unknown[]): Provenance {
  return {
    metrics: withImmatureShare(plan, firstRow),
    asOf: plan.asOf,
    dataAsOf: state.dataAsOf ?? plan.asOf,
    timeZone: plan.timeZone,
    parameters: plan.parameters,
    servedFrom: plan.reusableViews.size > 0 ? 'stored' : 'base',
    notes: [...plan.notes, ...dataStartNotes(plan, firstRow)],
  }
}
