import type { Catalog } from '../../../catalog/catalog.ts'
import { PlumblineError } from '../../../errors.ts'
import type { OtherGroup, Plan } from '../../model/plan.ts'
import type { MetricsRequest } from '../../model/request/request.ts'

/** The usual name of the group of other values. */
const defaultName = '(other)'

/** The prefix of all names of such groups: only values with this prefix can conflict. */
export const otherNamePrefix = '(other'

/** The first unused name: `(other)`, then `(other 2)`, and so on. */
export function unusedOtherName(values: ReadonlySet<unknown>): string {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? defaultName : `(other ${String(number)})`
    if (!values.has(name)) return name
  }
}

/**
 * The groups of other values. Values are replaced by the group before aggregation, so that every kind of metric is
 * correct: an actor with two of these values counts once.
 *
 * @throws PlumblineError `BAD_REQUEST`
 */
export function resolveOtherGroups(
  catalog: Catalog,
  { keep }: Pick<MetricsRequest, 'keep'>,
  dimensions: readonly string[],
): Plan['otherGroups'] {
  const groups = new Map<string, OtherGroup>()
  for (const { dimension, values, rest } of keep) {
    const name = dimension.toLowerCase()
    const bad = (sentence: string, valid?: readonly string[]) =>
      new PlumblineError('BAD_REQUEST', sentence, { subject: dimension, ...(valid ? { valid } : {}) })
    if (!dimensions.includes(name))
      throw bad(`${dimension} must be among the dimensions of the query.`, dimensions)
    if (catalog.dimensions.get(name)?.type !== 'text')
      throw bad(`${dimension} is not a text, so its values cannot form a group named ${defaultName}.`)
    groups.set(name, { namedValues: values, name: rest ?? unusedOtherName(new Set(values)) })
  }
  return groups
}

/** Notes about groups with another name than the usual one. */
export function otherGroupNotes(groups: Plan['otherGroups']): readonly string[] {
  return [...groups]
    .filter(([, { name }]) => name !== defaultName)
    .map(
      ([dimension, { name }]) =>
        `${defaultName} is a value of ${dimension}, so the group of other values is named ${name}.`,
    )
}
