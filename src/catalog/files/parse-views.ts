import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import type { ParsedCatalog, ParsedView } from './parsed-view.ts'
import { internalRelations } from './internal-relations.ts'
import { outputColumns } from '../select/output-columns.ts'
import { viewParser } from './parse-view.ts'
import type { Problem } from '../headers/problem.ts'
import type { SourceTable } from './source-table.ts'

type Unresolved = Omit<ParsedView, 'columns'>

/** Reads and parses every view file; unreadable files are problems. */
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
  // the first of two views with the same name is used
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
          // a matcher has two columns: event names, and conditions on event properties
          Object.entries(header.parameters).flatMap(([name, { type }]) =>
            type === 'matcher' ? [name, `${name}_conditions`] : [name],
          ),
        ),
      ),
      internal: internalRelations,
    },
  }
}

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
