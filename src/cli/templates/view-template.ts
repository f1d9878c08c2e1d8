import type { Catalog } from '../../catalog/catalog.ts'
import { layers } from '../../catalog/catalog.ts'
import { closest } from '../../closest.ts'
import { PlumblineError } from '../../errors.ts'
import { signalTemplate } from './signal-template.ts'

export interface NewView {
  /** `layer.relation` */
  readonly name: string
  /** A view, or `source.<table>`; by default the usual input of the layer. */
  readonly reads: string | undefined
  readonly owner: string
}

/** The properties of the relation that a new view reads. */
interface Input {
  readonly columns: readonly string[]
  readonly key: readonly string[]
  readonly time: string | undefined
  readonly isDate: boolean
}

const usualInputs: Readonly<Record<string, string>> = {
  entities: 'staging.users',
  facts: 'entities.users',
  metrics: 'entities.users',
  checks: 'entities.users',
}

/** A file for a new view that passes the rules: it selects the rows of its input. */
export function viewTemplate(catalog: Catalog, { name, reads, owner }: NewView): string {
  const [layer = '', relation = ''] = name.split('.')
  const valid = layers.slice(1)
  if (!(valid as readonly string[]).includes(layer) || !/^[a-z][a-z0-9_]*$/.test(relation)) {
    throw new PlumblineError(
      'BAD_REQUEST',
      `${name} is not a valid view name: write layer.relation, in snake_case.`,
      {
        subject: 'name',
        valid: valid.map((one) => `${one}.${relation === '' ? 'things' : relation}`),
      },
    )
  }
  if (layer === 'signals') return signalTemplate(name, owner)
  const from =
    reads ?? (layer === 'staging' ? `source.${relation}` : (usualInputs[layer] ?? 'parameters.data_horizon'))
  const input = inputOf(catalog, from)
  const { key, time, isDate } = input
  const columns = chosenColumns(input, layer)
  const alias = from.split('.')[1] ?? from
  const header = [
    `view: ${name}`,
    `description: What a row of ${name} is.`,
    `owner: ${owner}`,
    `grain: ${key.length === 0 ? 'one row' : `one row per ${key.map((column) => column.replace(/_id$/, '')).join(' and ')}`}`,
    `key: [${key.join(', ')}]`,
    ...(time === undefined ? [] : [`time: ${time}`, ...(isDate ? ['time_type: date'] : [])]),
    ...entityLines(columns, layer),
    ...(layer === 'metrics' ? metricLines(catalog, relation, from) : []),
  ]
  const select = [
    `select`,
    columns.map((column) => `        ${column}`).join(',\n'),
    '',
    `    from ${alias}`,
  ].join('\n')
  return `/*---\n${header.join('\n')}\n---*/\n\nwith\n\n${alias} as (\n\n    select * from ${from}\n\n),\n\nfinal as (\n\n    ${select}\n\n)\n\nselect * from final\n`
}

function inputOf(catalog: Catalog, from: string): Input {
  const view = catalog.views.get(from)
  if (view !== undefined) {
    const { key, time, time_type } = view.header
    return { columns: view.columns, key, time, isDate: time_type === 'date' }
  }
  const source = from.startsWith('source.') ? catalog.sources.get(from.slice('source.'.length)) : undefined
  if (source !== undefined) {
    const time = source.freshness ?? undefined
    const isDate = source.columns.some(({ name, type }) => name === time && type === 'date')
    return { columns: source.columns.map(({ name }) => name), key: source.key, time, isDate }
  }
  const known = [...catalog.views.keys(), ...[...catalog.sources.keys()].map((table) => `source.${table}`)]
  throw new PlumblineError('BAD_REQUEST', `There is no relation ${from} to read: name one with --reads.`, {
    subject: 'reads',
    suggestions: closest(from, known),
  })
}

/** Staging passes all columns on; other layers start with key and time. */
function chosenColumns({ columns, key, time }: Input, layer: string): readonly string[] {
  if (layer === 'staging') return columns
  const wanted = ['account_key', ...key, ...(time === undefined ? [] : [time])]
  const chosen = [...new Set(wanted)].filter((column) => columns.includes(column))
  return chosen.length > 0 ? chosen : columns
}

function entityLines(columns: readonly string[], layer: string): readonly string[] {
  if (layer !== 'metrics') return []
  const entities = [
    ...(columns.includes('user_id') ? ['entities.users: user_id'] : []),
    ...(columns.includes('account_key') ? ['entities.accounts: account_key'] : []),
  ]
  return entities.length === 0 ? [] : [`entities: { ${entities.join(', ')} }`]
}

function metricLines(catalog: Catalog, relation: string, from: string): readonly string[] {
  const name = catalog.metrics.has(relation) ? `${relation}_rows` : relation
  const tables = [from, ...(catalog.views.get(from)?.lineage ?? [])].filter((read) =>
    read.startsWith('source.'),
  )
  return [
    ...(tables.length === 1 ? [`requires: [${(tables[0] ?? '').slice('source.'.length)}]`] : []),
    'metrics:',
    `  ${name}:`,
    '    kind: count',
    '    unit: count',
    `    description: What ${name} counts.`,
  ]
}
