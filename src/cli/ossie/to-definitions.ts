import { loadModule } from 'libpg-query'
import type { MetricEntry } from '../templates/insert-metric.ts'
import type { OssieDataset, OssieDocument, OssieMetric, OssieModel } from './document.ts'
import { columnsOf, sourceColumnsOf } from './foreign/dataset-columns.ts'
import { contractType, dataTypes } from './foreign/datatypes.ts'
import { keyOf, sentence, sourceFile, viewFile, type ForeignDataset } from './foreign/definition-files.ts'
import { plainName, sqlOf } from './foreign/names.ts'
import { replacePlaces } from './foreign/parse-expression.ts'
import { readFields, type ReadFields } from './foreign/read-fields.ts'
import { aggregatesIn, type Aggregate } from './foreign/read-metric.ts'
import type { Loss } from './losses.ts'

/** A metric of another tool as aggregates over datasets, or why it is none. */
interface ReadMetric {
  readonly metric: OssieMetric
  readonly name: string
  readonly sql: string
  readonly aggregates: readonly Aggregate[] | string
}

/**
 * Definitions made of a document of another tool: a contract for the table behind each dataset, entities for the datasets
 * that others refer to, and views with the metrics.
 */
export async function toDefinitions({ semantic_model: [model, ...others] }: OssieDocument) {
  await loadModule()
  if (model === undefined) return { files: new Map<string, string>(), losses: [] }
  const read = model.datasets.map((dataset) => readFields(dataset, keysOf(model, dataset)))
  const metricsRead = readMetrics(model, read)
  const datasets = read.map(({ dataset, fields }): ForeignDataset => {
    const added = new Set(metricsRead.flatMap((one) => columnsComputedWith(one, dataset)))
    return {
      dataset,
      name: plainName(dataset.name),
      columns: columnsOf(fields, added),
      sourceColumns: sourceColumnsOf(fields, added),
      key: keyOf(dataset),
    }
  })
  const metrics = metricsByDataset(metricsRead)
  const files = new Map<string, string>()
  for (const one of datasets) {
    files.set(`source.${one.name}`, sourceFile(one))
    if (isReferredTo(model, one)) files.set(`entities.${one.name}`, viewFile('entities', one, {}))
    const own = metrics.get(one.name)
    if (own !== undefined)
      files.set(
        `metrics.${one.name}`,
        viewFile('metrics', one, { entities: entitiesOf(model, one), metrics: Object.fromEntries(own) }),
      )
  }
  const losses = [
    ...read.flatMap((one) => one.losses),
    ...lossesOf(model, metricsRead, others.length),
    ...datasets.flatMap(unknownTypes),
  ]
  return { files, losses }
}

/** The columns of the keys and relationships of a dataset. */
function keysOf({ relationships = [] }: OssieModel, { name, primary_key: key = [] }: OssieDataset) {
  return [
    ...key,
    ...relationships.flatMap(({ from, to, from_columns: own, to_columns: theirs }) => [
      ...(from === name ? own : []),
      ...(to === name ? theirs : []),
    ]),
  ]
}

/** Each metric as aggregates over the fields that are read, or why it is none. */
function readMetrics({ metrics = [] }: OssieModel, read: readonly ReadFields[]): readonly ReadMetric[] {
  const columns = new Map(
    read.map(({ dataset, fields }) => [plainName(dataset.name), new Set(fields.map(({ name }) => name))]),
  )
  const names = metrics.map((metric) => plainName(metric.name))
  return metrics.map((metric, index) => {
    const name = plainName(metric.name)
    const sql = sqlOf(metric.expression)
    if (names.indexOf(name) < index)
      return { metric, name, sql: '', aggregates: `Another metric has the name ${name}.` }
    return sql === null
      ? { metric, name, sql: '', aggregates: 'It has no expression in SQL.' }
      : { metric, name, sql, aggregates: aggregatesIn(sql, columns) }
  })
}

/** The columns of a dataset that a metric computes with as numbers. */
function columnsComputedWith({ aggregates }: ReadMetric, { name }: OssieDataset): readonly string[] {
  if (typeof aggregates === 'string') return []
  return aggregates.flatMap(({ dataset, numbers }) => (dataset === plainName(name) ? numbers : []))
}

/** The entries of metrics by the dataset that they are counted from. A formula has a metric for each of its aggregates. */
function metricsByDataset(read: readonly ReadMetric[]): ReadonlyMap<string, Map<string, MetricEntry>> {
  const found = new Map<string, Map<string, MetricEntry>>()
  const add = (dataset: string, name: string, entry: MetricEntry) => {
    found.set(dataset, (found.get(dataset) ?? new Map<string, MetricEntry>()).set(name, entry))
  }
  for (const { metric, name, sql, aggregates } of read) {
    if (typeof aggregates === 'string') continue
    const description = sentence(metric.description ?? metric.name)
    const [first] = aggregates
    if (first === undefined) continue
    if (aggregates.length === 1 && first.start === 0 && first.end === Buffer.byteLength(sql)) {
      add(first.dataset, name, { ...first.entry, unit: unitOf(first), description })
      continue
    }
    const inputs = aggregates.map((aggregate, index) => {
      const input = `${name}_part_${index + 1}`
      add(aggregate.dataset, input, {
        ...aggregate.entry,
        unit: unitOf(aggregate),
        description: `Part ${index + 1} of ${name}.`,
      })
      return input
    })
    add(first.dataset, name, {
      kind: 'derived',
      expression: withNames(sql, aggregates, inputs),
      inputs,
      unit: 'quantity',
      description,
    })
  }
  return found
}

function unitOf({ entry }: Aggregate): string {
  return entry.kind.startsWith('count') ? 'count' : 'quantity'
}

/** The formula with names in the places of its aggregates. */
function withNames(sql: string, aggregates: readonly Aggregate[], names: readonly string[]): string {
  return replacePlaces(
    sql,
    aggregates.map(({ start, end }, index) => ({ start, end, text: names[index] ?? '' })),
  )
}

function isReferredTo({ relationships = [] }: OssieModel, { dataset }: ForeignDataset): boolean {
  return relationships.some(({ to }) => to === dataset.name)
}

/** The entities that rows refer to by their whole key. */
function entitiesOf({ relationships = [] }: OssieModel, { dataset }: ForeignDataset) {
  return Object.fromEntries(
    relationships
      .filter(({ from }) => from === dataset.name)
      .map(({ to, from_columns: columns }) => [
        `entities.${plainName(to)}`,
        columns.map(plainName).join(', '),
      ]),
  )
}

/** Columns whose types are not known, and data types that are no type. */
function unknownTypes({ dataset, columns, sourceColumns }: ForeignDataset): readonly Loss[] {
  const names = sourceColumns
    .filter(({ type, isGuessed }) => isGuessed && type === 'text')
    .map(({ name }) => name)
  const reason = `No type is known of ${names.join(', ')}: they are read as text.`
  return [
    ...columns
      .filter(({ field }) => field.datatype !== undefined && contractType(field.datatype) === null)
      .map(({ name, field, type }) => ({
        subject: `${dataset.name}.${field.name}`,
        reason: `Its datatype ${field.datatype ?? ''} is none of ${dataTypes.join(', ')}: ${name} is read as ${type === 'text' ? 'text' : 'a number'}.`,
      })),
    ...(names.length === 0 ? [] : [{ subject: dataset.name, reason }]),
  ]
}

function lossesOf(model: OssieModel, read: readonly ReadMetric[], others: number): readonly Loss[] {
  const extended = [model, ...model.datasets, ...(model.metrics ?? [])].filter(
    ({ custom_extensions: extensions = [] }) => extensions.length > 0,
  )
  return [
    ...read.flatMap(({ metric, aggregates }) =>
      typeof aggregates === 'string' ? [{ subject: metric.name, reason: aggregates }] : [],
    ),
    ...extended.map(({ name }) => ({ subject: name, reason: 'Its extensions of other tools are not read.' })),
    ...(others === 0
      ? []
      : [{ subject: `${others} models`, reason: 'Only the first model of a document is read.' }]),
  ]
}
