import { daysOf, toInput, type Condition, type Question } from './question.ts'

/** The question as a document of GraphQL. */
export function toGraphQL(question: Question): string {
  return `{
  metrics(input: ${literal(toInput(question), '  ')}) {
    columns { name unit }
    rows
    provenance { asOf metrics { definitionHash } }
  }
}`
}

/** The question as a command. */
export function toCommand(question: Question): string {
  const { by, where, grain, period, partial, cohorts, compareTo, options, totals } = question
  const { from, to } = daysOf(question)
  const words = [
    `plumbline query ${question.metrics.join(' ')}`,
    by.length > 0 && `--by ${by.join(' ')}`,
    ...where.map((condition) => `--where ${quoted(toWords(condition))}`),
    grain !== null && `--grain ${grain}`,
    period !== null && `--period ${quoted(period)}`,
    period === null && from !== null && `--from ${from}`,
    period === null && to !== null && `--to ${to}`,
    partial !== 'whole' && `--partial ${partial}`,
    cohorts !== 'each' && `--cohorts ${cohorts}`,
    compareTo !== null && `--compare-to ${quoted(compareTo)}`,
    ...Object.entries(options).map(
      ([name, value]) =>
        `--option ${quoted(`${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)}`,
    ),
    totals && '--totals',
    '--parts',
  ]
  return words.filter((word) => word !== false).join(' \\\n  ')
}

/** The question as a request of curl. */
export function toCurl(question: Question, url: string): string {
  const body = JSON.stringify({
    query: 'query ($input: MetricsInput!) { metrics(input: $input) { columns { name unit } rows } }',
    variables: { input: toInput(question) },
  })
  return `curl -s ${url} \\
  -H 'content-type: application/json' \\
  -d '${body.replaceAll("'", String.raw`'\''`)}'`
}

const symbols: Readonly<Record<string, string>> = {
  eq: '=',
  ne: '!=',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
  contains: '~',
  startsWith: '^=',
}

/** A condition as the command line reads it: `plan!=free`. */
export function toWords({ dimension, operator, value }: Condition): string {
  if (operator === 'isNull') return `${dimension} is ${value === false ? 'not ' : ''}null`
  if (operator === 'in' || operator === 'notIn') {
    const values = Array.isArray(value) ? value.map((one) => valueText(String(one))).join(',') : String(value)
    return `${dimension} ${operator === 'in' ? 'in' : 'not in'} ${values}`
  }
  return `${dimension}${symbols[operator] ?? '='}${valueText(String(value))}`
}

/** A value with a comma or a quote needs quotes. */
export function valueText(value: string): string {
  return /^[\w.:-]+$/.test(value) ? value : `"${value.replaceAll('"', '""')}"`
}

function quoted(text: string): string {
  return /^[\w.:=-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`
}

/** Arguments whose values are enums, written without quotes. */
const enumArguments = new Set(['metrics', 'by', 'grain', 'partial', 'cohorts', 'dimension'])

function literal(value: unknown, indent: string, name = ''): string {
  if (Array.isArray(value)) return `[${value.map((item) => literal(item, indent, name)).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(([key, item]) => `${key}: ${literal(item, `${indent}  `, key)}`)
    return indent.length > 2
      ? `{ ${fields.join(', ')} }`
      : `{\n${fields.map((field) => `${indent}  ${field}`).join('\n')}\n${indent}}`
  }
  return typeof value === 'string' && enumArguments.has(name) ? value : JSON.stringify(value)
}
