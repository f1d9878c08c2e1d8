import { z } from '../../forms.ts'
import { name } from './words.ts'

/** A relation that gives its rows to the rows of a view by a key. */
const lookup = z.strictObject({
  view: z.string(),
  /** Its column with the key. */
  column: name,
  /** The columns of the base whose value is such a key. */
  rows: z.array(name).default([]),
  /**
   * Another lookup that leads from a row of the base to this key: it has a column of the same name, and a row of the
   * base finds it by its own key.
   */
  through: z.string().optional(),
})

/**
 * How a stored view is refreshed from what changed: every row of it comes from the rows of one relation with the same
 * key, and from single rows of the lookups. So a changed row of the relation or of a lookup affects the rows with its
 * key, and no others.
 */
export const incremental = z.strictObject({
  /** The relation whose rows it keeps. */
  rows: z.string(),
  /** The column, of the view and of the relation, that a row is found by; a text. */
  key: name,
  lookups: z.array(lookup).default([]),
  /** Relations of which only matters whether they have rows. */
  if_empty: z.array(z.string()).default([]),
})

export type Lookup = z.infer<typeof lookup>
