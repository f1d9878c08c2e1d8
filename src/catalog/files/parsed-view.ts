import type { SourceTable } from './source-table.ts'
import type { ViewBody } from '../select/read-body.ts'
import type { ViewFile } from './read-view-file.ts'

/** A view as the rules see it: read, parsed, not yet trusted. */
export interface ParsedView extends ViewFile, ViewBody {
  readonly name: string
  /** Null while a relation it reads is unknown. */
  readonly columns: readonly string[] | null
}

/** All that was read from `sql/`, before the rules have looked at it. */
export interface ParsedCatalog {
  readonly sources: ReadonlyMap<string, SourceTable>
  /** In the order of the files; two may have the same name. */
  readonly views: readonly ParsedView[]
  readonly byName: ReadonlyMap<string, ParsedView>
  /** The one parameter view's parameters. */
  readonly parameters: ReadonlySet<string>
  /** Names and columns of relations that we keep ourselves. */
  readonly internal: ReadonlyMap<string, readonly string[]>
}
