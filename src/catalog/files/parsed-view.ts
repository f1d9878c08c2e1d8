import type { SourceTable } from './source-table.ts'
import type { ParameterFile } from '../parameters/read-parameter-files.ts'
import type { DescribedFile } from './describe-dimensions.ts'

/** A parsed view, before validation by the rules. */
export interface ParsedView extends DescribedFile {
  readonly name: string
  /** Null while a relation that it reads is unknown. */
  readonly columns: readonly string[] | null
}

/** All parsed files of `sql/`, before validation by the rules. */
export interface ParsedCatalog {
  readonly sources: ReadonlyMap<string, SourceTable>
  /** In the order of the files; names may repeat. Generated views are not in it. */
  readonly views: readonly ParsedView[]
  readonly byName: ReadonlyMap<string, ParsedView>
  readonly parameterFiles: readonly ParameterFile[]
  /** The columns of the business parameters: their names, and the conditions of matchers. */
  readonly parameters: ReadonlySet<string>
  /** Column of the business parameters → its canonical value; columns that a view computes are not in it. */
  readonly canonical: ReadonlyMap<string, unknown>
  /** Names and columns of the internal relations of Plumbline. */
  readonly internal: ReadonlyMap<string, readonly string[]>
}
