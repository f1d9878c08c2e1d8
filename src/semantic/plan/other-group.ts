import type { Catalog } from '../../catalog/catalog.ts'
import { PlumblineError } from '../../errors.ts'
import type { OtherGroup, Plan } from '../model/plan.ts'
import type { MetricsRequest } from '../model/request.ts'

/** What the group of all other values is called. */
const defaultName = '(other)'

/** How every name of that group begins: a value that begins like it may have the name. */
export const otherNamePrefix = '(other'

/** The first name that none of these values has: `(other)`, then `(other 2)`, and so on. */
export function unusedOtherName(taken: ReadonlySet<unknown>): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? defaultName : `(other ${String(number)})`
    if (!taken.has(name)) return name
  }
}

/**
 * The values of dimensions that stay apart. All others are put into one group before anything is counted, so
 * that it is right for every kind of metric: whoever is in two of them is there once.
 *
 * @throws PlumblineError `BAD_REQUEST`
 */
export function resolveOtherGroups(
  catalog: Catalog,
  { keep }: Pick<MetricsRequest, 'keep'>,
  dimensions: readonly string[],
): Plan['otherGroups'] {
  const kept = new Map<string, OtherGroup>()
  for (const { dimension, values, rest } of keep) {
    const name = dimension.toLowerCase()
    const bad = (sentence: string, valid?: readonly string[]) =>
      new PlumblineError('BAD_REQUEST', sentence, { subject: dimension, ...(valid ? { valid } : {}) })
    if (!dimensions.includes(name))
      throw bad(`${dimension} has to be among the dimensions that the answer is grouped by.`, dimensions)
    if (catalog.dimensions.get(name)?.type !== 'text')
      throw bad(`${dimension} is no text, so its values cannot become one group called ${defaultName}.`)
    kept.set(name, { namedValues: values, name: rest ?? unusedOtherName(new Set(values)) })
  }
  return kept
}

/** A name other than the usual one has to be told. */
export function otherGroupNotes(kept: Plan['otherGroups']): readonly string[] {
  return [...kept]
    .filter(([, { name }]) => name !== defaultName)
    .map(
      ([dimension, { name }]) =>
        `${defaultName} is a value of ${dimension}, so the group of all values that do not stay apart is called ${name}.`,
    )
}
