import type { Catalog } from '../../catalog/catalog.ts'
import type { Access } from '../../policy/access.ts'
import { compilePlan } from '../../semantic/compile/compile-plan.ts'
import type { Filter, MetricsRequestInput } from '../../semantic/model/request/request.ts'
import type { Plan } from '../../semantic/model/plan.ts'
import type { WarehouseState } from '../../semantic/model/warehouse-state.ts'
import type { Condition } from '../../semantic/model/request/condition.ts'
import { partialColumn } from '../../semantic/plan/draft/result-columns.ts'
import { planRequest } from '../../semantic/plan/plan-request.ts'
import { rowLimit } from '../../semantic/plan/checks/result-size.ts'
import { quoteName } from '../../warehouse/engine/values/quote-name.ts'
import { metricSchema } from '../relations/metric-relation.ts'
import type { DayGrain, MetricRelation } from '../relations/metric-relation.ts'
import { literal, withLiterals } from '../../warehouse/engine/values/literals.ts'
import { signatureOf } from '../relations/signature.ts'
import type { PaddedKeys } from '../relations/signature.ts'
import { withEffectiveOptions } from './effective-options.ts'
import type { SessionSettings } from './session-settings.ts'

/** The column of a derived table with the first day of each period, by which balances are guarded. */
export const periodColumn = 'plumbline_period'

/** A metric of a derived table, under the name of its column. */
export interface AskedMetric {
  readonly metric: string
  readonly alias: string
  readonly where: readonly Condition<Filter>[]
}

/** What a select asks of one relation. */
export interface Question {
  readonly relation: MetricRelation
  /** Columns whose values identify a row: dimensions, cohort, age. */
  readonly by: readonly string[]
  readonly grain: DayGrain | null
  /** The columns of periods that the select reads; empty without a grain. */
  readonly times: readonly DayGrain[]
  readonly metrics: readonly AskedMetric[]
  readonly where: readonly Condition<Filter>[]
  readonly from: string | null
  readonly to: string | null
  readonly isSundayWeek: boolean
  /** Whether the statement has other weeks than the session. */
  readonly isOtherWeek: boolean
  /** Whether the derived table has {@link periodColumn}. */
  readonly hasPeriod: boolean
  /** Whether the derived table says which periods are partial. */
  readonly hasPartial: boolean
}

/** The definitions, what the caller may see, and the state of the warehouse. */
export interface QuestionContext {
  readonly catalog: Catalog
  readonly access: Access
  readonly state: WarehouseState
  readonly settings: SessionSettings
}

/** What makes an answer valid in one session, for one state of the data. */
export interface Seal {
  readonly keys: PaddedKeys
  /** The process of the session and its start: a signature is valid in this session only. */
  readonly session: string
  /** Identifies the contents of the stored views. */
  readonly mark: string
}

/** A compiled question, which any session may be answered with. */
export interface CompiledQuestion {
  readonly plan: Plan
  readonly statement: string
  readonly limit: number
  /** The names and types of the columns of the answer, as SQL. */
  readonly typed: string
}

/** A derived table with the answer to a question, and its plan. */
export interface CompiledAnswer {
  readonly sql: string
  readonly plan: Plan
}

/** The request of every interface that a question means. */
export function requestOf(question: Question, settings: SessionSettings): MetricsRequestInput {
  const { relation, by, grain, metrics, where, from, to, isSundayWeek, isOtherWeek, hasPartial } = question
  const { asOf, timeZone, cohortGrain, partial, options } = settings
  const isSeries = relation.shape === 'series'
  return {
    metrics: metrics.map((one) => ({ ...one, where: [...one.where] })),
    by: by.filter((name) => relation.columns.get(name)?.role === 'dimension'),
    where: [...where],
    options: isOtherWeek ? { ...options, week_start: isSundayWeek ? 'sunday' : 'monday' } : options,
    ...(grain !== null ? { grain } : isSeries || cohortGrain === null ? {} : { grain: cohortGrain }),
    ...(isSeries && grain !== null ? { partial } : {}),
    ...(hasPartial && !isSeries ? { parts: true } : {}),
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
    ...(asOf === null ? {} : { asOf }),
    ...(timeZone === null ? {} : { timeZone }),
  }
}

/**
 * Compiles a question to the statement of its answer.
 *
 * @throws PlumblineError when the question has no correct answer, or the caller may not ask it
 */
export function compileQuestion(context: QuestionContext, question: Question): CompiledQuestion {
  const { catalog, access, state, settings } = context
  const request = withEffectiveOptions(catalog, requestOf(question, settings))
  const plan = planRequest(catalog, request, state, access)
  const limit = rowLimit(plan)
  const columns = answerColumns(question, plan)
  const { sql, parameters } = compilePlan(catalog, plan, limit + 1)
  const select = columns
    .map(({ value, type, name }) => `(${value})::${type} as ${quoteName(name)}`)
    .join(', ')
  return {
    plan,
    limit,
    statement: `select ${select === '' ? '1 as nothing' : select} from (${withLiterals(sql, parameters)}) as metrics`,
    typed: columns.map(({ name, type }) => `${quoteName(name)} ${type}`).join(', '),
  }
}

/** The derived table, which runs in the client's session with the rights of the owner of the definitions. */
export function sealAnswer({ keys, session, mark }: Seal, question: CompiledQuestion): CompiledAnswer {
  const { plan, statement, limit, typed } = question
  const signature = signatureOf(keys, [session, limit, mark, statement].join(' '))
  const call = `${metricSchema}.answer(${literal(statement)}, ${limit}, ${literal(mark)}, ${literal(signature)})`
  return { sql: `select * from ${call} as answers (${typed})`, plan }
}

/** The columns of the derived table, as expressions over those of the compiled statement. */
function answerColumns(
  { relation, by, grain, times, metrics, isSundayWeek, hasPeriod, hasPartial }: Question,
  { columns }: Plan,
) {
  return [
    ...(hasPeriod ? [{ name: periodColumn, type: 'date', value: grain === null ? 'null' : 'period' }] : []),
    ...(hasPartial ? [{ name: partialColumn, type: 'boolean', value: partialValue(columns) }] : []),
    ...times.map((name) => ({ name, type: 'date', value: periodStart(name, grain, isSundayWeek) })),
    ...by.map((name) => ({
      name,
      type: relation.columns.get(name)?.type ?? 'text',
      value: quoteName(name),
    })),
    ...metrics.map(({ alias }) => ({ name: alias, type: 'numeric', value: quoteName(alias) })),
  ]
}

/** Whether a row is partial: its period, or the cohort of one of its values. */
function partialValue(columns: Plan['columns']): string {
  const maturities = columns.filter(({ kind }) => kind === 'maturity').map(({ name }) => quoteName(name))
  if (maturities.length > 0) return `'PARTIAL' in (${maturities.join(', ')})`
  return columns.some(({ kind }) => kind === 'partial') ? partialColumn : 'false'
}

/** The first day of the longer period around a period; a shorter one is the first within it. */
export function periodStart(column: DayGrain, grain: DayGrain | null, isSundayWeek: boolean): string {
  if (column === grain || column === 'day') return 'period'
  if (column === 'week')
    return isSundayWeek ? `date_trunc('week', period + 1)::date - 1` : `date_trunc('week', period)`
  return `date_trunc('${column}', period)`
}
