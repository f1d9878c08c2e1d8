import { print } from 'graphql'
import type { InputValueDefinitionNode } from 'graphql'
import type { SdlMember } from '../../sdl/sdl-text.ts'
import type { Family } from '../family.ts'

/** Arguments of `metrics` that the selection of a typed field replaces. */
const selected = ['metrics', 'columns', 'parts', 'totals', 'subtotals']

/** Arguments that only some result shapes accept. */
const acceptedBy: Readonly<Record<string, readonly Family['shape'][]>> = {
  compareTo: ['series'],
  toDate: ['series'],
  // cohorts are ranked by their entries; other shapes have no value over all rows
  top: ['series', 'cohort'],
  cohorts: ['cohort'],
}

/** Arguments that need periods. */
const needPeriods = ['grain', 'from', 'to', 'period', 'partial', 'compareTo', 'toDate']

/** Whether a shape accepts the argument. */
export function isAccepted(argument: string, { shape, grains }: Pick<Family, 'shape' | 'grains'>): boolean {
  if (grains.length === 0 && needPeriods.includes(argument)) return false
  return acceptedBy[argument]?.includes(shape) ?? true
}

/**
 * The arguments of a typed field: those of `metrics`, with types of the family where names or values depend
 * on it. A new argument of `metrics` becomes an argument of every typed field.
 */
export function familyArguments(
  family: Family,
  metricsInput: readonly InputValueDefinitionNode[],
): readonly SdlMember[] {
  const typed = typedArguments(family)
  return metricsInput.flatMap(({ name: { value: name }, type, defaultValue, description }): SdlMember[] => {
    if (selected.includes(name) || !isAccepted(name, family)) return []
    const own = typed[name]
    if (own === null) return []
    const rest = own?.type ?? `${print(type)}${defaultValue === undefined ? '' : ` = ${print(defaultValue)}`}`
    return [{ text: `${name}: ${rest}`, description: own?.description ?? description?.value ?? '' }]
  })
}

const rowsOf: Readonly<Record<Family['shape'], string>> = {
  series: 'period',
  cohort: 'cohort, at each age',
  cohort_summary: 'cohort',
  distribution: 'number of periods',
}

const withoutGrain: Readonly<Record<Family['shape'], string>> = {
  series: 'Null: one period, from the first day to the last.',
  cohort: 'Null: the value of the business parameter `retention_interval`.',
  cohort_summary: 'Null: months.',
  distribution: 'Required.',
}

interface TypedArgument {
  readonly type: string
  /** Replaces the description of `metrics` where it does not apply. */
  readonly description?: string
}

/** Arguments whose names or values depend on the family; null where the family has no values for them. */
function typedArguments({
  type,
  shape,
  grains,
  dimensions,
  options,
}: Family): Record<string, TypedArgument | null> {
  const hasText = dimensions.some(({ header }) => header.type === 'text')
  return {
    by:
      dimensions.length === 0
        ? null
        : {
            type: `[${type}Dimension!]! = []`,
            description: `Dimensions to group by: in each ${rowsOf[shape]}, one row for each combination of their values.`,
          },
    where: { type: `[${type}FilterInput!]! = []` },
    grain: {
      type: grains.includes('hour') ? 'Grain' : `${type}Grain`,
      description: `The length of a period. ${withoutGrain[shape]}`,
    },
    compareTo: {
      type: '[String!]! = []',
      description:
        'Earlier periods to compare each one with, in `compared`: `previous`, or a distance such as `1 year`. Requires a grain.',
    },
    options:
      options.length === 0
        ? null
        : {
            type: `${type}OptionsInput`,
            description:
              'Business parameters to override in this query. Each one is listed under `deviations` and changes the definition hash. Null: all have their canonical values.',
          },
    having: { type: `[${type}HavingInput!]! = []` },
    keep: hasText
      ? {
          type: `${type}KeepInput`,
          description:
            'Values of dimensions to list; all others become one group, whose row names the dimension in `others`. Null: all values are listed.',
        }
      : null,
    top: hasText ? { type: `${type}TopInput` } : null,
    orderBy: { type: `[${type}OrderInput!]! = []` },
  }
}
