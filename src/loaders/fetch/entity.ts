/** Postgres types that a column of an entity may have; they decide how values are bound and compared. */
export type ColumnType = 'text' | 'timestamptz' | 'bigint' | 'numeric' | 'boolean'

/** A relation of `sql/entities/` whose rows the API shows one by one. */
export interface Entity<Row> {
  /** The GraphQL type; a cursor carries it, so that another list refuses the cursor. */
  readonly type: string
  readonly relation: string
  /** The table of the source contract whose rows it shows. */
  readonly shows: string
  /** Together unique and never null: they identify a row and break every tie of an order. */
  readonly key: readonly [ColumnOf<Row>, ...ColumnOf<Row>[]]
  readonly columns: Readonly<Record<ColumnOf<Row>, ColumnType>>
}

export type ColumnOf<Row> = keyof Row & string
