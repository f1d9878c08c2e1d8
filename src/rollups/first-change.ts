import type { Rollup } from '../catalog/rollups/rollup.ts'
import { dayHashesStatement } from '../semantic/compile/rollups/day-hashes.ts'
import type { RollupFill } from '../semantic/compile/rollups/fill-rollup.ts'
import type { Engine } from '../warehouse/engine/engine.ts'

interface DayHash {
  readonly view: string
  readonly day: string
  readonly rows: string
  readonly hash: string
}

/** What changed in the rows behind a rollup since they were last recorded. */
export interface FirstChange {
  /** The first local day with changed rows; undefined when all are the same, null when it is unknown. */
  readonly day: string | null | undefined
  /** Records the rows as they are, once the values are stored. */
  readonly record: (transaction: Engine) => Promise<void>
}

/** Compares the rows behind a rollup, day by day, with those of its last fill. */
export async function firstChange(
  engine: Engine,
  { name, header }: Rollup,
  fills: readonly RollupFill[],
): Promise<FirstChange> {
  const statement = header.changes === 'periods' ? dayHashesStatement(fills) : null
  if (statement === null) return { day: null, record: (transaction) => forgetDays(transaction, name) }
  const now = await engine.query<DayHash>(statement)
  const before = await engine.query<DayHash>({
    sql: 'select view, day, rows, hash from plumbline.rollup_days where rollup = $1',
    parameters: [name],
  })
  return {
    day: before.length === 0 ? null : firstDifference(before, now),
    record: async (transaction) => {
      await forgetDays(transaction, name)
      await transaction.query({
        sql: `insert into plumbline.rollup_days (rollup, view, day, rows, hash)
          select $1, view, day, rows, hash
          from jsonb_to_recordset($2::jsonb) as seen (view text, day text, rows bigint, hash numeric)`,
        parameters: [name, JSON.stringify(now)],
      })
    },
  }
}

function firstDifference(before: readonly DayHash[], now: readonly DayHash[]): FirstChange['day'] {
  const contentOf = (days: readonly DayHash[]) =>
    new Map(days.map(({ view, day, rows, hash }) => [`${day} ${view}`, `${rows} ${hash}`]))
  const [old, current] = [contentOf(before), contentOf(now)]
  const keys = [...new Set([...old.keys(), ...current.keys()])]
  const [first] = keys.filter((key) => old.get(key) !== current.get(key)).sort()
  if (first === undefined) return undefined
  const [day = ''] = first.split(' ')
  return day === '' ? null : day
}

/** Forgets the rows behind a rollup, so that its next fill computes all periods. */
export function forgetDays(engine: Engine, rollup: string): Promise<void> {
  return engine
    .query({ sql: 'delete from plumbline.rollup_days where rollup = $1', parameters: [rollup] })
    .then(() => undefined)
}
