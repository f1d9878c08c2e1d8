import type { Catalog } from '../catalog/catalog.ts'
import { PlumblineError } from '../errors.ts'
import { otherValues } from './fact-rows.ts'
import type { Plan } from './plan.ts'
import type { MetricsRequest } from './request.ts'

/**
 * The values of dimensions that stay apart. All others are put into one group before anything is counted, so
 * that it is right for every kind of metric: whoever is in two of them is there once.
 *
 * @throws PlumblineError `BAD_REQUEST`
 */
export function resolveKept(
  catalog: Catalog,
  { keep }: MetricsRequest,
  dimensions: readonly string[],
): Plan['kept'] {
  const kept = new Map<string, readonly (string | null)[]>()
  for (const { dimension, values } of keep) {
    const name = dimension.toLowerCase()
    const bad = (sentence: string, valid?: readonly string[]) =>
      new PlumblineError('BAD_REQUEST', sentence, { subject: dimension, ...(valid ? { valid } : {}) })
    if (!dimensions.includes(name))
      throw bad(`${dimension} has to be among the dimensions that the answer is grouped by.`, dimensions)
    if (catalog.dimensions.get(name)?.type !== 'text')
      throw bad(`${dimension} is no text, so its values cannot become one group called ${otherValues}.`)
    if (values.includes(otherValues))
      throw bad(`${otherValues} is the name of the group of all other values; leave it out.`)
    kept.set(name, values)
  }
  return kept
}
