import { stringify } from 'yaml'
import { businessParameters, columnsOf, parameterOfColumn, type Parameter } from './parameter.ts'

/**
 * The text of the view {@link businessParameters}: one row that has the canonical value of every parameter.
 *
 * @param defaults column → its canonical value; those that the data decide are not in it
 */
export function businessView(
  parameters: readonly Parameter[],
  owners: readonly string[],
  defaults: ReadonlyMap<string, unknown>,
): string {
  const columns = parameters.flatMap((parameter) => [...columnsOf(parameter)])
  const fromData = parameters.flatMap(({ name, header: { default_from: from } }) =>
    from === undefined
      ? []
      : [
          {
            name,
            relation: from.slice(0, from.lastIndexOf('.')),
            column: from.slice(from.lastIndexOf('.') + 1),
          },
        ],
  )
  const header = {
    view: businessParameters,
    description:
      'The business parameters, in one row generated from sql/parameters/*.yaml. Every definition reads its thresholds, windows and rules from this view.',
    owner: [...new Set(owners)].join(', '),
    grain: 'one row',
    key: [],
    columns: Object.fromEntries(
      columns.map(([column]) => [column, { description: describe(parameters, column) }]),
    ),
  }
  const ctes = fromData.map(
    ({ name, relation, column }) =>
      `-- one row, even when the relation is empty\n${name} as (\n\n    select max(${column}) as value from ${relation}\n\n),\n\n`,
  )
  const values = columns.map(([column, type]) => {
    const isFromData = fromData.some(({ name }) => name === column)
    return `        ${isFromData ? `${column}.value` : literal(type, defaults.get(column) ?? null)} as ${column}`
  })
  const from = fromData.map(({ name }, index) => `\n\n    ${index === 0 ? 'from' : 'cross join'} ${name}`)
  const select = `with\n\n${ctes.join('')}final as (\n\n    select\n${values.join(',\n')}${from.join('')}\n\n)\n\nselect * from final\n`
  return `/*---\n${stringify(header)}---*/\n\n${select}`
}

function describe(parameters: readonly Parameter[], column: string): string {
  const own = parameterOfColumn(column)
  const description = parameters.find(({ name }) => name === own)?.header.description.trim() ?? ''
  return own === column ? description : `Conditions on the properties of ${own}. Null: none.`
}

/** A value as an SQL literal. */
function literal(type: string, value: unknown): string {
  if (value === null) return `null::${type}`
  if (typeof value === 'number' || typeof value === 'boolean') return `${String(value)}::${type}`
  if (type !== 'jsonb' && Array.isArray(value))
    return `array[${value.map((item) => quoted(asText(item))).join(', ')}]::${type}`
  return `${quoted(asText(value))}::${type}`
}

/** Text as it is, a document as JSON. */
function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
