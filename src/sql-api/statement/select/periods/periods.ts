import { dayGrains, type DayGrain, type MetricRelation } from '../../../relations/metric-relation.ts'
import { Rejection } from '../../rejection.ts'
import { columnNames } from '../../tree.ts'
import {
  buckets,
  periodProbe,
  readPeriodFacts,
  type Bucket,
  type DayRange,
  type PeriodFacts,
  type Probe,
} from './probe.ts'
import type { Source } from '../sources.ts'

/** What evaluating expressions over periods needs. */
export interface PeriodContext {
  readonly probe: Probe
  /** Whether weeks start on Sunday. */
  readonly isSundayWeek: boolean
  readonly days: DayRange
}

/** What PostgreSQL says of expressions over periods; null where plain columns say it. */
export async function periodFacts(
  { alias, relation }: Source,
  { probe, isSundayWeek, days }: PeriodContext,
  cells: readonly unknown[],
  conditions: readonly unknown[],
): Promise<PeriodFacts | null> {
  const plain = cells.every((cell) => columnNames(cell) !== null)
  if (plain && conditions.length === 0) return null
  const [row = []] = await probe(
    periodProbe(alias, relation.grains, isSundayWeek, days, plain ? [] : cells, conditions),
  )
  return readPeriodFacts(row)
}

/** The longest periods within which all expressions over periods are constant. */
export function grainOf(
  relation: MetricRelation,
  times: readonly DayGrain[],
  cells: readonly unknown[],
  facts: PeriodFacts | null,
): Bucket {
  const isPlain = cells.every((cell) => columnNames(cell) !== null)
  if (isPlain) {
    const [finest] = dayGrains.filter((grain) => times.includes(grain))
    const crosses = finest === 'week' && times.some((grain) => grain !== 'week')
    if (finest !== undefined && !crosses) return finest
    throw new Rejection('Weeks do not fit into months: rows by week and by month have no common period.', {
      hint: 'Group by day, by week, or by months, quarters and years.',
    })
  }
  const found = buckets.find(
    (bucket) =>
      facts?.uncut.has(bucket) === true &&
      relation.grains.includes(bucket === 'other_week' ? 'week' : bucket),
  )
  if (found !== undefined) return found
  throw new Rejection(`The periods of the statement are shorter than those of ${relation.name}.`, {
    hint: `It has ${relation.grains.join(', ')}.`,
  })
}

/** The days of a question. */
export interface Bounds {
  /** Null: from the first fact on; up to the moment of the question. */
  readonly from: string | null
  readonly to: string | null
  /** Whether the conditions leave gaps, so that they also filter the periods of the answer. */
  readonly staysOutside: boolean
  /** Whether no day meets the conditions. */
  readonly isEmpty: boolean
}

/**
 * The first and last day of a question, which may cut its first and last period. Conditions that leave gaps are
 * evaluated on whole periods.
 */
export function boundsOf(
  relation: MetricRelation,
  bucket: Bucket | null,
  conditions: readonly unknown[],
  facts: PeriodFacts | null,
  { first, last }: DayRange,
): Bounds {
  const none = { from: null, to: null, staysOutside: false, isEmpty: false }
  if (conditions.length === 0 || facts === null) return none
  if (facts.met === null) return { ...none, isEmpty: true }
  const { from, to, isRange } = facts.met
  // conditions that the first or the last day meets have no bound there
  const bounds = { ...none, from: from === first ? null : from, to: to === last ? null : to }
  if (bucket === null) {
    if (!isRange)
      throw new Rejection('The conditions leave gaps between periods, which one value cannot leave out.', {
        hint: `Group by a period (${relation.grains.join(', ')}), or select one range of days.`,
      })
    return bounds
  }
  // a first and a last period that are cut have a value within the bounds
  if (!facts.whole.has(bucket) && !isRange)
    throw new Rejection(
      `The conditions cut a ${bucket === 'other_week' ? 'week' : bucket} and leave gaps: such a part of a period has no value.`,
      {
        detail: `The days that meet them are ${from} to ${to}.`,
        hint: `Select one range of days, or leave out whole periods, or group by a shorter one: ${relation.grains.join(', ')}.`,
      },
    )
  return isRange ? bounds : { ...none, staysOutside: true }
}
