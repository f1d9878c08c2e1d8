import { metricSchema, type MetricRelation } from '../relations/metric-relation.ts'
import { printed, statementsOf } from './text.ts'
import {
  as,
  functionName,
  isNode,
  list,
  nodesIn,
  replaceIn,
  string,
  stringField,
  textOf,
  type Node,
} from './tree.ts'

/** A text that reads metric relations. */
export interface MetricText {
  readonly sql: string
  readonly statements: readonly Node[]
  /** Names without a schema that may mean metric relations: the session's search path decides. */
  readonly unqualified: readonly string[]
}

/** Reads a text; null when it reads no metric relation, or PostgreSQL's parser rejects it. */
export function readMetricText(
  sql: string,
  relations: ReadonlyMap<string, MetricRelation>,
  mentions: RegExp,
): MetricText | null {
  if (!mentions.test(sql)) return null
  const statements = statementsOf(sql)
  if (statements === null) return null
  const unqualified = new Set<string>()
  let isQualified = false
  for (const range of rangesIn(statements)) {
    const name = stringField(range, 'relname') ?? ''
    if (stringField(range, 'schemaname') === metricSchema) isQualified ||= relations.has(name)
    else if (stringField(range, 'schemaname') === null && relations.has(name)) unqualified.add(name)
  }
  return isQualified || unqualified.size > 0 ? { sql, statements, unqualified: [...unqualified] } : null
}

/** A pattern that every text with a metric relation matches; others are not parsed. */
export function mentionsOf(relations: ReadonlyMap<string, MetricRelation>): RegExp {
  return new RegExp(`${metricSchema}|\\b(?:${[...relations.keys()].join('|')})\\b`, 'i')
}

/** The tables that a tree reads. */
export function rangesIn(value: unknown): readonly Node[] {
  return nodesIn(value, (kind) => kind === 'RangeVar', { entersFound: true })
}

/** The names of the functions that a tree calls. */
export function callsIn(value: unknown): ReadonlySet<string> {
  const found = new Set<string>()
  const search = (one: unknown): void => {
    if (Array.isArray(one)) for (const item of one) search(item)
    else if (isNode(one)) {
      const name = functionName(one)
      if (name !== null) found.add(name)
      for (const inner of Object.values(one)) search(inner)
    }
  }
  search(value)
  return found
}

/** `measure(x)` and `agg(x)` with the schema in which they are; null where a text has neither. */
export function withQualifiedMeasures(statements: readonly Node[]): string | null {
  const calls = callsIn(statements)
  if (!calls.has('measure') && !calls.has('agg')) return null
  const qualified = structuredClone(statements).map((statement) =>
    replaceIn(
      statement,
      (wrapped) => {
        const call = as(wrapped, 'FuncCall')
        const name = call === null ? '' : textOf(list(call, 'funcname')[0])
        if (call !== null && list(call, 'funcname').length === 1 && (name === 'measure' || name === 'agg'))
          call['funcname'] = [string(metricSchema), string(name)]
        return null
      },
      true,
    ),
  )
  return qualified.map((statement) => printed(statement as Node)).join(';\n')
}
