import { sql as kysely, type RawBuilder } from 'kysely'

/** A fragment of SQL text with its bound values. */
export type Sql = RawBuilder<unknown>

/** SQL text with embedded fragments. {@link bind} turns a value into a fragment. */
export const sql = Object.assign(
  (texts: TemplateStringsArray, ...parts: readonly Sql[]): Sql => kysely(texts, ...parts),
  {
    /** Unchanged text: names and expressions of the catalogue, never of a caller. */
    raw: (text: string): Sql => kysely.raw(text),
    /** A constant of this program, as a literal. */
    lit: (value: string | number): Sql => kysely.lit(value),
    /** A quoted name. */
    id: (name: string): Sql => kysely.id(name),
  },
)

/** The empty fragment. */
export const none: Sql = kysely``

/** A fragment of texts computed at run time, with parts between them. */
export function template(texts: readonly string[], parts: readonly Sql[]): Sql {
  return kysely(Object.assign([...texts], { raw: texts }), ...parts)
}

/**
 * Concatenates fragments. Unlike in Kysely's `sql.join`, the separators are text: as separate nodes they were a quarter
 * of all nodes that Kysely visits.
 */
export function concatSql(parts: readonly Sql[], separator = ', '): Sql {
  if (parts.length === 0) return none
  return template(['', ...Array<string>(parts.length - 1).fill(separator), ''], parts)
}

/** The conjunction of conditions. */
export function allOf(conditions: readonly Sql[]): Sql {
  return concatSql(conditions, ' and ')
}

/** A column of a select list: an expression with a name. */
export function as(expression: Sql, name: string): Sql {
  return template(['', ` as ${name}`], [expression])
}

/** A bound value with its SQL type. A statement binds equal values once. */
export class BoundValue {
  readonly value: unknown
  readonly type: string

  constructor(value: unknown, type: string) {
    this.value = value
    this.type = type
  }
}

/** A bound value, cast to an SQL type: `$1::date`. */
export function bind(value: unknown, type: string): Sql {
  return kysely`${new BoundValue(value, type)}`
}
