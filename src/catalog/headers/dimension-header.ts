import { z } from '../../forms.ts'
import { name, requirement, sentence } from './words.ts'

const dimensionTypes = ['text', 'boolean', 'numeric', 'date'] as const

/** A dimension with all its fields. */
export const describedDimension = z.strictObject({
  description: sentence,
  type: z.enum(dimensionTypes).default('text'),
  /** Its column, when the name differs. */
  column: name.optional(),
  /** Source tables that the dimension needs to be correct. */
  requires: z.array(requirement).default([]),
  values: z.array(z.string()).optional(),
  /** Whether its value never changes, so that it also applies to past moments. */
  immutable: z.boolean().default(false),
  /** The parameter that defines the dimension; without a value the dimension is not available. */
  option: name.optional(),
})

/** A dimension that the header of another view describes. */
export const sharedDimension = z.strictObject({
  /** The view that describes it. */
  from: z.string(),
  /** Its column, when the name differs. */
  column: name.optional(),
  /** Source tables that it needs here, besides those that it always needs. */
  requires: z.array(requirement).default([]),
  /** Whether its value never changes, when that differs. */
  immutable: z.boolean().optional(),
})

/** A dimension: a sentence, all its fields, or the view that describes it. */
export const dimension = z.union([
  sentence.transform((description) => ({
    description,
    type: 'text' as const,
    column: undefined,
    requires: [] as string[],
    values: undefined,
    immutable: false,
    option: undefined,
  })),
  sharedDimension,
  describedDimension,
])

export type WrittenDimension = z.infer<typeof dimension>
export type SharedDimension = z.infer<typeof sharedDimension>
export type DimensionHeader = Exclude<WrittenDimension, SharedDimension>
