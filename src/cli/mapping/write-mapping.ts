import { readFile, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseDocument, stringify } from 'yaml'
import type { RawType } from '../../catalog/adapters/adapter.ts'
import { PlumblineError } from '../../errors.ts'
import { makeDirectory } from '../../make-directory.ts'
import { plainName } from '../../warehouse/adapters/own/plain-name.ts'
import type { ProposedTable } from '../../warehouse/adapters/own/propose-mapping.ts'

/** What is written: an adapter of the company's own tables, and its entry in `plumbline.yaml`. */
export interface WrittenMapping {
  /** Its name in `plumbline.yaml`, and that of its folder. */
  readonly name: string
  readonly schema: string
  readonly timeZone: string | null
  readonly tables: readonly ProposedTable[]
}

/**
 * Writes an adapter to `adapters/<name>/` in a directory, and adds it to `plumbline.yaml` there.
 *
 * @returns the files written
 * @throws PlumblineError `BAD_REQUEST` when the adapter exists
 */
export async function writeMapping(
  directory: string,
  { name, schema, timeZone, tables }: WrittenMapping,
): Promise<readonly string[]> {
  const folder = join(directory, 'adapters', name)
  if (existsSync(folder))
    throw new PlumblineError(
      'BAD_REQUEST',
      `${folder} exists and is not overwritten: delete it to map again, or use another --name.`,
      {
        subject: 'name',
      },
    )
  await makeDirectory(join(folder, 'layouts'))
  const files = new Map([
    [join(folder, 'adapter.yaml'), adapterText(name, tables)],
    [
      join(folder, 'layouts', 'own.yaml'),
      stringify({
        loader: 'own',
        description: 'The tables as they are.',
        schema,
        tables: Object.fromEntries(tables.map(({ from }) => [plainName(from.name), { from: from.name }])),
      }),
    ],
    ...tables.map((table): [string, string] => [join(folder, `${table.table}.sql`), selectText(table)]),
  ])
  for (const [file, text] of files) await writeFile(file, text)
  const configuration = join(directory, 'plumbline.yaml')
  const document = parseDocument(existsSync(configuration) ? await readFile(configuration, 'utf8') : '')
  document.setIn(['adapters', name], timeZone === null ? {} : { time_zone: timeZone })
  await writeFile(configuration, document.toString())
  return [...files.keys(), configuration]
}

/** One type for each column; a column that is read in two ways is read as the more telling one. */
function adapterText(vendor: string, tables: readonly ProposedTable[]): string {
  const columns: Record<string, Record<string, RawType>> = {}
  for (const { from, columns: proposed } of tables)
    for (const { from: own, type } of proposed) {
      if (own === null) continue
      const known = (columns[plainName(from.name)] ??= {})
      if (known[own.name] === undefined || known[own.name] === 'text') known[own.name] = type
    }
  return stringify({ vendor, description: 'Tables of our own.', tables: columns })
}

function selectText({ table, from, columns }: ProposedTable): string {
  const lines = columns.map(({ column, expression }) => `        ${expression} as ${column}`)
  return `/*---
table: ${table}
description: Made of our table ${from.name}.
needs: [${plainName(from.name)}]
---*/

with

rows as (

    select * from vendor.${plainName(from.name)}

),

final as (

    select
${lines.join(',\n')}

    from rows

)

select * from final
`
}
