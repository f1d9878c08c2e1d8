/** Postgres types of an entity's columns; they determine how values are bound and compared. */
export type ColumnType = 'text' | 'timestamptz' | 'bigint' | 'numeric' | 'boolean'

/** A relation of `sql/entities/` whose rows the API lists. */
export interface Entity<Row> {
  /** The GraphQL type; cursors contain it, so that other lists reject them. */
  readonly type: string
  readonly relation: string
  /** The entities that a caller must be granted to see its rows. */
  readonly grants: readonly string[]
  /** The source table of its rows. */
  readonly shows: string
  /** Unique and never null together: they identify a row and break every tie of an order. */
  readonly key: readonly [ColumnOf<Row>, ...ColumnOf<Row>[]]
  readonly columns: Readonly<Record<ColumnOf<Row>, ColumnType>>
}

export type ColumnOf<Row> = keyof Row & string
