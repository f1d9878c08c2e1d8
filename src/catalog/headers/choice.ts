import { z } from '../../forms.ts'
import { name, sentence } from './words.ts'

/** A point on which respected sources disagree, and the choice of a view's metrics. */
export const choice = z.strictObject({
  /** What the sources disagree about, as a question. */
  question: sentence,
  /** What the metrics do. */
  answer: sentence,
  /** Why they do it. */
  because: sentence,
  /** Source → what it does instead, in our own words. */
  others: z
    .record(sentence, sentence)
    .refine((others) => Object.keys(others).length > 0, 'it must name at least one source'),
  /** The parameters that select another answer. */
  options: z.array(name).default([]),
  /** The metrics of the view that it concerns; all when empty. */
  metrics: z.array(name).default([]),
})

export type Choice = z.infer<typeof choice>
