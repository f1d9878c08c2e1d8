import { writeFileSync } from 'node:fs'
import { loadCatalog } from '../src/catalog/load-catalog.ts'
import { openEngine } from '../src/warehouse/open-engine.ts'
import { deploy } from '../src/warehouse/release/deploy.ts'
import { fromRoot } from './run.ts'

/** The views of `sql/entities/` whose rows the API returns. */
const entities = ['accounts', 'buyers', 'memberships', 'users', 'workspaces']

/** Writes the columns of the entities with their types, as PostgreSQL infers them from `sql/`. */
const engine = await openEngine('memory')
await deploy(engine, await loadCatalog(fromRoot('sql')))
const columns = await engine.query<{
  readonly relation: string
  readonly name: string
  readonly type: string
}>({
  sql: `
    select classes.relname as relation, attributes.attname as name, types.typname as type
    from pg_catalog.pg_attribute as attributes
    join pg_catalog.pg_class as classes on attributes.attrelid = classes.oid
    join pg_catalog.pg_namespace as namespaces on classes.relnamespace = namespaces.oid
    join pg_catalog.pg_type as types on attributes.atttypid = types.oid
    where namespaces.nspname = 'entities' and classes.relname = any ($1::text[]) and attributes.attnum > 0
    order by classes.relname, attributes.attnum`,
  parameters: [entities],
})
await engine.close()

const typesByName: Readonly<Record<string, string>> = {
  text: 'text',
  timestamptz: 'timestamptz',
  int8: 'bigint',
  numeric: 'numeric',
  bool: 'boolean',
}

writeFileSync(
  fromRoot('src/generated/entities.ts'),
  `// Generated from sql/entities/ by \`npm run generate\`; do not edit.

/** Entity → its columns with their PostgreSQL types. */
export const entityColumns = {
${entities.map(columnsOf).join('\n')}
} as const
`,
)

function columnsOf(entity: string): string {
  const own = columns.filter(({ relation }) => relation === entity)
  return [
    `  ${entity}: {`,
    ...own.map(({ name, type }) => `    ${name}: '${typeOf(entity, name, type)}',`),
    '  },',
  ].join('\n')
}

function typeOf(entity: string, name: string, type: string): string {
  const known = typesByName[type]
  if (known === undefined)
    throw new Error(`entities.${entity}.${name} has the type ${type}, which the API cannot show`)
  return known
}
