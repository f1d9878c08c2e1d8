import type { SourceTable } from '../../../catalog/files/source-table.ts'
import { quoteName } from '../../engine/values/quote-name.ts'
import { columnNamed, valueOf } from './column-sql.ts'
import type { ContractRule } from './contract-rule.ts'
import { exampleOf, mostExamples } from './examples.ts'

/** The rules about several rows together, or about the rows of another table. */
export function tableRules(
  table: SourceTable,
  sources: ReadonlyMap<string, SourceTable>,
): readonly ContractRule[] {
  return [
    ...(table.repeatedKeys === 'error' ? [keyRule(table)] : []),
    ...(table.noOverlap === null ? [] : [overlapRule(table, table.noOverlap)]),
    ...Object.entries(table.references).flatMap(([column, other]) => {
      const target = sources.get(other)
      return target === undefined ? [] : [referenceRule(table, column, target)]
    }),
  ]
}

function relationOf({ name }: SourceTable): string {
  return `source.${quoteName(name)}`
}

function keyRule(table: SourceTable): ContractRule {
  const key = table.key.map((name) => valueOf(columnNamed(table, name)))
  const numbered = `select *, count(*) over (partition by ${key.join(', ')}) as rows_with_this_key from ${relationOf(table)}`
  const repeated = `from (${numbered}) as numbered where rows_with_this_key > 1`
  const order = table.key.map(quoteName).join(', ')
  return {
    name: `key ${table.key.join(' ')}`,
    severity: table.keySeverity,
    message: `with the key (${table.key.join(', ')}) of another row`,
    count: {
      ofTable: `select coalesce(sum(repeated.rows), 0) from (select count(*) as rows from ${relationOf(table)} group by ${key.join(', ')} having count(*) > 1) as repeated`,
    },
    rows: `select * ${repeated} order by ${order}`,
    examples: `select ${exampleOf(table.columns)} as example ${repeated} order by ${order} limit ${mostExamples}`,
  }
}

function overlapRule(
  table: SourceTable,
  { of, from, to, where }: NonNullable<SourceTable['noOverlap']>,
): ContractRule {
  const end = `coalesce(${quoteName(to)}, 'infinity')`
  const lasting = `${end} > ${quoteName(from)}${where === null ? '' : ` and (${where})`}`
  const order = [from, ...table.key].map(quoteName).join(', ')
  const looking = `select *, max(${end}) over (partition by ${of} order by ${order} rows between unbounded preceding and 1 preceding) as an_earlier_one_until from ${relationOf(table)} where ${lasting}`
  const overlapping = `from (${looking}) as looking where ${quoteName(from)} < an_earlier_one_until`
  const shown = [...table.key, from, to].map((name) => columnNamed(table, name))
  return {
    name: `overlap ${from} ${to}`,
    severity: 'warning',
    message: `with ${from} before an earlier row of the same object has ended; both count`,
    count: { ofTable: `select count(*) ${overlapping}` },
    rows: `select * ${overlapping} order by ${order}`,
    examples: `select ${exampleOf(shown, ["'an_earlier_one_until', an_earlier_one_until"])} as example ${overlapping} order by ${order} limit ${mostExamples}`,
  }
}

/** An empty table is treated as not provided, so no reference is missing in it. */
function referenceRule(table: SourceTable, column: string, target: SourceTable): ContractRule {
  const [key = ''] = target.key
  const value = valueOf(columnNamed(table, column), 'referring')
  const known = valueOf(columnNamed(target, key), 'known')
  // an anti-join: `not in` would scan a long list for each row
  const unknown = `from ${relationOf(table)} as referring where ${value} is not null and exists (select from ${relationOf(target)}) and not exists (select from ${relationOf(target)} as known where ${known} = ${value})`
  const order = table.key.map(quoteName).join(', ')
  const shown = [...table.key, column].map((name) => columnNamed(table, name))
  return {
    name: `reference ${column}`,
    severity: 'note',
    message: `with a ${column} that ${target.name} does not have`,
    count: { ofTable: `select count(*) ${unknown}` },
    rows: `select * ${unknown} order by ${order}`,
    examples: `select ${exampleOf(shown)} as example ${unknown} order by ${order} limit ${mostExamples}`,
  }
}
