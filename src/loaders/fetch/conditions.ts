import { columnAccess } from '../../policy/access.ts'
import type { Runtime } from '../../query/runtime.ts'
import { compileCondition as compileJoined, compileFilter } from '../../semantic/sql/filter.ts'
import { bind, concatSql, sql, type Sql } from '../../semantic/sql/text/fragment.ts'
import type { SignalsAsked } from '../account-signal-rows.ts'
import type { StateSource } from '../account-states.ts'
import type { MeasuredKeys } from '../account-metric-values.ts'
import type { Entity, Searched } from './entity.ts'
import type { Comparison, Condition } from './page.ts'

type Caller = Pick<Runtime, 'access'>

/** What conditions compare with. */
export interface ConditionInputs {
  /** The values of metrics, by metric. */
  readonly measured: ReadonlyMap<string, MeasuredKeys>
  /** Relations with a row per account. */
  readonly states: ReadonlyMap<StateSource, Sql>
  /** Selects of the keys of accounts. */
  readonly signals: ReadonlyMap<SignalsAsked, Sql>
}

/** Of a list whose conditions compare columns only. */
export const noInputs: ConditionInputs = { measured: new Map(), states: new Map(), signals: new Map() }

/** A condition as SQL over the rows of an entity. */
export function compileCondition<Row>(
  caller: Caller,
  entity: Entity<Row>,
  condition: Condition<Row>,
  inputs: ConditionInputs,
): Sql {
  return compileJoined(condition, (comparison) => compileComparison(caller, entity, comparison, inputs))
}

function compileComparison<Row>(
  caller: Caller,
  entity: Entity<Row>,
  condition: Comparison<Row>,
  inputs: ConditionInputs,
): Sql {
  switch (condition.kind) {
    case 'search':
      return searched(caller, entity, condition.text)
    case 'column':
      return compileFilter(
        sql.id(condition.column),
        { ...condition, dimension: condition.column },
        entity.columns[condition.column],
      )
    case 'state': {
      const { part, column, type } = condition.state
      const test = (value: Sql) => compileFilter(value, { ...condition, dimension: column }, type)
      const relation = inputs.states.get(part)
      if (relation === undefined)
        throw new Error(`The rows of ${part} are not among the inputs of the conditions`)
      const rows = sql`${relation} as part`
      return byKey(sql`account_key`, sql`part.account_key`, rows, test, {
        value: sql`part.${sql.id(column)}`,
        withoutRow: sql.raw(`null::${type}`),
      })
    }
    case 'signal': {
      const keys = inputs.signals.get(condition.asked)
      if (keys === undefined) throw new Error('The signals are not among the inputs of the conditions')
      return sql`account_key in (${keys})`
    }
    case 'metric': {
      const { keys, values, withoutRow } = inputs.measured.get(condition.metric) ?? none
      const test = (value: Sql) =>
        compileFilter(value, { ...condition, dimension: condition.metric }, 'numeric')
      const rows = sql`unnest(${bind(keys, 'text[]')}, ${bind(values, 'text[]')}) as part (account_key, measured)`
      return byKey(sql`account_key`, sql`part.account_key`, rows, test, {
        value: sql`part.measured::numeric`,
        withoutRow: withoutRow === null ? sql`null::numeric` : sql`${sql.lit(withoutRow)}::numeric`,
      })
    }
  }
}

const none: MeasuredKeys = { keys: [], values: [], withoutRow: null }

/** A test of a value in other rows, by their key; a key without a row has the value `withoutRow`. */
function byKey(
  own: Sql,
  key: Sql,
  rows: Sql,
  test: (value: Sql) => Sql,
  { value, withoutRow }: { readonly value: Sql; readonly withoutRow: Sql },
): Sql {
  const met = sql`${own} in (select ${key} from ${rows} where ${test(value)})`
  const hasNoRow = sql`${own} not in (select ${key} from ${rows})`
  return sql`(${met} or (${test(withoutRow)} and ${hasNoRow}))`
}

/** The text is in one of the searched texts that the caller may see. */
function searched<Row>({ access }: Caller, entity: Entity<Row>, text: string): Sql {
  const isGranted = (grant: string | null) => grant === null || (access.role?.entities.has(grant) ?? true)
  const visible = entity.searched.filter(
    ({ column, related }) => columnAccess(access, column) === 'visible' && isGranted(related?.grant ?? null),
  )
  if (visible.length === 0) return sql`false`
  return sql`(${concatSql(
    visible.map((one) => contains(one, text)),
    ' or ',
  )})`
}

function contains({ column, related }: Searched, text: string): Sql {
  const name = column.split('.')[1] ?? column
  const test = (value: Sql) =>
    compileFilter(value, { dimension: name, operator: 'contains', value: text }, 'text')
  if (related === undefined) return test(sql.id(name))
  const { relation, refersTo, by } = related
  return sql`${sql.id(by)} in (select found.${sql.id(refersTo)} from ${sql.raw(relation)} as found where ${test(sql`found.${sql.id(name)}`)})`
}
