/**
 * How times are written. Without a zone they are in that of the adapter. The order of day, month and year is declared:
 * 3/4/2024 has two.
 */
export const timeForms = [
  'time',
  'epoch_seconds',
  'epoch_milliseconds',
  'epoch_microseconds',
  'day_month_year',
  'month_day_year',
] as const
export type TimeForm = (typeof timeForms)[number]

/**
 * How a column of a vendor's raw table is read. `id`: a text, also where a loader made a number of it. `time`: as the
 * layout writes times. `comma_number`: 1.234,56; `point_number`: 1,234.56.
 */
export const rawTypes = [
  'id',
  'text',
  'number',
  'comma_number',
  'point_number',
  'boolean',
  'date',
  'json',
  ...timeForms,
] as const
export type RawType = (typeof rawTypes)[number]

/** What a company declares about a vendor, such as a map of types: a default, which says of which type it is. */
export interface Setting {
  readonly description: string
  readonly default: SettingValue
}

/** A text, a number, or an object or list as JSON; null is an absent text. */
export type SettingValue =
  string | number | boolean | null | readonly unknown[] | Readonly<Record<string, unknown>>

/** Where a loader keeps a table of the vendor, where this differs from the vendor's own names. */
export interface LaidOutTable {
  /** The relation; its name and those of its columns may have other capitals. */
  readonly from: string
  /** A path to a JSON list: its items are the rows. Null when the rows of the relation are. */
  readonly rows: string | null
  /**
   * Column → its place: `column`, or `column.key.key` within JSON. In a list, `parent.…` is the row around an item, and
   * `item` the item itself, where it is no object.
   */
  readonly columns: ReadonlyMap<string, string>
}

/** How one loader lays out the tables of a vendor. */
export interface Layout {
  readonly loader: string
  readonly description: string
  /** The schema in which the loader writes, unless another is configured. */
  readonly schema: string
  /** The column with the time at which a row was synced; null when there is none. */
  readonly synced: string | null
  /** The JSON column that holds all columns; null when they are columns. */
  readonly document: string | null
  readonly times: TimeForm
  readonly tables: ReadonlyMap<string, LaidOutTable>
}

/** Rows that the adapter cannot read as they are meant, found by a query. */
export interface AdapterReport {
  readonly name: string
  /** Follows the number of rows: `coupons in another currency than their price`. */
  readonly message: string
  readonly query: string
}

/** A select that several views of an adapter read as they read the tables of the vendor. */
export interface AdapterStep {
  readonly step: string
  readonly file: string
  readonly description: string
  readonly reads: readonly string[]
  readonly body: string
}

/** The select for one table of the contract. */
export interface AdapterView {
  /** The table of the contract. */
  readonly table: string
  readonly file: string
  readonly description: string
  /** Raw tables without which there are no rows; of each list, one is enough. */
  readonly needs: readonly (readonly string[])[]
  /** Tables of the vendor and steps that it reads, and perhaps `settings` and `synced`. */
  readonly reads: readonly string[]
  /** Columns of the contract that it has; the others are null. */
  readonly columns: readonly string[]
  readonly body: string
  readonly reports: readonly AdapterReport[]
}

/** A folder of `sql/adapters/`: one vendor, its tables, and the tables of the contract made of them. */
export interface Adapter {
  readonly vendor: string
  readonly description: string
  /** Columns of the contract with ids that the vendor issues: those of two vendors may be equal. */
  readonly ids: ReadonlySet<string>
  readonly settings: ReadonlyMap<string, Setting>
  /** Table of the vendor → column → how it is read. */
  readonly tables: ReadonlyMap<string, ReadonlyMap<string, RawType>>
  readonly layouts: ReadonlyMap<string, Layout>
  readonly steps: ReadonlyMap<string, AdapterStep>
  readonly views: ReadonlyMap<string, AdapterView>
}

/** A vendor that feeds tables of the contract, as `plumbline.yaml` declares it. */
export interface Feed {
  /** Unique; the ids of a further vendor begin with it. */
  readonly name: string
  readonly adapter: Adapter
  readonly layout: Layout
  readonly schema: string
  /** IANA name of the zone of times without one. */
  readonly timeZone: string
  readonly tables: readonly string[]
  readonly settings: ReadonlyMap<string, SettingValue>
}
