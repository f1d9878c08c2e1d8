import { print } from 'graphql'
import type { InputValueDefinitionNode } from 'graphql'
import type { SdlMember } from '../../sdl/sdl-text.ts'
import type { Family } from '../family.ts'

/** What the selection says, so that no argument has to. */
const selected = ['metrics', 'columns', 'parts', 'totals', 'subtotals']

/** What can be asked of answers of some shapes only, and is refused of the others. */
const takenBy: Readonly<Record<string, readonly Family['shape'][]>> = {
  compareTo: ['series'],
  toDate: ['series'],
  // of cohorts by who entered them; nothing else has a value over all rows by which to rank
  top: ['series', 'cohort'],
  cohorts: ['cohort'],
}

/** What can be asked only of what falls into periods. */
const ofPeriods = ['grain', 'from', 'to', 'period', 'compareTo', 'toDate']

/** Whether questions of this shape can have the argument. */
export function isTaken(argument: string, { shape, grains }: Pick<Family, 'shape' | 'grains'>): boolean {
  if (grains.length === 0 && ofPeriods.includes(argument)) return false
  return takenBy[argument]?.includes(shape) ?? true
}

/**
 * The arguments of a typed field: those of `metrics`, in words of the family where names or values depend on it,
 * otherwise as they are there. What `metrics` learns to take, every typed field takes.
 */
export function familyArguments(
  family: Family,
  metricsInput: readonly InputValueDefinitionNode[],
): readonly SdlMember[] {
  const typed = typedArguments(family)
  return metricsInput.flatMap(({ name: { value: name }, type, defaultValue, description }): SdlMember[] => {
    if (selected.includes(name) || !isTaken(name, family)) return []
    const own = typed[name]
    if (own === null) return []
    const rest = own?.type ?? `${print(type)}${defaultValue === undefined ? '' : ` = ${print(defaultValue)}`}`
    return [{ text: `${name}: ${rest}`, description: own?.description ?? description?.value ?? '' }]
  })
}

const rowsOf: Readonly<Record<Family['shape'], string>> = {
  series: 'period',
  cohort: 'cohort, at each age',
  curve: 'cohort',
  distribution: 'number of periods',
}

const withoutGrain: Readonly<Record<Family['shape'], string>> = {
  series: 'Null: there is one period, from the first day to the last.',
  cohort: 'Null: as the business parameter `interval` says.',
  curve: 'Null: months.',
  distribution: 'It has to be given.',
}

interface TypedArgument {
  readonly type: string
  /** Where what it says at `metrics` is not true here. */
  readonly description?: string
}

/** Arguments whose names or values depend on the family; null where the family has nothing to choose from. */
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
        'Earlier periods to stand beside each one, in `compared`: `previous`, or a distance such as `1 year`. Needs a grain.',
    },
    options:
      options.length === 0
        ? null
        : {
            type: `${type}OptionsInput`,
            description:
              'Business parameters that get another value for this question. Each one is listed under `deviations` and changes the definition hash. Null: all have their canonical values.',
          },
    having: { type: `[${type}HavingInput!]! = []` },
    keep: hasText
      ? {
          type: `${type}KeepInput`,
          description:
            'Values of dimensions that stay apart, all others being one group; its row names the dimension in `others`. Null: all values stay apart.',
        }
      : null,
    top: hasText ? { type: `${type}TopInput` } : null,
    orderBy: { type: `[${type}OrderInput!]! = []` },
  }
}
