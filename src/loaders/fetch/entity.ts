/** Postgres types of an entity's columns; they determine how values are bound and compared. */
export type ColumnType = 'text' | 'timestamptz' | 'date' | 'bigint' | 'numeric' | 'boolean'

/** A relation of `sql/entities/` or `sql/pages/` whose rows the API lists. */
export interface Entity<Row> {
  /** The GraphQL type; cursors contain it, so that other lists reject them. */
  readonly type: string
  readonly relation: string
  /** The entities that a caller must be granted to see its rows. */
  readonly grants: readonly string[]
  /** The source tables of its rows. */
  readonly shows: readonly string[]
  /** Unique and never null together: they identify a row and break every tie of an order. */
  readonly key: readonly [ColumnOf<Row>, ...ColumnOf<Row>[]]
  readonly columns: Readonly<Record<ColumnOf<Row>, ColumnType>>
  /** The texts that a search compares. */
  readonly searched: readonly Searched[]
}

/** A text that a search compares: a column of the row, or the texts of a related relation. */
export interface Searched {
  /** The column, `entity.column`; a caller who may not see it does not search it. */
  readonly column: string
  /** The related rows with this text: their column that refers to the searched row, and the entity that a caller must be granted. */
  readonly related?: {
    readonly relation: string
    readonly refersTo: string
    readonly by: string
    readonly grant: string | null
  }
}

export type ColumnOf<Row> = keyof Row & string

/** The name of an entity in policies. */
export function nameOf<Row>({ relation }: Entity<Row>): string {
  return relation.split('.')[1] ?? relation
}
