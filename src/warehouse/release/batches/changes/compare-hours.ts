import type { Catalog, View } from '../../../../catalog/catalog.ts'
import type { SinceMark } from '../../../contract/since/source-marks.ts'
import type { Engine } from '../../../engine/engine.ts'
import { quoteName } from '../../../engine/values/quote-name.ts'
import { unchanged, type Change } from './change.ts'
import { hourOf } from './hour-of.ts'
import { sourceOf } from '../narrow.ts'
import { columnsHash } from './columns-hash.ts'
import { countRows, createWorkTable, workTable } from '../work-tables.ts'

/**
 * Compares a log with the last batch hour by hour, and records the hours that differ: the number of rows and the sum of
 * their hashes, over all columns. One hour of a year is a small part of it, so that late rows open little. Only hours
 * with written or removed rows are hashed, where these are known.
 *
 * Rows recorded after `as_of` are held back by the view. Their hours count as changed when `as_of` moved.
 *
 * @param view the view of the layer `staging` that reads the log
 * @param since what is known of the rows of the log since the last batch
 * @param horizon the view with `as_of`, and whether it moved; null without one
 * @returns the hours that differ, in a work table
 */
export async function compareHours(
  engine: Engine,
  catalog: Catalog,
  view: View,
  since: SinceMark,
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
  const isMoved = horizon?.hasMoved === true
  if (since.isSame && !isMoved) return unchanged
  const hour = hourOf(time)
  const [now, opened, hashed, hours] = (['hours_now', 'hours_opened', 'hours_hashed', 'hours'] as const).map(
    (role) => workTable(role, log),
  ) as [string, string, string, string]
  const differs = (column: string) => `before.${column} is distinct from now.${column}`
  const isHeld = isMoved ? 'or before.held > 0 or now.held > 0' : ''
  const before = `(select * from plumbline.input_hours where name = '${log}') as before`
  await engine.execute(
    [
      createWorkTable(
        now,
        `select
          ${hour} as hour,
          count(*) as rows,
          ${held} as held,
          bool_or(${since.isWritten ?? 'true'}) as is_written
        from ${log} as log
        group by 1`,
      ),
      createWorkTable(
        opened,
        `select hour
        from ${before}
        full join ${now} as now using (hour)
        where now.is_written or ${differs('rows')} or ${differs('held')} ${isHeld}`,
      ),
      createWorkTable(
        hashed,
        `select hour, rows, held, coalesce(hash, 0) as hash
        from ${opened}
        left join ${now} as now using (hour)
        left join (
          select ${hour} as hour, sum(${columnsHash('log', names)}) as hash
          from ${log} as log
          where ${hour} in (select hour from ${opened})
          group by 1
        ) as hashes using (hour)`,
      ),
      createWorkTable(
        hours,
        `select hour
        from ${hashed} as now
        left join ${before} using (hour)
        where ${differs('rows')} or ${differs('hash')} or ${differs('held')} ${isHeld}`,
      ),
      `delete from plumbline.input_hours where name = '${log}' and hour in (select hour from ${hours})`,
      `insert into plumbline.input_hours (name, hour, rows, hash, held)
      select '${log}', hour, rows, hash, held from ${hashed}
      where rows is not null and hour in (select hour from ${hours})`,
      `drop table ${now}, ${opened}, ${hashed}`,
    ].join(';\n'),
  )
  const count = await countRows(engine, hours)
  return count === 0 ? unchanged : { kind: 'hours', relation: hours, hours: count }
}
