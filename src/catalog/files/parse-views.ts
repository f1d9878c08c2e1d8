import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { ParsedCatalog, ParsedView } from './parsed-view.ts'
import { internalRelations } from './internal-relations.ts'
import { outputColumns } from '../select/output-columns.ts'
import { describeDimensions, type DescribedFile } from './describe-dimensions.ts'
import { viewParser, type ParsedFile } from './parse-view.ts'
import type { Problem } from '../headers/problem.ts'
import { canonicalValues } from '../parameters/canonical-values.ts'
import { columnsOf as columnsOfParameter } from '../parameters/parameter.ts'
import { parseBusinessView } from './parse-business-view.ts'
import { parseFeedView } from './parse-feed-view.ts'
import { readParameterFiles } from '../parameters/read-parameter-files.ts'
import type { SourceTable } from './source-table.ts'

type Unresolved = Omit<ParsedView, 'columns'>

/** Reads and parses every view file; unreadable files are problems. */
export async function parseViews(
  directory: string,
  sources: ReadonlyMap<string, SourceTable>,
): Promise<{ readonly parsed: ParsedCatalog; readonly problems: readonly Problem[] }> {
  // the files of adapters are not views: deploy makes them of the columns that a vendor has
  const names = (await readdir(directory, { recursive: true }))
    .filter((name) => name.endsWith('.sql') && !name.startsWith('adapters'))
    .sort()
  const { files: parameterFiles, problems: inParameters } = await readParameterFiles(directory)
  const problems: Problem[] = [...inParameters]
  const readFiles: ParsedFile[] = []
  const parse = viewParser()
  for (const name of names) {
    const path = join(directory, name)
    const view = await parse(relative(process.cwd(), path), await readFile(path, 'utf8'))
    if ('select' in view) readFiles.push(view)
    else problems.push(...view)
  }
  const [described, undescribed] = describeDimensions(readFiles)
  problems.push(...undescribed)
  const parsed = described.map(named)
  // the first of two views with the same name is used
  const written = new Map([...parsed].reverse().map((view) => [view.name, view]))
  const { values: canonical, problems: inDefaults } = canonicalValues(parameterFiles, written)
  problems.push(...inDefaults)
  const [generatedFiles] = describeDimensions([
    ...(parameterFiles.length === 0 ? [] : [await parseBusinessView(parse, parameterFiles, canonical)]),
    ...(await parseFeedView(parse, written)),
  ])
  const generated = generatedFiles.map(named)
  const byName = new Map([...written, ...generated.map((view) => [view.name, view] as const)])
  const columns = columnsOf(byName, sources)
  const views = parsed.map((view) => ({ ...view, columns: columns(view) }))
  return {
    problems,
    parsed: {
      sources,
      views,
      byName: new Map(
        [...views, ...generated.map((view) => ({ ...view, columns: columns(view) }))]
          .reverse()
          .map((view) => [view.name, view]),
      ),
      parameterFiles,
      parameters: new Set(
        parameterFiles.flatMap(({ parameters }) =>
          parameters.flatMap((one) => [...columnsOfParameter(one).keys()]),
        ),
      ),
      canonical,
      internal: internalRelations,
    },
  }
}

const named = (file: DescribedFile): Unresolved => ({ ...file, name: file.header.view })

/** Resolves the columns of a relation through its inputs; null for a cycle or a missing relation. */
function columnsOf(byName: ReadonlyMap<string, Unresolved>, sources: ReadonlyMap<string, SourceTable>) {
  const resolved = new Map<Unresolved, readonly string[] | null>()
  const resolve = (relation: string): readonly string[] | undefined => {
    const internal = internalRelations.get(relation)
    if (internal !== undefined) return internal
    if (relation.startsWith('source.'))
      return sources.get(relation.slice('source.'.length))?.columns.map(({ name }) => name)
    const view = byName.get(relation)
    return view === undefined ? undefined : (columns(view) ?? undefined)
  }
  const columns = (view: Unresolved): readonly string[] | null => {
    if (!resolved.has(view)) {
      resolved.set(view, null)
      resolved.set(view, outputColumns(view.select, resolve))
    }
    return resolved.get(view) ?? null
  }
  return columns
}
