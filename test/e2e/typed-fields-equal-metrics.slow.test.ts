import type { GraphQLObjectType, GraphQLSchema } from 'graphql'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Catalog } from '../../src/catalog/catalog.ts'
import { PlumblineError } from '../../src/errors.ts'
import { runQuery } from '../../src/query/run-query.ts'
import { runtimeOf } from '../../src/open-runtime.ts'
import { executableSchema } from '../../src/resolvers/schema/executable-schema.ts'
import { familiesOf } from '../../src/resolvers/families/families-of.ts'
import type { Family, FamilyDimension } from '../../src/resolvers/families/family.ts'
import { toFieldName } from '../../src/resolvers/sdl/graphql-name.ts'
import { shapeFields } from '../../src/resolvers/families/shape-fields.ts'
import type { MetricsResult } from '../../src/semantic/model/result.ts'
import type { Grain, MetricsRequestInput } from '../../src/semantic/model/request/request.ts'
import { at, startServerUnderTest } from './server-under-test.ts'
import type { GraphQLAnswer, ServerUnderTest } from './server-under-test.ts'
import { smallCompany } from './small-company.ts'
import { ownCatalog } from '../harness/own-catalog.ts'

const catalog: Catalog = await ownCatalog()
const schema: GraphQLSchema = executableSchema(catalog)
const families = familiesOf(catalog)

let server: ServerUnderTest
/** The results of the query function for each family. */
const answers = new Map<string, Answered>()

beforeAll(async () => {
  server = await startServerUnderTest({
    ...smallCompany,
    'spend.csv': `month,motion,channel,category,amount,currency
2025-01-01,shared,ads,media,300.00,USD
2025-02-01,SLG,events,travel,50.00,USD
`,
    'plan_limits.csv': `plan,meter,limit_quantity,kind
free,commit,1,cumulative
`,
    // hired when touches had been recorded for two weeks
    'reps.csv': `rep_id,role,motion,start_date,monthly_quota
r1,sell,PLS,2024-11-15,100
`,
    // the second one before the revenue of acme grows
    'sales_touches.csv': `touch_id,occurred_at,account_id,rep_id,kind
t0,2024-11-01T09:00:00Z,acme,r1,meeting_held
t1,2025-02-05T09:00:00Z,acme,r1,meeting_held
`,
    // four companies alike in industry and size: three of them are the peers of each
    'accounts.csv': `account_id,name,employee_count,industry,country,icp_segment,owner_rep_id
acme,Acme,120,software,DE,mid,r1
globex,globex,9,mining,US,,
${['p1', 'p2', 'p3'].map((id) => `${id},${id},130,software,DE,mid,`).join('\n')}
`,
    'workspaces.csv': `${smallCompany['workspaces.csv'] ?? ''}${['p1', 'p2', 'p3'].map((id) => `w${id},${id},2025-01-01T10:05:00Z,,free,${id}`).join('\n')}\n`,
    'product_events.csv': `${smallCompany['product_events.csv'] ?? ''}${['p1', 'p2', 'p3'].map((id) => `e${id},2025-03-25T11:00:00Z,commit,eve,w${id}`).join('\n')}
admin,2025-03-26T11:00:00Z,sso_configured,ada,w1
`,
    // four people pay for acme
    'billing_customers.csv': `${smallCompany['billing_customers.csv'] ?? ''}c3,acme,w2,three@acme.com,,2025-02-10T00:00:00Z
c4,acme,w2,four@acme.com,,2025-02-10T00:00:00Z
`,
    // a payer of a year ago, and a trial followed by a payment
    'subscription_periods.csv': `period_id,subscription_id,customer_id,plan,started_at,ended_at,amount,interval,currency,is_trial,seats
p1,s1,c1,team,2024-01-10T00:00:00Z,,100.00,month,USD,false,3
p2,s2,c2,team,2025-02-10T00:00:00Z,2025-02-24T00:00:00Z,0.00,month,USD,true,
p3,s2,c2,team,2025-02-24T00:00:00Z,,600.00,year,USD,false,1
p4,s4,c3,team,2025-02-24T00:00:00Z,,10.00,month,USD,false,1
p5,s5,c4,team,2025-02-24T00:00:00Z,,12.00,month,USD,false,1
`,
  })
  for (const family of families) answers.set(family.field, await loadedRows(family))
})

afterAll(() => server.stop())

test('every metric of the catalogue has a typed field', () => {
  const typed = new Set(families.flatMap(({ metrics }) => metrics.map(({ metric }) => metric.name)))
  expect([...catalog.metrics.keys()].filter((name) => !typed.has(name))).toEqual([])
})

test.each(families)(
  '$field returns the same numbers as metrics and as the query function',
  async (family) => {
    const loaded = answers.get(family.field)
    expect(loaded).not.toEqual([])
    expect(await metricsRows(requestFor(family))).toEqual(loaded)
    expect(await typedRows(family)).toEqual(loaded)
  },
)

test('every kind of metric is covered', () => {
  const kinds = (some: readonly Family[]) => [
    ...new Set(some.flatMap(({ metrics }) => metrics.map(({ metric }) => metric.kind))),
  ]
  const answered = families.filter(({ field }) => typeof answers.get(field) !== 'string')
  expect(kinds(answered).sort()).toEqual(kinds(families).sort())
})

/** All metrics of the family by its first dimension and, for metrics with periods, by month. */
function requestFor(family: Family) {
  return {
    metrics: family.metrics.map(({ metric }) => metric.name),
    by: [groupOf(family)].flatMap((dimension) => dimension?.name ?? []),
    ...(hasPeriods(family) ? { grain: grainOf(family) } : {}),
    parts: true,
    options: optionsOf(family),
  } satisfies MetricsRequestInput
}

/** The dimension that the family requires, else its first one. */
function groupOf({ dimensions, view }: Family): FamilyDimension | undefined {
  return dimensions.find(({ name }) => view.header.needs_dimensions.includes(name)) ?? dimensions[0]
}

function hasPeriods({ grains }: Family): boolean {
  return grains.length > 0
}

/** Months, else the finest grain of the family. */
function grainOf({ grains }: Family): Grain {
  return grains.includes('month') ? 'month' : (grains[0] ?? 'month')
}

/** The rows, or the code of the rejection. */
async function loadedRows(family: Family): Promise<Answered> {
  try {
    return plainRows(await runQuery(runtimeOf(catalog, server.engine), requestFor(family)))
  } catch (error) {
    if (error instanceof PlumblineError) return error.code
    throw error
  }
}

/** The options that the family's metrics require. */
function optionsOf({ view }: Family): Readonly<Record<string, string>> {
  return Object.fromEntries(view.header.needs_options.map((name) => [name, 'commit']))
}

/** A row of either interface: its keys, and every number with its parts. */
type PlainRow = Readonly<Record<string, unknown>>

/** Rows, or the code of the rejection. */
type Answered = readonly PlainRow[] | string

async function metricsRows({
  metrics,
  by,
  grain,
  options,
}: ReturnType<typeof requestFor>): Promise<Answered> {
  const { data, errors } = await server.ask(
    `query Ask($input: MetricsInput!) { metrics(input: $input) { columns { name kind } rows } }`,
    {
      input: {
        metrics: metrics.map((metric) => metric.toUpperCase()),
        by: by.map((name) => name.toUpperCase()),
        ...(grain === undefined ? {} : { grain: grain.toUpperCase() }),
        parts: true,
        options: Object.entries(options).map(([name, value]) => ({ name, value })),
      },
    },
  )
  return errors === undefined ? plainRows(at(data, 'metrics') as MetricsResult) : codeOf(errors)
}

function plainRows({ columns, rows }: Pick<MetricsResult, 'columns' | 'rows'>): readonly PlainRow[] {
  // a typed row has the period of a cohort only once
  const isCohort = columns.some(({ name }) => name === 'cohort')
  return rows.map((row) =>
    Object.fromEntries(
      columns.flatMap(({ name }, place) => (isCohort && name === 'period' ? [] : [[name, row[place]]])),
    ),
  )
}

async function typedRows(family: Family): Promise<Answered> {
  const about = shapeFields[family.shape].filter(({ name }) => hasPeriods(family) || name !== 'period')
  const by = groupOf(family)
  const numbers = family.metrics.map(({ field, type }) => {
    const parts = fieldsOf(type).filter((name) => !['currency', 'compared', 'cohorts'].includes(name))
    return `${field} { ${parts.join(' ')} }`
  })
  const options = Object.entries(optionsOf(family)).map(([name, event]) => {
    const isEvent = catalog.parameters.get(name)?.header.type === 'matcher'
    return `${toFieldName(name)}: ${isEvent ? `{ event: "${event}" }` : `"${event}"`}`
  })
  const { data, errors } = await server.ask(`{
    ${family.field}(
      ${hasPeriods(family) ? `grain: ${grainOf(family).toUpperCase()}` : ''}
      ${by === undefined ? '' : `by: [${by.name.toUpperCase()}]`}
      ${options.length === 0 ? '' : `options: { ${options.join(' ')} }`}
    ) { rows { ${[...about.map(({ name }) => name), by?.field ?? '', ...numbers].join(' ')} } }
  }`)
  if (errors !== undefined) return codeOf(errors)
  return (at(data, `${family.field}.rows`) as PlainRow[]).map((row) => ({
    ...Object.fromEntries(
      about.map(({ name, column, type }) => [column, type === 'Int' ? String(row[name]) : row[name]]),
    ),
    ...(by === undefined ? {} : { [by.name]: inData(by, row[by.field]) }),
    ...Object.fromEntries(family.metrics.flatMap(({ field, metric }) => numbersOf(metric.name, row[field]))),
  }))
}

function fieldsOf(type: string): readonly string[] {
  return Object.keys((schema.getType(type) as GraphQLObjectType).getFields())
}

/** The value of an enum as in the data. */
function inData({ known }: FamilyDimension, value: unknown): unknown {
  return typeof value === 'string' ? (known?.values.get(value) ?? value) : value
}

function numbersOf(metric: string, value: unknown): [string, unknown][] {
  return Object.entries(value as PlainRow).map(([name, number]) => [
    ['value', 'amount'].includes(name) ? metric : `${metric}.${name}`,
    number,
  ])
}

function codeOf(errors: NonNullable<GraphQLAnswer['errors']>): string {
  return String(errors[0]?.extensions['code'])
}
