import type { Catalog } from '../../../catalog/catalog.ts'
import { sdlType } from '../../sdl/sdl-text.ts'
import { checkNames } from './check-names.ts'
import { familiesOf } from '../families-of.ts'
import type { Family } from '../family.ts'
import { familyInputs } from './family-inputs.ts'
import { familyTypes } from './family-types.ts'
import type { KnownValues } from '../known-values.ts'
import { metricsInputFields } from './metrics-input.ts'

/**
 * The generated part of the schema for each family of metrics: a typed field of `Query`, so that an editor
 * rejects most invalid queries.
 *
 * @param sdl the files of `schema/`, whose `MetricsInput` defines the shared arguments
 * @throws PlumblineError `BAD_CATALOG` when a name in `sql/` exists already in the schema
 */
export function generateFamilySchema(catalog: Catalog, sdl: string): string {
  const families = familiesOf(catalog)
  const metricsInput = metricsInputFields(sdl)
  const written = families.map((family) => ({
    family,
    sdl: [familyTypes(family, metricsInput), familyInputs(family)].join('\n'),
  }))
  checkNames(written, sdl)
  return [
    '# Generated from sql/ and MetricsInput by `npm run generate`; do not edit.\n',
    ...written.map((one) => one.sdl),
    ...valueEnums(families),
  ].join('\n')
}

/** The enums of known values, each once, even if several families share it. */
function valueEnums(families: readonly Family[]): readonly string[] {
  const dimensions = new Map<string, { readonly known: KnownValues; readonly description: string }>()
  const options = new Map<string, { readonly known: KnownValues; readonly description: string }>()
  for (const family of families) {
    for (const { known, header } of family.dimensions)
      if (known !== null) dimensions.set(known.type, { known, description: header.description })
    for (const { known, parameter } of family.options)
      if (known !== null) options.set(known.type, { known, description: parameter.header.description })
  }
  return [
    ...[...dimensions.values()].flatMap(({ known, description }) => [
      valueEnum(known, description),
      valueFilter(known),
    ]),
    ...[...options.values()].map(({ known, description }) => valueEnum(known, description)),
  ]
}

function valueEnum({ type, values }: KnownValues, description: string): string {
  return sdlType(
    `enum ${type}`,
    description,
    [...values].map(([name, value]) => ({
      text: name,
      description: `The value \`${value}\` in \`metrics\` and on the command line.`,
    })),
  )
}

function valueFilter({ type }: KnownValues): string {
  return sdlType(`input ${type}FilterInput @oneOf`, 'A condition on a known value; exactly one operator.', [
    { text: `eq: ${type}`, description: 'Equal to the value.' },
    { text: `ne: ${type}`, description: 'Not equal to the value; true for null.' },
    { text: `in: [${type}!]`, description: 'Equal to one of the values.' },
    { text: `notIn: [${type}!]`, description: 'Not equal to any of the values; true for null.' },
    { text: 'isNull: Boolean', description: 'True: null. False: not null.' },
  ])
}
