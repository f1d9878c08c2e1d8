/** How the text of a column says a moment, a day or an amount, where it is not as the source contract has it. */
export interface ColumnRule {
  readonly format?: 'timestamp' | 'date' | 'epoch_seconds' | 'epoch_milliseconds' | undefined
  /** IANA name of the zone of times that say none. */
  readonly timeZone?: string | undefined
  /** `minor`: cents and the like, by the currency of the row. */
  readonly units?: 'minor' | undefined
  readonly decimal?: 'comma' | undefined
}

/** What is declared of files that are not quite as the source contract has them. */
export interface Mapping {
  /** The file that says so; null when nothing but the command line does, or nothing at all. */
  readonly file: string | null
  /** When the data were received, ISO 8601 in UTC; null when nobody says. */
  readonly receivedAt: string | null
  /** The zone of times that say none, wherever no column has one of its own; null when they are refused. */
  readonly timeZone: string | null
  /** Table → column → rule. */
  readonly tables: ReadonlyMap<string, ReadonlyMap<string, ColumnRule>>
}

/** The name of the mapping in a directory of data. */
export const mappingFileName = 'plumbline.yaml'

/** The files are as the source contract has them. */
export const noMapping: Mapping = Object.freeze({
  file: null,
  receivedAt: null,
  timeZone: null,
  tables: new Map(),
})
