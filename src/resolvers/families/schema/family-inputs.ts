import { grainValues, metricValue } from '../../sdl/generate-metric-schema.ts'
import { byName, sdlType } from '../../sdl/sdl-text.ts'
import type { SdlMember } from '../../sdl/sdl-text.ts'
import { dimensionFilterType } from './dimension-types.ts'
import type { Family, FamilyOption } from '../family.ts'
import { isTaken } from './family-arguments.ts'
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
      filter === null ? [] : [{ text: `${name}: ${filter}`, description: `On it: ${description}` }],
    ),
    ...dimensions.map((dimension) => ({
      text: `${dimension.field}: ${dimensionFilterType(dimension)}`,
      description: `On it: ${dimension.header.description}`,
    })),
  ]
  return [
    ...typeOf(`enum ${type}Dimension`, `What \`${field}\` can be grouped by.`, byName(dimensionValues)),
    ...(grains.length === 0 || grains.includes('hour')
      ? []
      : [sdlType(`enum ${type}Grain`, `The length of a period of \`${field}\`.`, grainValues(grains))]),
    ...typeOf(
      `input ${type}FilterInput`,
      `Conditions on the rows that \`${field}\` counts; all that are given have to be met. What is null was left out.`,
      filters,
    ),
    ...typeOf(
      `input ${type}OptionsInput`,
      `The business parameters behind \`${field}\`. What is left out has its canonical value.`,
      options.map(optionField),
    ),
    sdlType(
      `input ${type}HavingInput`,
      `Conditions on the numbers of a row of \`${field}\`; all that are given have to be met. What is null was left out.`,
      metrics.map(({ field: name, metric }) => ({
        text: `${name}: DecimalFilterInput`,
        description: `On it: ${metric.description}`,
      })),
    ),
    ...typeOf(
      `input ${type}KeepInput`,
      'The values that stay apart, for each dimension. What is null was left out.',
      text.map(({ field: name, known, header }) => ({
        text: `${name}: [${known?.type ?? 'String'}]`,
        description: `Of it: ${header.description} A null in the list keeps those apart for whom it is not known.`,
      })),
    ),
    ...(text.length === 0 || !isTaken('top', family)
      ? []
      : [
          sdlType(`enum ${type}Metric`, `The metrics of \`${field}\`.`, byName(metricValues)),
          sdlType(`input ${type}TopInput`, 'The values of a dimension that have the most of a metric.', [
            {
              text: `dimension: ${type}Dimension!`,
              description: 'A dimension of text that the question is grouped by.',
            },
            { text: 'count: Int!', description: 'How many values stay apart.' },
            {
              text: `by: ${type}Metric`,
              description: 'The metric by which they are ranked. Null: the first one that is selected.',
            },
          ]),
        ]),
    sdlType(
      `enum ${type}OrderField`,
      `What rows of \`${field}\` can be ordered by.`,
      byName([
        ...shapeFields[shape].map(({ column, description }) => enumValue(column, description)),
        ...dimensionValues,
        ...metricValues,
      ]),
    ),
    sdlType(`input ${type}OrderInput`, `An order of the rows of \`${field}\`.`, [
      { text: `field: ${type}OrderField!`, description: 'What is compared. Nulls come last.' },
      { text: 'direction: Direction! = ASC', description: 'Which end comes first.' },
    ]),
  ].join('\n')
}

/** Nothing of what would be empty: GraphQL knows no type without members. */
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
    description: `${description.trim()}${range}${unit === undefined ? '' : ` In ${unit}.`}${isNullAnOption(option) ? '' : ' Null is as if it were left out.'}`,
  }
}
