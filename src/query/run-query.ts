import type { MetricsResult, Provenance } from '../semantic/model/result.ts'
import { rowLimit, tooExpensive } from '../semantic/plan/checks/result-size.ts'
import { compilePlan } from '../semantic/compile/compile-plan.ts'
import { withImmatureShare } from '../semantic/compile/immature-share.ts'
import { toCursor } from '../semantic/compile/keyset.ts'
import { onlyHeard } from '../semantic/parameters/effective-options.ts'
import { sinceNotes } from '../semantic/compile/known-since.ts'
import type { WarehouseState } from '../semantic/model/warehouse-state.ts'
import { planRequest } from '../semantic/plan/plan-request.ts'
import type { Plan } from '../semantic/model/plan.ts'
import type { MetricsRequestInput } from '../semantic/model/request.ts'
import type { QueryOptions } from '../warehouse/engine/engine.ts'
import { subtotalsOf, totalsOf } from './totals.ts'
import { checkGroups } from './group-count.ts'
import { comparedTotals } from './compared-totals.ts'
import { nameRest } from './name-other-group.ts'
import { resolveTop } from './top-values.ts'
import type { Runtime } from './runtime.ts'

/** Answers a question: plan, compile, run. Every door goes through here, so every door says the same. */
export async function runQuery(
  runtime: Runtime,
  asked: MetricsRequestInput,
  options: QueryOptions = {},
): Promise<MetricsResult> {
  const knowledge = await runtime.knowledge()
  const heard = (one: MetricsRequestInput) => onlyHeard(runtime.catalog, one, knowledge.parameters)
  const ask = (one: MetricsRequestInput) => runQuery(runtime, heard(one), options)
  const request = await nameRest(
    runtime,
    knowledge,
    await resolveTop(runtime.catalog, knowledge, asked, ask),
    options,
  )
  const plan = planRequest(runtime.catalog, request, knowledge)
  await checkGroups(request, plan, ask)
  const { rows } = await runtime.engine.queryArrays(compilePlan(runtime.catalog, plan), options)
  const page = rows.slice(0, plan.first ?? rowLimit(plan)).map((row) => shownColumns(plan, row))
  if (plan.first === null && rows.length > page.length) throw tooExpensive(plan, null)
  const last = page.at(-1)
  return {
    columns: plan.columns,
    others: [...plan.kept].map(([dimension, { rest }]) => ({ dimension, value: rest })),
    rows: page,
    totals:
      request.totals === true
        ? await totalsOf(request, plan, ask, (question) =>
            comparedTotals(runtime, knowledge, heard(question), plan, options),
          )
        : null,
    subtotals: request.subtotals === true ? await subtotalsOf(request, plan, ask) : [],
    pageInfo: {
      hasNextPage: rows.length > page.length,
      endCursor: last === undefined ? null : toCursor(plan, last),
    },
    provenance: provenanceOf(plan, knowledge, rows[0]),
  }
}

/** The columns of the answer: what goes into its provenance stands behind them. */
export function shownColumns(plan: Plan, row: readonly unknown[]): readonly unknown[] {
  return row.length === plan.columns.length ? row : row.slice(0, plan.columns.length)
}

/** The same question, not asked but shown: the plan, and the SQL with its values. Only which values stay apart is asked. */
export async function explainMetrics(
  runtime: Runtime,
  asked: MetricsRequestInput,
): Promise<{
  readonly sql: string
  readonly parameters: readonly unknown[]
  readonly plan: Plan
  readonly provenance: Provenance
}> {
  const knowledge = await runtime.knowledge()
  const kept = await resolveTop(runtime.catalog, knowledge, asked, (one) =>
    runQuery(runtime, onlyHeard(runtime.catalog, one, knowledge.parameters)),
  )
  const request = await nameRest(runtime, knowledge, kept, {})
  const plan = planRequest(runtime.catalog, request, knowledge)
  return { ...compilePlan(runtime.catalog, plan), plan, provenance: provenanceOf(plan, knowledge) }
}

function provenanceOf(plan: Plan, knowledge: WarehouseState, firstRow?: readonly unknown[]): Provenance {
  return {
    metrics: withImmatureShare(plan, firstRow),
    asOf: plan.asOf,
    dataAsOf: knowledge.dataAsOf ?? plan.asOf,
    timeZone: plan.timeZone,
    parameters: plan.parameters,
    servedFrom: plan.usableStored.size > 0 ? 'stored' : 'base',
    notes: [...plan.notes, ...sinceNotes(plan, firstRow)],
  }
}
