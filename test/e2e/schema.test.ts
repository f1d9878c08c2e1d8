import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isScalarType,
  isSpecifiedScalarType,
  validateSchema,
} from 'graphql'
import { beforeAll, expect, test } from 'vitest'
import type { Catalog } from '../../src/catalog/catalog.ts'
import { loadCatalog } from '../../src/catalog/load-catalog.ts'
import { metricKinds } from '../../src/catalog/view-header.ts'
import { executableSchema } from '../../src/resolvers/executable-schema.ts'
import { generateMetricSchema } from '../../src/resolvers/generate-metric-schema.ts'
import { printSchemaSdl } from '../../src/resolvers/print-schema-sdl.ts'
import { largestPage } from '../../src/resolvers/pages/to-page-request.ts'

let catalog: Catalog

beforeAll(async () => {
  catalog = await loadCatalog(fileURLToPath(new URL('../../sql', import.meta.url)))
})

test('the schema that is printed is a valid schema, and says everything twice alike', () => {
  const sdl = printSchemaSdl(catalog)
  expect(validateSchema(buildSchema(sdl))).toEqual([])
  expect(printSchemaSdl(catalog)).toBe(sdl)
})

test('the generated part is what the catalogue yields', () => {
  const file = fileURLToPath(new URL('../../schema/generated/metrics.graphql', import.meta.url))
  expect(readFileSync(file, 'utf8')).toBe(generateMetricSchema(catalog))
})

test('every type, field, argument and enum value says what it is', () => {
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

test('every field that may be null says when it is, unless it is asked for by condition', () => {
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

test('every kind of metric is in the API, with what it is', () => {
  const kinds = executableSchema(catalog).getType('MetricKind')
  const known = isEnumType(kinds) ? kinds.getValues().map(({ name }) => name) : []
  expect([...known].sort()).toEqual(metricKinds.map((kind) => kind.toUpperCase()).sort())
})

test('a deprecated metric says since when, and what to use', () => {
  const [name, metric] = [...catalog.metrics].find(([, { unit }]) => unit === 'count') ?? []
  if (name === undefined || metric === undefined) throw new Error('no metric counts anything')
  const aged = {
    ...catalog,
    metrics: new Map([[name, { ...metric, deprecated: { since: '0.2', use: 'mrr' } }]]),
  }
  expect(generateMetricSchema(aged)).toContain(
    `${name.toUpperCase()} @deprecated(reason: "since 0.2, use MRR")`,
  )
})

test('the largest page is the one that every list tells', () => {
  for (const type of Object.values(executableSchema(catalog).getTypeMap())) {
    if (!isObjectType(type)) continue
    for (const field of Object.values(type.getFields())) {
      const first = field.args.find(({ name }) => name === 'first')
      if (first) expect(first.description).toContain(`from 1 to ${largestPage}`)
    }
  }
})
