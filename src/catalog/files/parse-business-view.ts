import type { ParsedFile, ParseView } from './parse-view.ts'
import { businessView } from '../parameters/business-view.ts'
import type { ParameterFile } from '../parameters/read-parameter-files.ts'

/** The view of business parameters, which is generated, parsed like a view with a file. */
export async function parseBusinessView(
  parse: ParseView,
  files: readonly ParameterFile[],
  canonical: ReadonlyMap<string, unknown>,
): Promise<ParsedFile> {
  const text = businessView(
    files.flatMap(({ parameters }) => parameters),
    files.map(({ subject }) => subject.owner),
    canonical,
  )
  const view = await parse(files[0]?.subject.file ?? '', text)
  if (!('select' in view)) throw new Error(`The view of parameters is not valid: ${view[0]?.message ?? ''}`)
  return view
}
