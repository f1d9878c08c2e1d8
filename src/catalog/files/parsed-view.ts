import type { SourceTable } from './source-table.ts'
import type { ViewBody } from '../select/read-body.ts'
import type { ViewFile } from './read-view-file.ts'

/** A parsed view, before validation by the rules. */
export interface ParsedView extends ViewFile, ViewBody {
  readonly name: string
  /** Null while a relation that it reads is unknown. */
  readonly columns: readonly string[] | null
}

/** All parsed files of `sql/`, before validation by the rules. */
export interface ParsedCatalog {
  readonly sources: ReadonlyMap<string, SourceTable>
  /** In the order of the files; names may repeat. */
  readonly views: readonly ParsedView[]
  readonly byName: ReadonlyMap<string, ParsedView>
  /** The parameters of the parameter view. */
  readonly parameters: ReadonlySet<string>
  /** Names and columns of Plumbline's internal relations. */
  readonly internal: ReadonlyMap<string, readonly string[]>
}
