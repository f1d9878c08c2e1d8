import { z } from '../../forms.ts'
import { name, requirement, sentence } from './words.ts'

/** An account signal: rows with the columns `measure`, `window_days` and `value`. */
export const measure = z.strictObject({
  description: sentence,
  /** The valid windows in days; empty for a signal without window. */
  windows: z.array(z.int().positive()).default([]),
  /** Source tables without which it is unknown. */
  requires: z.array(requirement).default([]),
  /** The parameter that it requires. */
  option: name.optional(),
  /**
   * The parameters that affect it; other parameters of a rule have no effect without a signal that they
   * affect.
   */
  options: z.array(name).default([]),
  /** Whether it is also known at the end of each past week, for metrics with periods. */
  weekly: z.boolean().default(false),
})

/** The subjects of signals, by the kind of their key. */
export const signalSubjects = ['account', 'workspace', 'user'] as const
/** How soon a signal should be acted on. */
export const signalSeverities = ['low', 'medium', 'high'] as const
/** The teams that act on signals. */
export const signalActors = ['sales', 'success', 'product'] as const

/** What a view of signals detects, and who should act on it. */
export const signal = z.strictObject({
  /** What `subject_key` is the key of. */
  subject: z.enum(signalSubjects),
  severity: z.enum(signalSeverities),
  act_by: z.enum(signalActors),
  /**
   * The moments at which the condition is evaluated: then a row says that it was true at `evaluated_at`, and the
   * feed joins successive ones. Without it, the view has `detected_at` and `closed_at` itself.
   */
  evaluated: z.enum(['day', 'week']).optional(),
})

export type MeasureHeader = z.infer<typeof measure>
export type SignalHeader = z.infer<typeof signal>
