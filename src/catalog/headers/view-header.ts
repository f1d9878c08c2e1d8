import { z } from '../../forms.ts'
import { choice } from './choice.ts'
import { describedDimension, dimension, sharedDimension, type DimensionHeader } from './dimension-header.ts'
import { grains } from './grain.ts'
import { affected_with, metric, unaffected_by } from './metric-header.ts'
import { measure, signal } from './signal-header.ts'
import { incremental } from './incremental.ts'
import { name, requirement, sentence } from './words.ts'

const column = z.strictObject({ description: sentence.optional(), pii: z.boolean().optional() })

/** The type of the API whose objects are the rows of a view in `pages`. */
const object = z.strictObject({
  type: z.string().regex(/^[A-Z][A-Za-z]*$/, 'a type is written like Invoice'),
  /** The name of its lists, where that of the view is the name of another field. */
  list: name.optional(),
  /** The columns besides the keys that are never null. */
  never_null: z.array(name).default([]),
})

/** The effect of a view that has rows and should have none. */
const check = z.discriminatedUnion('severity', [
  z.strictObject({ severity: z.literal('error'), code: z.enum(['MIXED_CURRENCIES']) }),
  z.strictObject({ severity: z.literal('warning'), message: sentence }),
])

/** The header between `/*---` and `---*​/` at the top of every file in `sql/`. */
export const viewHeaderSchema = z.strictObject({
  view: z.string().regex(/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/, 'a view is named layer.relation'),
  description: sentence,
  owner: sentence,
  grain: sentence,
  key: z.array(name),
  /** The column that assigns rows to periods; without it, the metrics are point-in-time. */
  time: name.optional(),
  /** `timestamp` is bucketed in the request's time zone; `date` is already local. */
  time_type: z.enum(['timestamp', 'date']).default('timestamp'),
  /** The finest grain at which the rows of the view are meaningful. */
  finest_grain: z.enum(grains).default('hour'),
  /**
   * Entities with dimensions for the rows of the view: entity view → the columns of the view that reference its
   * key; then `account_key` where a row always has the same one as its entity, so that the join stays within the
   * account.
   */
  entities: z
    .record(
      z.string(),
      z.string().transform((columns) => columns.split(/,\s*/)),
    )
    .default({}),
  /** The same, for entities as of the row's own time. */
  at_event: z
    .record(
      z.string(),
      z.string().transform((columns) => columns.split(/,\s*/)),
    )
    .default({}),
  /** The view with return events of cohorts, when this view only adds starts to the rows of another one. */
  return_events_from: z.string().optional(),
  dimensions: z.record(name, dimension).default({}),
  metrics: z.record(name, metric).default({}),
  columns: z.record(name, column).default({}),
  measures: z.record(name, measure).default({}),
  /** For a view in `signals`: what it detects. */
  signal: signal.optional(),
  /** For a view in `pages`: its rows are objects of the API. */
  object: object.optional(),
  checks: z.record(name, sentence).default({}),
  /** Cases in which the numbers surprise, one sentence or two each. */
  edge_cases: z.array(sentence).default([]),
  /** Points on which sources disagree. */
  choices: z.array(choice).default([]),
  used_by: z.array(sentence).default([]),
  /** Source tables without which the metrics of this view are unavailable. */
  requires: z.array(requirement).default([]),
  /** Parameters without canonical value that the metrics of this view require. */
  needs_options: z.array(name).default([]),
  /**
   * Own dimensions whose values do not add up, such as the points of a curve, which repeat the same rows: a query
   * must group by them or select one value.
   */
  needs_dimensions: z.array(name).default([]),
  unaffected_by,
  affected_with,
  /**
   * The assumption when an optional table is missing: table → the sentence in the notes of every result.
   */
  assumes: z.record(name, sentence).default({}),
  /** The reason why the view's joins and windows do not use the account key; without it they must. */
  crosses_accounts: sentence.optional(),
  /**
   * Views that should have no rows. While one has rows, an error rejects the metrics of this view with its code, and
   * a warning adds its message and the rows to every result.
   */
  checks_from: z.record(z.string(), check).default({}),
  /** The result is stored in a table of the same name and refreshed after each load. */
  stored: z.boolean().default(false),
  /** Columns to index in the stored table, each list one index. */
  indexes: z.array(z.array(name)).default([]),
  /**
   * How the stored rows are spread over the nodes of a distributed database: the column whose value decides on the
   * node, `everywhere` (a copy on every node) or `local` (on the coordinator). By default `account_key`, and
   * `everywhere` without that column.
   */
  spread: name.optional(),
  /**
   * The views of which it holds the first and the last row of each UTC day, for each combination of its own columns, and the
   * column that is true for the rows of that view, or `all`. Columns that differ within such a day are null. Queries for
   * which only the days of rows count read it instead.
   */
  daily_rows_of: z.record(z.string(), name).default({}),
  /** How it follows its inputs without being computed in full. */
  incremental: incremental.optional(),
})

/** The valid fields of a header: its own under the empty name, then those of each section's entries. */
export const headerFields: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(viewHeaderSchema.shape),
  metrics: [...new Set(metric.options.flatMap(({ shape }) => Object.keys(shape)))],
  dimensions: [...Object.keys(describedDimension.shape), ...Object.keys(sharedDimension.shape)],
  columns: Object.keys(column.shape),
  measures: Object.keys(measure.shape),
  signal: Object.keys(signal.shape),
  object: Object.keys(object.shape),
  incremental: Object.keys(incremental.shape),
  choices: Object.keys(choice.shape),
}

/** A header as written. */
export type WrittenHeader = z.infer<typeof viewHeaderSchema>

/** A header in which every dimension is described. */
export type ViewHeader = Omit<WrittenHeader, 'dimensions'> & {
  readonly dimensions: Readonly<Record<string, DimensionHeader>>
}
