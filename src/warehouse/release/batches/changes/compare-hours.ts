import type { Catalog, View } from '../../../../catalog/catalog.ts'
import type { Engine } from '../../../engine/engine.ts'
import { quoteName } from '../../../engine/values/quote-name.ts'
import { unchanged, type Change } from './change.ts'
import { sourceOf } from '../narrow.ts'
import { rowHash } from './row-hash.ts'
import { countRows, createWorkTable, workTable } from '../work-tables.ts'

/**
 * Compares a log with the last batch hour by hour, and records the hours that differ: the number of rows and the sum of
 * their hashes, over all columns. One hour of a year is a small part of it, so that late rows open little.
 *
 * Rows recorded after `as_of` are held back by the view. Their hours count as changed when `as_of` moved.
 *
 * @param view the view of the layer `staging` that reads the log
 * @param horizon the view with `as_of`, and whether it moved; null without one
 * @returns the hours that differ, in a work table
 */
export async function compareHours(
  engine: Engine,
  catalog: Catalog,
  view: View,
  horizon: { readonly view: string; readonly hasMoved: boolean } | null,
): Promise<Change> {
  const log = view.header.incremental?.rows ?? ''
  const { columns } = sourceOf(catalog, log)
  const time = `log.${quoteName(view.header.time ?? '')}`
  const moments = columns
    .filter(({ type }) => type === 'timestamptz')
    .map(({ name }) => `log.${quoteName(name)}`)
  const names = columns.map(({ name }) => name)
  const held =
    horizon === null
      ? '0'
      : `count(*) filter (where greatest(${moments.join(', ')}) > (select as_of from ${horizon.view}))`
  const now = workTable('hours_now', log)
  const hours = workTable('hours', log)
  await engine.execute(
    [
      createWorkTable(
        now,
        `select
          case when isfinite(${time}) then date_bin('1 hour', ${time}, '2000-01-01T00:00Z') else '-infinity' end as hour,
          count(*) as rows,
          sum(${rowHash('log', names)}) as hash,
          ${held} as held
        from ${log} as log
        group by 1`,
      ),
      createWorkTable(
        hours,
        `select hour
        from (select * from plumbline.input_hours where name = '${log}') as before
        full join ${now} as now using (hour)
        where
          before.rows is distinct from now.rows
          or before.hash is distinct from now.hash
          or before.held is distinct from now.held
          ${horizon?.hasMoved === true ? 'or before.held > 0 or now.held > 0' : ''}`,
      ),
      `delete from plumbline.input_hours where name = '${log}' and hour in (select hour from ${hours})`,
      `insert into plumbline.input_hours (name, hour, rows, hash, held)
      select '${log}', hour, rows, hash, held from ${now} where hour in (select hour from ${hours})`,
      `drop table ${now}`,
    ].join(';\n'),
  )
  const count = await countRows(engine, hours)
  return count === 0 ? unchanged : { kind: 'hours', relation: hours, hours: count }
}
