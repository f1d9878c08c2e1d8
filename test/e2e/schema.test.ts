import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  buildSchema,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  lexicographicSortSchema,
  parse,
  printSchema,
  validate,
  validateSchema,
} from 'graphql'
import * as graphql17 from 'graphql-17'
import { beforeAll, expect, test } from 'vitest'
import type { Catalog } from '../../src/catalog/catalog.ts'
import { loadCatalog } from '../../src/catalog/load-catalog.ts'
import { metricKinds } from '../../src/catalog/headers/metric-header.ts'
import { executableSchema } from '../../src/resolvers/schema/executable-schema.ts'
import { familiesOf } from '../../src/resolvers/families/families-of.ts'
import { generateFamilySchema } from '../../src/resolvers/families/schema/generate-family-schema.ts'
import { toFieldName } from '../../src/resolvers/sdl/graphql-name.ts'
import { generateMetricSchema } from '../../src/resolvers/sdl/generate-metric-schema.ts'
import { printSchemaSdl } from '../../src/resolvers/schema/print-schema-sdl.ts'
import { maxPageSize } from '../../src/resolvers/entities/lists/page-size.ts'
import { readSchema, handWrittenSchema } from '../../src/resolvers/schema/read-schema.ts'
import { loadChanged, replacing, smallView } from '../catalog/changed-catalog.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { slowTest } from '../harness/slow-test.ts'

let catalog: Catalog

beforeAll(async () => {
  catalog = await loadCatalog(fileURLToPath(new URL('../../sql', import.meta.url)))
})

test('the printed schema is valid, sorted, and the same from every reading of sql/', async () => {
  const sdl = printSchemaSdl(catalog)
  const schema = buildSchema(sdl)
  expect(validateSchema(schema)).toEqual([])
  expect(`${printSchema(lexicographicSortSchema(schema))}\n`).toBe(sdl)
  expect(printSchemaSdl(await ownCatalog())).toBe(sdl)
})

test('GraphQL 17 reads the schema as GraphQL 16 does', () => {
  const sdl = printSchemaSdl(catalog)
  const schema = graphql17.buildSchema(sdl)
  expect(graphql17.versionInfo.major).toBe(17)
  expect(graphql17.validateSchema(schema)).toEqual([])
  expect(Object.keys(schema.getTypeMap()).sort()).toEqual(
    expect.arrayContaining(Object.keys(buildSchema(sdl).getTypeMap()).sort()),
  )
  const document =
    '{ signups(by: [COUNTRY], where: [{ country: { eq: "DE" } }]) { rows { signups { value } } } }'
  const errors = (text: string) => graphql17.validate(schema, graphql17.parse(text))
  expect(errors(document)).toEqual([])
  expect(errors(document.replace('COUNTRY', 'COUNTRI'))).toHaveLength(1)
})

test.each([
  ['metrics.graphql', () => generateMetricSchema(catalog)],
  ['families.graphql', () => generateFamilySchema(catalog, handWrittenSchema())],
])('the generated file %s is up to date', (name, generated) => {
  const file = fileURLToPath(new URL(`../../schema/generated/${name}`, import.meta.url))
  expect(readFileSync(file, 'utf8')).toBe(generated())
})

slowTest(
  'a new metric and a new dimension in a header appear in the schema without another edit',
  async () => {
    const changed = await loadChanged({
      'metrics/signups.sql': (text) =>
        [
          [
            'metrics:\n',
            `dimensions:
  is_early: { type: boolean, description: Whether it was before 2020. }
metrics:
  early_signups: { kind: count, where: is_early, unit: count, description: Sign-ups before 2020. }
`,
          ] as const,
          [
            '        signed_up_at\n',
            "        signed_up_at,\n        signed_up_at < '2020-01-01' as is_early\n",
          ] as const,
        ].reduce((changing, [piece, by]) => replacing(piece, by)(changing), text),
    })
    const schema = executableSchema(changed)
    const errors = (document: string) => validate(schema, parse(document)).map(({ message }) => message)
    expect(
      errors(`{
      signups(by: [IS_EARLY], where: [{ isEarly: { eq: true } }], orderBy: [{ field: EARLY_SIGNUPS }]) {
        rows { isEarly earlySignups { value } signups { value } }
      }
    }`),
    ).toEqual([])
    expect(
      errors('{ signups(where: [{ isEarly: { eq: "yes" } }]) { rows { earlySignups { value } } } }'),
    ).toEqual(['Boolean cannot represent a non boolean value: "yes"'])
  },
)

test('a metric with more dimensions than the others gets a field of its own', () => {
  const fields = familiesOf(catalog).filter(({ view }) => view.name === 'metrics.revenue')
  expect(fields.map(({ field }) => field)).toEqual(['revenue', 'revenueByMovementMotion'])
  const [all, byMotion] = fields
  expect(all?.dimensions.map(({ name }) => name)).not.toContain('movement_motion')
  expect(byMotion?.metrics.map(({ metric }) => metric.name)).not.toContain('mrr')
  for (const { metrics, dimensions } of familiesOf(catalog)) {
    for (const { name } of dimensions)
      for (const { metric } of metrics) expect(metric.dimensions, metric.name).toContain(name)
  }
})

slowTest('a view with a name that the schema uses is rejected with its file', async () => {
  const header = 'time: at\nmetrics:\n  all_things: { kind: count, unit: count, description: All. }\n'
  const changed = await loadChanged({
    'metrics/accounts.sql': smallView(
      'metrics.accounts',
      'select as_of as at from parameters.business',
      header,
    ),
  })
  expect(() => readSchema(changed)).toThrow(
    /metrics\/accounts\.sql:1: graphql-names: metrics\.accounts would add a second Query\.accounts to the GraphQL schema/,
  )
})

test('every type, field, argument and enum value has a description', () => {
  const silent: string[] = []
  const check = (name: string, { description }: { readonly description?: string | null | undefined }) => {
    if (!description) silent.push(name)
  }
  for (const type of Object.values(executableSchema(catalog).getTypeMap())) {
    if (isIntrospectionType(type) || (isScalarType(type) && isSpecifiedScalarType(type))) continue
    check(type.name, type)
    if (isEnumType(type)) for (const value of type.getValues()) check(`${type.name}.${value.name}`, value)
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) check(`${type.name}.${field.name}`, field)
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        check(`${type.name}.${field.name}`, field)
        for (const argument of field.args) check(`${type.name}.${field.name}(${argument.name})`, argument)
      }
    }
  }
  expect(silent).toEqual([])
})

test('every nullable field describes when it is null, unless it is requested by condition', () => {
  const silent: string[] = []
  for (const type of Object.values(executableSchema(catalog).getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue
    for (const field of Object.values(type.getFields())) {
      const mayBeNull = !field.type.toString().endsWith('!')
      if (mayBeNull && !/\b[Nn]ull\b/.test(field.description ?? '')) silent.push(`${type.name}.${field.name}`)
    }
  }
  expect(silent).toEqual([])
})

test('every kind of metric is in the API, with a description', () => {
  const kinds = executableSchema(catalog).getType('MetricKind')
  const known = isEnumType(kinds) ? kinds.getValues().map(({ name }) => name) : []
  expect([...known].sort()).toEqual(metricKinds.map((kind) => kind.toUpperCase()).sort())
})

test('a deprecated metric has the version of its deprecation and a replacement', () => {
  const [name, metric] = [...catalog.metrics].find(([, { unit }]) => unit === 'count') ?? []
  if (name === undefined || metric === undefined) throw new Error('no metric counts anything')
  const aged = {
    ...catalog,
    metrics: new Map([[name, { ...metric, deprecated: { since: '0.2', use: 'mrr' } }]]),
  }
  const reason = 'since 0.2, use'
  expect(generateMetricSchema(aged)).toContain(`${name.toUpperCase()} @deprecated(reason: "${reason} MRR")`)
  expect(generateFamilySchema(aged, handWrittenSchema())).toContain(
    `${toFieldName(name)}: NumberValue! @deprecated(reason: "${reason} mrr")`,
  )
})

test('the largest page is the documented one in every list', () => {
  for (const type of Object.values(executableSchema(catalog).getTypeMap())) {
    if (!isObjectType(type)) continue
    for (const field of Object.values(type.getFields())) {
      // metric results have a limit of cells instead
      if (!getNamedType(field.type).name.endsWith('Connection')) continue
      const first = field.args.find(({ name }) => name === 'first')
      if (first) expect(first.description).toContain(`from 1 to ${maxPageSize}`)
    }
  }
})
