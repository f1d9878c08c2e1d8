import type { InputValueDefinitionNode } from 'graphql'
import { sdlMember, sdlType } from '../../sdl/sdl-text.ts'
import type { SdlMember } from '../../sdl/sdl-text.ts'
import { dimensionValueType } from './dimension-types.ts'
import { familyArguments } from './family-arguments.ts'
import type { Family, FamilyMetric } from '../family.ts'
import { toFieldName } from '../../sdl/graphql-name.ts'
import { hasPartialField, partialField, shapeFields } from '../shape-fields.ts'

/** The field of `Query` and its result types: rows with a field for each dimension and each metric. */
export function familyTypes(family: Family, metricsInput: readonly InputValueDefinitionNode[]): string {
  const { field, type, dimensions } = family
  const isSeries = family.shape === 'series'
  const given = familyArguments(family, metricsInput).map((member) => sdlMember(member, '    '))
  return [
    sdlField(
      `${field}(\n${given.join('\n')}\n  ): ${type}Result`,
      `${family.description} Computes the selected metrics, grouped by the dimensions in \`by\`. Rejects the same requests as \`metrics\`, with the same codes, and is null then.`,
    ),
    sdlType(`type ${type}Result`, `A result of \`${field}\`, with its provenance.`, [
      { text: `rows: [${type}Row!]!`, description: 'The rows.' },
      ...(isSeries
        ? [
            {
              text: `totals: ${type}Row!`,
              description:
                'One additional row over all periods and dimensions, computed from the base rows, so exact for distinct counts too. Computed only when selected.',
            },
          ]
        : []),
      ...(dimensions.length === 0
        ? []
        : [
            {
              text: `subtotals: [${type}Subtotals!]!`,
              description:
                'The rows of every coarser level, finest first: without the last dimension, without the last two, and so on; each computed from the base rows. Computed only when selected; empty without dimensions.',
            },
          ]),
      { text: 'pageInfo: MetricsPageInfo!', description: 'The position of this page among all rows.' },
      {
        text: 'provenance: Provenance!',
        description: 'The definitions behind the numbers, and the state of the data.',
      },
    ]),
    sdlType(`type ${type}Row`, `A row of \`${field}\`.`, rowFields(family)),
    ...(dimensions.length === 0
      ? []
      : [
          sdlType(`type ${type}Subtotals`, `The rows of \`${field}\` over all values of some dimensions.`, [
            {
              text: `by: [${type}Dimension!]!`,
              description: 'The dimensions of these rows; the fields of all others are null.',
            },
            { text: `rows: [${type}Row!]!`, description: 'The rows.' },
          ]),
        ]),
  ].join('\n')
}

function sdlField(text: string, description: string): string {
  return `extend type Query {\n${sdlMember({ text, description })}\n}\n`
}

function rowFields(family: Family): readonly SdlMember[] {
  const { type, shape, dimensions, metrics } = family
  const hasText = dimensions.some(({ header }) => header.type === 'text')
  return [
    ...shapeFields[shape].map((one) => ({
      text: `${one.name}: ${one.type}${one.isNullable ? '' : '!'}`,
      description: one.description,
    })),
    ...(hasPartialField(family)
      ? [{ text: `${partialField.name}: ${partialField.type}`, description: partialField.description }]
      : []),
    ...dimensions.map((dimension) => ({
      text: `${dimension.field}: ${dimensionValueType(dimension)}`,
      description: `${dimension.header.description.trim()} Also null when the row is not grouped by it, and in the group of other values.`,
    })),
    ...(hasText
      ? [
          {
            text: `others: [${type}Dimension!]!`,
            description:
              'The dimensions for which the row is the group of other values, that is values not listed by `keep` or `top`; usually empty.',
          },
        ]
      : []),
    ...metrics.map(metricField),
  ]
}

function metricField({ field, type, metric }: FamilyMetric): SdlMember {
  return {
    text: `${field}: ${type}!`,
    description: metric.description,
    deprecated: metric.deprecated && { ...metric.deprecated, use: toFieldName(metric.deprecated.use) },
  }
}
