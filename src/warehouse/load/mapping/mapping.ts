/** The forms of times in files; `read-moment.ts` reads each of them. */
export const timeFormats = ['timestamp', 'date', 'epoch_seconds', 'epoch_milliseconds'] as const

/** How the values of a column are written, where they differ from the source contract. */
export interface ColumnRule {
  readonly format?: (typeof timeFormats)[number] | undefined
  /** IANA name of the zone of times without one. */
  readonly timeZone?: string | undefined
  /** `minor`: cents and the like, by the currency of the row. */
  readonly units?: 'minor' | undefined
  readonly decimal?: 'comma' | undefined
}

/** Declared differences between files and the source contract. */
export interface Mapping {
  /** The mapping file; null when there is none. */
  readonly file: string | null
  /** When the data were received, ISO 8601 in UTC; null when not declared. */
  readonly receivedAt: string | null
  /** The zone of times without one, for columns without a zone of their own; null rejects such times. */
  readonly timeZone: string | null
  /** Table → column → rule. */
  readonly tables: ReadonlyMap<string, ReadonlyMap<string, ColumnRule>>
}

/** The name of the mapping in a directory of data. */
export const mappingFileName = 'plumbline.yaml'

/** The files follow the source contract. */
export const noMapping: Mapping = Object.freeze({
  file: null,
  receivedAt: null,
  timeZone: null,
  tables: new Map(),
})
