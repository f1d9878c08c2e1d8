import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { ParsedCatalog, ParsedView } from './parsed-view.ts'
import { internalRelations } from './internal-relations.ts'
import { outputColumns } from '../select/output-columns.ts'
import { viewParser } from './parse-view.ts'
import type { Problem } from '../headers/problem.ts'
import type { SourceTable } from './source-table.ts'

type Unresolved = Omit<ParsedView, 'columns'>

/** Reads and parses every view file; what cannot be read is a problem, the rest is parsed. */
export async function parseViews(
  directory: string,
  sources: ReadonlyMap<string, SourceTable>,
): Promise<{ readonly parsed: ParsedCatalog; readonly problems: readonly Problem[] }> {
  const names = (await readdir(directory, { recursive: true })).filter((name) => name.endsWith('.sql')).sort()
  const problems: Problem[] = []
  const parsed: Unresolved[] = []
  const parse = viewParser()
  for (const name of names) {
    const path = join(directory, name)
    const view = await parse(relative(process.cwd(), path), await readFile(path, 'utf8'))
    if ('select' in view) parsed.push({ ...view, name: view.header.view })
    else problems.push(...view)
  }
  // of two with one name the first counts
  const byName = new Map([...parsed].reverse().map((view) => [view.name, view]))
  const columns = columnsOf(byName, sources)
  const views = parsed.map((view) => ({ ...view, columns: columns(view) }))
  return {
    problems,
    parsed: {
      sources,
      views,
      byName: new Map([...views].reverse().map((view) => [view.name, view])),
      parameters: new Set(
        views.flatMap(({ header }) =>
          // a matcher is two columns: the event's names, and conditions on its properties
          Object.entries(header.parameters).flatMap(([name, { type }]) =>
            type === 'matcher' ? [name, `${name}_conditions`] : [name],
          ),
        ),
      ),
      internal: internalRelations,
    },
  }
}

/** Resolves the columns of a relation by way of all that it reads; a cycle or a missing relation has none. */
function columnsOf(byName: ReadonlyMap<string, Unresolved>, sources: ReadonlyMap<string, SourceTable>) {
  const known = new Map<Unresolved, readonly string[] | null>()
  const resolve = (relation: string): readonly string[] | undefined => {
    const internal = internalRelations.get(relation)
    if (internal !== undefined) return internal
    if (relation.startsWith('source.'))
      return sources.get(relation.slice('source.'.length))?.columns.map(({ name }) => name)
    const view = byName.get(relation)
    return view === undefined ? undefined : (columns(view) ?? undefined)
  }
  const columns = (view: Unresolved): readonly string[] | null => {
    if (!known.has(view)) {
      known.set(view, null)
      known.set(view, outputColumns(view.select, resolve))
    }
    return known.get(view) ?? null
  }
  return columns
}
