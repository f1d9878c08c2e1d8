import { grainValues, metricValue } from '../../sdl/generate-metric-schema.ts'
import { byName, sdlType } from '../../sdl/sdl-text.ts'
import type { SdlMember } from '../../sdl/sdl-text.ts'
import { dimensionFilterType } from './dimension-types.ts'
import type { Family, FamilyOption } from '../family.ts'
import { isAccepted } from './family-arguments.ts'
import { isNullAnOption, optionType } from '../option-type.ts'
import { shapeFields } from '../shape-fields.ts'

/** The enums and inputs of a family's arguments. */
export function familyInputs(family: Family): string {
  const { field, type, shape, dimensions, metrics, options, grains } = family
  const text = dimensions.filter(({ header }) => header.type === 'text')
  const dimensionValues = dimensions.map(({ name, header }) => enumValue(name, header.description))
  const metricValues = metrics.map(({ metric }) => metricValue(metric))
  const filters = [
    ...shapeFields[shape].flatMap(({ name, filter, description }) =>
      filter === null ? [] : [{ text: `${name}: ${filter}`, description: `Condition on: ${description}` }],
    ),
    ...dimensions.map((dimension) => ({
      text: `${dimension.field}: ${dimensionFilterType(dimension)}`,
      description: `Condition on: ${dimension.header.description}`,
    })),
  ]
  return [
    ...typeOf(`enum ${type}Dimension`, `The dimensions of \`${field}\`.`, byName(dimensionValues)),
    ...(grains.length === 0 || grains.includes('hour')
      ? []
      : [sdlType(`enum ${type}Grain`, `The length of a period of \`${field}\`.`, grainValues(grains))]),
    ...typeOf(
      `input ${type}FilterInput`,
      `Conditions on the rows that \`${field}\` aggregates; all must be met. A null condition is ignored.`,
      filters.length === 0 ? [] : [...filters, ...joinedConditions(`${type}FilterInput`)],
    ),
    ...typeOf(
      `input ${type}OptionsInput`,
      `The business parameters of \`${field}\`. An omitted parameter has its canonical value.`,
      options.map(optionField),
    ),
    sdlType(
      `input ${type}HavingInput`,
      `Conditions on the numbers of a row of \`${field}\`; all must be met. A null condition is ignored.`,
      metrics.map(({ field: name, metric }) => ({
        text: `${name}: DecimalFilterInput`,
        description: `Condition on: ${metric.description}`,
      })),
    ),
    ...typeOf(
      `input ${type}KeepInput`,
      'The values to list, for each dimension. A null list is ignored.',
      text.map(({ field: name, known, header }) => ({
        text: `${name}: [${known?.type ?? 'String'}]`,
        description: `Values of: ${header.description} A null in the list lists rows without a value by themselves.`,
      })),
    ),
    ...(text.length === 0 || !isAccepted('top', family)
      ? []
      : [
          sdlType(`enum ${type}Metric`, `The metrics of \`${field}\`.`, byName(metricValues)),
          sdlType(`input ${type}TopInput`, 'The values of a dimension with the highest value of a metric.', [
            {
              text: `dimension: ${type}Dimension!`,
              description: 'A text dimension in `by`.',
            },
            { text: 'count: Int!', description: 'The number of values to list.' },
            {
              text: `by: ${type}Metric`,
              description: 'The metric to rank by. Null: the first selected one.',
            },
          ]),
        ]),
    sdlType(
      `enum ${type}OrderField`,
      `The columns that rows of \`${field}\` can be ordered by.`,
      byName([
        ...shapeFields[shape].map(({ column, description }) => enumValue(column, description)),
        ...dimensionValues,
        ...metricValues,
      ]),
    ),
    sdlType(`input ${type}OrderInput`, `An order of the rows of \`${field}\`.`, [
      { text: `field: ${type}OrderField!`, description: 'The column to order by. Nulls come last.' },
      { text: 'direction: Direction! = ASC', description: 'Ascending or descending.' },
    ]),
  ].join('\n')
}

/** The conditions joined by or, and, not. */
function joinedConditions(type: string): readonly SdlMember[] {
  return [
    { text: `anyOf: [${type}!]`, description: 'At least one of these is met.' },
    { text: `allOf: [${type}!]`, description: 'All of these are met.' },
    { text: `not: ${type}`, description: 'This is not met; true where its comparison is with null.' },
  ]
}

/** Omits empty types, which GraphQL does not allow. */
function typeOf(head: string, description: string, members: readonly SdlMember[]): readonly string[] {
  return members.length === 0 ? [] : [sdlType(head, description, members)]
}

function enumValue(name: string, description: string): SdlMember {
  return { text: name.toUpperCase(), description }
}

function optionField(option: FamilyOption): SdlMember {
  const { description, min, max, unit } = option.parameter.header
  const range =
    min === undefined && max === undefined
      ? ''
      : ` A number${min === undefined ? '' : ` from ${String(min)}`}${max === undefined ? '' : ` to ${String(max)}`}.`
  return {
    text: `${option.field}: ${optionType(option)}`,
    description: `${description.trim()}${range}${unit === undefined ? '' : ` In ${unit}.`}${isNullAnOption(option) ? '' : ' Null counts as omitted.'}`,
  }
}
