import { z } from '../../forms.ts'
import { name, requirement, sentence } from '../headers/words.ts'

const types = [
  'text',
  'text_list',
  'matcher',
  'integer',
  'number',
  'boolean',
  'timestamp',
  'criteria',
  'health_rule',
  'qualification_rule',
] as const

const parameter = z.strictObject({
  description: sentence,
  type: z.enum(types),
  /** The canonical value, in the form in which a query gives one. */
  default: z.unknown().optional(),
  /** Instead of `default`: the column of a view with one row. */
  default_from: z
    .string()
    .regex(/^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$/, 'a column is named layer.relation.column')
    .optional(),
  /** Of a rule: the view of facts with the account signals that it may use. */
  measures_from: z.string().optional(),
  /** The values of a text; of a number, words accepted in its place. */
  values: z.array(z.string()).optional(),
  /** Source tables that a value needs: value → tables. */
  value_requires: z.record(z.string(), z.array(requirement)).default({}),
  min: z.number().optional(),
  max: z.number().optional(),
  /** The parameter that bounds it from above. */
  max_parameter: name.optional(),
  /** The parameter whose value makes it ineffective. */
  conflicts_with: name.optional(),
  unit: z.string().optional(),
  /**
   * Phrases for its values in descriptions: value → words, `none` for null and `other` for all
   * others, in which `{value}` is the value with its unit.
   */
  says: z.record(z.string(), sentence).default({}),
  /** Whether it is a time that must pass before an outcome is known, in its unit. */
  is_window: z.boolean().default(false),
  /** Whether a query may give null; matchers may always be null. */
  nullable: z.boolean().default(false),
})

/** A file of `sql/parameters/`: the parameters of one subject. */
export const parameterFileSchema = z.strictObject({
  description: sentence,
  owner: sentence,
  parameters: z.record(
    name,
    parameter.refine(
      (header) => (header.default === undefined) !== (header.default_from === undefined),
      'it has either a default (null is one) or default_from',
    ),
  ),
})

/** The fields that such a file knows: its own under the empty name, then those of each parameter. */
export const parameterFields: Readonly<Record<string, readonly string[]>> = {
  '': Object.keys(parameterFileSchema.shape),
  parameters: Object.keys(parameter.shape),
}

export type ParameterHeader = z.infer<typeof parameter>
export type ParameterType = ParameterHeader['type']
