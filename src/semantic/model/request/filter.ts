import { z } from '../../../forms.ts'
import { comparisonsOf, type Condition } from './condition.ts'
import { operators } from './operators.ts'

const scalar = z.union([z.string(), z.number(), z.boolean()])

/** The largest number of conditions in a list, and of comparisons in all its conditions. */
export const maxConditions = 500

/** A list of limited length. */
export function listOf<Item extends z.ZodType>(item: Item, atMost: number) {
  return z.array(item).max(atMost, `there are more than ${String(atMost)}; split the query`)
}

export const filter = z.strictObject({
  dimension: z.string(),
  operator: z.enum(operators),
  value: z.union([scalar, z.array(scalar)], 'it must be a text, a number, true or false, or a list of them'),
})

export type Filter = z.output<typeof filter>

/** How deep conditions may be joined. */
const maxDepth = 5

const joinedForms = ['anyOf', 'allOf', 'not'] as const

/** A comparison, or at a depth below the limit conditions joined by or, and, not. */
function conditionAt(depth: number): z.ZodType<Condition<Filter>, Condition<Filter>> {
  const inner = () => (depth === maxDepth ? tooDeep : conditionAt(depth + 1))
  const several = () => listOf(inner(), maxConditions).min(1, 'it must have at least one condition')
  const forms = {
    anyOf: () => z.strictObject({ anyOf: several() }),
    allOf: () => z.strictObject({ allOf: several() }),
    not: () => z.strictObject({ not: inner() }),
  }
  const condition = z.unknown().transform((value, context) => {
    const form = joinedForms.find((name) => typeof value === 'object' && value !== null && name in value)
    const read = (form === undefined ? filter : forms[form]()).safeParse(value)
    if (read.success) return read.data
    for (const issue of read.error.issues) context.addIssue({ ...issue, code: 'custom', input: value })
    return z.NEVER
  })
  return condition as unknown as z.ZodType<Condition<Filter>, Condition<Filter>>
}

const tooDeep = z.custom<Condition<Filter>>(
  () => false,
  `conditions are joined more than ${String(maxDepth)} levels deep`,
)

/** The conditions of a query or a metric; all must be met. */
export const conditions = listOf(conditionAt(1), maxConditions)
  .refine(
    (all) => comparisonsOf(all).length <= maxConditions,
    `there are more than ${String(maxConditions)} comparisons; split the query`,
  )
  .default([])
