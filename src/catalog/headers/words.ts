import { z } from '../../forms.ts'

/** The name of a metric, dimension, parameter or column. */
export const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'a name is snake_case')

/** A text that is not empty. */
export const sentence = z.string().trim().min(1)

/** A source table, or alternatives of which one is enough: `users|product_events`. */
export const requirement = z
  .string()
  .regex(/^[a-z][a-z0-9_]*(\|[a-z][a-z0-9_]*)*$/, 'a requirement is a table, or tables with | between')
