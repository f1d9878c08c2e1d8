import { writeFileSync } from 'node:fs'
import { loadCatalog } from '../src/catalog/load-catalog.ts'
import { openEngine } from '../src/warehouse/open-engine.ts'
import { deploy } from '../src/warehouse/release/deploy.ts'
import { fromRoot } from './run.ts'

/** The views of `sql/entities/` whose rows the API returns. */
const entities = ['accounts', 'buyers', 'memberships', 'users', 'workspaces']

/** Writes the columns of the entities and of the views of pages with their types, as PostgreSQL infers them from `sql/`. */
const catalog = await loadCatalog(fromRoot('sql'))
const pages = [...catalog.views.values()]
  .filter(({ layer, relation }) => layer === 'pages' && relation !== 'accounts')
  .map(({ relation }) => relation)
  .sort()
const objects = [...catalog.views.values()].flatMap(({ relation, header }) =>
  header.object === undefined ? [] : [`  ${header.object.type}: '${relation}',`],
)
const engine = await openEngine('memory')
await deploy(engine, catalog)
const columns = await engine.query<{
  readonly layer: string
  readonly relation: string
  readonly name: string
  readonly type: string
}>({
  sql: `
    select namespaces.nspname as layer, classes.relname as relation, attributes.attname as name, types.typname as type
    from pg_catalog.pg_attribute as attributes
    join pg_catalog.pg_class as classes on attributes.attrelid = classes.oid
    join pg_catalog.pg_namespace as namespaces on classes.relnamespace = namespaces.oid
    join pg_catalog.pg_type as types on attributes.atttypid = types.oid
    where namespaces.nspname in ('entities', 'pages') and attributes.attnum > 0
    order by classes.relname, attributes.attnum`,
  parameters: [],
})
await engine.close()

const typesByName: Readonly<Record<string, string>> = {
  text: 'text',
  timestamptz: 'timestamptz',
  int8: 'bigint',
  numeric: 'numeric',
  bool: 'boolean',
  date: 'date',
}

writeFileSync(
  fromRoot('src/generated/entities.ts'),
  `// Generated from sql/ by \`npm run generate\`; do not edit.

/** Entity → its columns with their PostgreSQL types. */
export const entityColumns = {
${entities.map((entity) => columnsOf('entities', entity)).join('\n')}
} as const

/** View of a page → its columns with their PostgreSQL types; lists are left out. */
export const pageColumns = {
${pages.map((page) => columnsOf('pages', page)).join('\n')}
} as const

/** Type of the API → the view of its rows. */
export const objectViews = {
${objects.sort().join('\n')}
} as const
`,
)

function columnsOf(layer: string, view: string): string {
  const own = columns.filter(
    (column) => column.layer === layer && column.relation === view && column.type !== 'jsonb',
  )
  return [
    `  ${view}: {`,
    ...own.map(({ name, type }) => `    ${name}: '${typeOf(`${layer}.${view}`, name, type)}',`),
    '  },',
  ].join('\n')
}

function typeOf(view: string, name: string, type: string): string {
  const known = typesByName[type]
  if (known === undefined) throw new Error(`${view}.${name} has the type ${type}, which the API cannot show`)
  return known
}
