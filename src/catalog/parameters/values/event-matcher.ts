import { z } from '../../../forms.ts'
import { PlumblineError } from '../../../errors.ts'
import { namedValues } from './named-values.ts'

/** A name is any text: `1000` and `true` are valid names. */
const eventName = z.union([z.string(), z.number(), z.boolean()]).transform(String)

const propertyValue = z.union([z.string(), z.number(), z.boolean()])

const condition = z.strictObject({
  event: eventName.nullable(),
  /** Property → the values of which it must have one. */
  where: namedValues(z.union([propertyValue, z.array(propertyValue)])).default({}),
})

const matcher = z.union([
  z.null(),
  eventName.transform((event) => [{ event, where: {} }]),
  condition.transform((one) => [one]),
  z.array(z.union([eventName.transform((event) => ({ event, where: {} })), condition])).min(1),
])

/**
 * An event matcher as two parameters: the names of the events (`*` is any) and, where properties matter,
 * JSON documents of which an event has to contain one.
 *
 * @example readMatcher('core_action', 'commit') // { core_action: ['commit'], core_action_conditions: null }
 * @throws PlumblineError `BAD_OPTION`
 */
export function readMatcher(name: string, written: unknown): Record<string, unknown> {
  const parsed = matcher.safeParse(written)
  if (!parsed.success) {
    throw new PlumblineError(
      'BAD_OPTION',
      `${name} has to be an event's name, a list of them, or {"event": "name", "where": {"property": ["value"]}}.`,
      { subject: name },
    )
  }
  if (parsed.data === null) return { [name]: null, [`${name}_conditions`]: null }
  const alternatives = parsed.data
  const hasConditions = alternatives.some(({ where }) => Object.keys(where).length > 0)
  return {
    [name]: [...new Set(alternatives.map(({ event }) => event ?? '*'))],
    [`${name}_conditions`]: hasConditions
      ? alternatives.flatMap(({ event, where }) => documents(name, event, where))
      : null,
  }
}

/** The maximum number of combinations of values: each one is compared with every event. */
const mostCombinations = 1_000

// One document per combination of values: containment knows "and", the list of documents is the "or".
function documents(name: string, event: string | null, where: Readonly<Record<string, unknown>>): string[] {
  let combinations: Record<string, unknown>[] = [{}]
  for (const [property, values] of Object.entries(where)) {
    const list: unknown[] = Array.isArray(values) ? values : [values]
    if (combinations.length * list.length > mostCombinations) {
      throw new PlumblineError(
        'BAD_OPTION',
        `${name} has more than ${String(mostCombinations)} combinations of values; use fewer values.`,
        { subject: name },
      )
    }
    combinations = combinations.flatMap((combination) =>
      list.map((value) => ({ ...combination, [property]: value })),
    )
  }
  // `*` is not the name of an event, so a document with that name would match none
  const isAny = event === null || event === '*'
  return combinations.map((combination) =>
    JSON.stringify({ ...(isAny ? {} : { event }), where: combination }),
  )
}
