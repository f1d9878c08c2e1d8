import { z } from '../../forms.ts'
import { grains } from '../headers/grain.ts'
import { name, sentence } from '../headers/words.ts'

/** The grain of values over the whole time: those of a query without a grain. */
export const wholeTime = 'none'

/** What a rollup stores values by: a grain of periods or, without periods, {@link wholeTime}. */
export const rollupGrains = [wholeTime, ...grains.filter((grain) => grain !== 'hour')] as const
export type RollupGrain = (typeof rollupGrains)[number]

/** A file of `sql/rollups/`: which aggregations are stored. It holds no definition: those are in `sql/metrics/`. */
export const rollupFileSchema = z.strictObject({
  rollup: name,
  description: sentence,
  owner: sentence,
  /** The metrics, which can be queried together. A computed metric stores those from which it is computed. */
  metrics: z.array(name).min(1),
  grains: z.array(z.enum(rollupGrains)).min(1),
  /** Each set of dimensions by which the metrics are stored; the empty set is the value without dimensions. */
  dimensions: z.array(z.array(name).max(3)).min(1),
  /** The age of a batch after which its values are said to be old. */
  tolerance: z.string().regex(/^[1-9]\d{0,3} (hour|day|week|month)s?$/, 'it must be a length such as 1 day'),
  /**
   * What new rows change: `periods` when a row changes only its own period and later ones, so that earlier periods stay;
   * `all` when it may change any.
   */
  changes: z.enum(['periods', 'all']).default('all'),
})

/** The fields that such a file knows. */
export const rollupFields: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(rollupFileSchema.shape),
}

export type RollupHeader = z.infer<typeof rollupFileSchema>

/** A set of stored aggregations, declared by a file of `sql/rollups/`. */
export interface Rollup {
  readonly name: string
  readonly file: string
  /** The whole file, as written. */
  readonly text: string
  readonly header: RollupHeader
  /** Changes with the declaration, and with the definition of any of its metrics and dimensions. */
  readonly hash: string
}
