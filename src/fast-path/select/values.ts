import { GraphQLEnumType, type GraphQLNamedType } from 'graphql'
import type { ColumnType } from '../../loaders/fetch/entity.ts'
import { fromEnumValue } from '../../resolvers/sdl/enum-value.ts'
import { concatSql, sql, type Sql } from '../../semantic/sql/text/fragment.ts'
import { NotUnderstood } from './not-understood.ts'

/** An SQL expression and its type; `printed` is text in the form of its scalar. */
export interface Value {
  readonly sql: Sql
  readonly type: ColumnType | 'json' | 'jsonb' | 'printed'
  /** Whether the expression itself says that it is never null. */
  readonly isNeverNull?: boolean
}

/**
 * A column as its scalar or enum prints it, for `row_to_json`: text for text, a JSON number only where JavaScript reads
 * every digit of it.
 */
export function printed({ sql: value, type }: Value, target: GraphQLNamedType): Value {
  if (target instanceof GraphQLEnumType && type === 'text') return { sql: enumName(value, target), type }
  if (type === 'printed') return { sql: value, type }
  switch (`${type} ${target.name}`) {
    case 'text String':
    case 'text ID':
    case 'boolean Boolean':
      return { sql: value, type }
    case 'date Date':
    case 'numeric Decimal':
      return { sql: sql`${value}::text`, type: 'text' }
    case 'bigint WholeNumber':
      return { sql: wholeNumber(value), type }
    case 'timestamptz DateTime':
      return { sql: finite(value), type }
    case 'jsonb String':
    case 'jsonb Date':
    case 'jsonb Decimal':
      return { sql: scalarIn(value, 'string'), type: 'jsonb' }
    case 'jsonb Boolean':
      return { sql: scalarIn(value, 'boolean'), type: 'jsonb' }
    default:
      throw new NotUnderstood()
  }
}

/** The value; the statement fails where it is null, as the schema says that it never is. */
export function required({ sql: value, type, isNeverNull }: Value): Sql {
  // the text of the value is repeated, and with it everything below
  if (isNeverNull === true) return value
  return sql`coalesce(${value}, ${failing(value, type)})`
}

/** An expression that fails when it is evaluated; it depends on the row, so that the planner cannot evaluate it. */
function failing(value: Sql, type: Value['type']): Sql {
  const text = sql`concat(${value}, ' is missing')`
  return type === 'text' || type === 'printed' ? sql`${text}::bigint::text` : sql`${text}::${sql.raw(type)}`
}

/** A name that the enum does not have fails, as in GraphQL. */
function enumName(value: Sql, target: GraphQLEnumType): Sql {
  const names = target
    .getValues()
    .map(({ name }) => sql`when ${sql.lit(fromEnumValue(name))} then ${sql.lit(name)}`)
  return sql`case when ${value} is not null then case ${value} ${concatSql(names, ' ')} else ${failing(value, 'text')} end end`
}

/** A number that JavaScript cannot read exactly is printed as text; it is so rare that its document is resolved. */
function wholeNumber(value: Sql): Sql {
  return sql`case when ${value} not between -9007199254740991 and 9007199254740991 then ${failing(value, 'bigint')} else ${value} end`
}

/** `row_to_json` prints these in a form that `instants.ts` knows; others are so rare that their document is resolved. */
function finite(value: Sql): Sql {
  return sql`case when ${value} >= '0001-01-01 00:00:00+00' and ${value} < 'infinity' then ${value} when ${value} is not null then ${failing(value, 'timestamptz')} end`
}

/** The same text as `toIsoTimestamp` makes of what PostgreSQL prints. */
export function instant(value: Sql): Sql {
  const fraction = sql`case when date_trunc('milliseconds', ${value}) = ${value} then 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"' else 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"' end`
  return sql`case when ${value} < '0001-01-01 00:00:00+00' or not isfinite(${value}) then ${value}::text when date_bin('1 second', ${value}, '2000-01-01 00:00:00+00') = ${value} then left(translate(${value}::text, ' +', 'TZ'), -2) else to_char(${value}, ${fraction}) end`
}

/** A value in a document, which is printed as it is; another type fails, because JavaScript may print it otherwise. */
function scalarIn(value: Sql, type: 'string' | 'boolean'): Sql {
  return sql`case jsonb_typeof(${value}) when ${sql.lit(type)} then ${value} when 'null' then null else ${failing(sql`null`, 'jsonb')} end`
}
