import { sql as kysely, type RawBuilder } from 'kysely'

/** A piece of SQL text, with the values that are bound in it. */
export type Sql = RawBuilder<unknown>

/** SQL text around other pieces. A value is not a piece: {@link bind} makes one of it. */
export const sql = Object.assign(
  (texts: TemplateStringsArray, ...parts: readonly Sql[]): Sql => kysely(texts, ...parts),
  {
    /** Text as it is: names and expressions of the catalogue, never a caller's. */
    raw: (text: string): Sql => kysely.raw(text),
    /** A constant of ours, written into the text. */
    lit: (value: string | number): Sql => kysely.lit(value),
    /** A quoted name. */
    id: (name: string): Sql => kysely.id(name),
  },
)

/** Nothing. */
export const none: Sql = kysely``

/** A piece whose texts are only known when it runs: the parts stand between them. */
export function template(texts: readonly string[], parts: readonly Sql[]): Sql {
  return kysely(Object.assign([...texts], { raw: texts }), ...parts)
}

/**
 * Pieces one after the other. Unlike in Kysely's `sql.join`, what stands between them is text: as nodes of
 * their own, the commas were a quarter of what Kysely had to visit.
 */
export function concatSql(parts: readonly Sql[], separator = ', '): Sql {
  if (parts.length === 0) return none
  return template(['', ...Array<string>(parts.length - 1).fill(separator), ''], parts)
}

/** That all conditions hold. */
export function allOf(conditions: readonly Sql[]): Sql {
  return concatSql(conditions, ' and ')
}

/** A column of a select list: an expression under a name of ours. */
export function as(expression: Sql, name: string): Sql {
  return template(['', ` as ${name}`], [expression])
}

/** A value of a caller, as one of an SQL type. A statement binds equal ones once. */
export class BoundValue {
  readonly value: unknown
  readonly type: string

  constructor(value: unknown, type: string) {
    this.value = value
    this.type = type
  }
}

/** The value, bound and read as an SQL type: `$1::date`. */
export function bind(value: unknown, type: string): Sql {
  return kysely`${new BoundValue(value, type)}`
}
