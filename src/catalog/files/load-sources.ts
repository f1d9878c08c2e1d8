import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml'
import { z } from '../../forms.ts'
import { PlumblineError } from '../../errors.ts'
import { isColumn } from '../spread.ts'
import type { SourceColumn, SourceTable } from './source-table.ts'

const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'a name is snake_case')

const column = z.strictObject({
  type: z.enum(['text', 'timestamptz', 'date', 'numeric', 'bigint', 'boolean', 'jsonb']),
  required: z.boolean().default(false),
  description: z.string().trim().min(1).nullable().default(null),
  values: z.array(z.string().min(1)).min(1).nullable().default(null),
  min: z.number().nullable().default(null),
  max: z.number().nullable().default(null),
  pii: z.boolean().default(false),
  time: z.enum(['recorded', 'effective', 'scheduled']).default('recorded'),
  when: z.string().trim().min(1).nullable().default(null),
  severity: z.enum(['error', 'warning', 'note']).default('error'),
})

const timeRange = { from: name, to: name, where: z.string().trim().min(1).nullable().default(null) }

export const sourceFileSchema = z
  .strictObject({
    table: name,
    description: z.string().trim().min(1),
    key: z.array(name).min(1),
    freshness: name.nullable().default(null),
    received: name.nullable().default(null),
    order: z.array(z.strictObject(timeRange)).default([]),
    no_overlap: z
      .strictObject({ of: z.string().trim().min(1), ...timeRange })
      .nullable()
      .default(null),
    references: z.record(name, name).default({}),
    key_severity: z.enum(['error', 'warning', 'note']).default('error'),
    falsifies_readers: z.boolean().default(false),
    repeated_keys: z.enum(['error', 'first_received']).default('error'),
    spread: name.default('local'),
    columns: z.record(name, column),
  })
  .superRefine((header, context) => {
    const problem = (path: PropertyKey[], message: string) =>
      context.addIssue({ code: 'custom', path, message })
    const { columns } = header
    header.key.forEach((key, index) => {
      if (!columns[key]) problem(['key', index], `the key column ${key} is not among the columns`)
    })
    if (isColumn(header.spread) && columns[header.spread]?.required !== true)
      problem(['spread'], `${header.spread} is not a required column: name one, everywhere or local`)
    const fresh = header.freshness === null ? null : columns[header.freshness]
    if (fresh === undefined) problem(['freshness'], `${header.freshness} is not among the columns`)
    else if (fresh && fresh.type !== 'timestamptz' && fresh.type !== 'date') {
      problem(['freshness'], `${header.freshness} is neither a date nor a timestamptz`)
    }
    const times = [
      ...header.order.map(({ from, to }, index) => ({ path: ['order', index], names: [from, to] })),
      ...(header.no_overlap === null
        ? []
        : [{ path: ['no_overlap'], names: [header.no_overlap.from, header.no_overlap.to] }]),
      ...(header.received === null ? [] : [{ path: ['received'], names: [header.received] }]),
    ]
    for (const { path, names } of times) {
      const odd = names.find((column) => !['timestamptz', 'date'].includes(columns[column]?.type ?? ''))
      if (odd !== undefined) problem(path, `${odd} is not a date or timestamptz column`)
    }
    for (const column of Object.keys(header.references)) {
      if (!columns[column]) problem(['references', column], `${column} is not among the columns`)
    }
    for (const [name, { type, values, min, max }] of Object.entries(columns)) {
      if (values && type !== 'text')
        problem(['columns', name, 'values'], 'only a text column can list its values')
      const bounded = min !== null || max !== null
      if (bounded && type !== 'numeric' && type !== 'bigint') {
        problem(['columns', name], 'only a number can have min and max')
      }
    }
  })

/**
 * Reads the source contract: every `*.yaml` in the directory, by table name. All problems of all files are
 * collected into one BAD_CATALOG error, each with file and line.
 */
export async function loadSources(directory: string): Promise<ReadonlyMap<string, SourceTable>> {
  const names = (await readdir(directory)).filter((entry) => entry.endsWith('.yaml')).sort()
  const sources = new Map<string, SourceTable>()
  const problems: string[] = []
  for (const entry of names) {
    const file = join(directory, entry)
    const read = readSource(file, await readFile(file, 'utf8'))
    if ('problems' in read) problems.push(...read.problems)
    else sources.set(read.table.name, read.table)
  }
  if (names.length === 0) problems.push(`${directory}: no source table is defined here`)
  if (problems.length > 0) {
    const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`
    throw new PlumblineError('BAD_CATALOG', `The source contract has ${count}.`, {
      subject: directory,
      problems,
    })
  }
  return sources
}

function readSource(file: string, text: string): { table: SourceTable } | { problems: string[] } {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  if (document.errors.length > 0) {
    return {
      problems: document.errors.map(
        (error) => `${file}:${error.linePos?.[0].line ?? 1}: ${error.message.split('\n')[0]}`,
      ),
    }
  }

  /** The line of the path, or of its nearest parent in the file. */
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let length = path.length; length > 0; length -= 1) {
      const holder = document.getIn(path.slice(0, length - 1), true)
      const last = path[length - 1]
      const pair = isMap(holder) ? holder.items.find(({ key }) => isScalar(key) && key.value === last) : null
      const node = pair ? pair.key : document.getIn(path.slice(0, length), true)
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
    }
    return 1
  }

  const parsed = sourceFileSchema.safeParse(document.toJS())
  if (!parsed.success) {
    return {
      problems: parsed.error.issues.map((issue) => {
        const place = issue.path.length > 0 ? `${issue.path.join('.')}: ` : ''
        // an unknown key is reported in its parent map
        const path =
          issue.code === 'unrecognized_keys' ? [...issue.path, ...issue.keys.slice(0, 1)] : issue.path
        return `${file}:${lineOf(path)}: ${place}${issue.message}`
      }),
    }
  }
  if (`${parsed.data.table}.yaml` !== basename(file)) {
    return {
      problems: [
        `${file}:${lineOf(['table'])}: table: the file of ${parsed.data.table} must be ${parsed.data.table}.yaml`,
      ],
    }
  }
  return { table: toSourceTable(file, text, parsed.data) }
}

function toSourceTable(file: string, text: string, header: z.output<typeof sourceFileSchema>): SourceTable {
  return Object.freeze({
    name: header.table,
    file,
    text,
    description: header.description,
    key: Object.freeze(header.key),
    repeatedKeys: header.repeated_keys,
    keySeverity: header.key_severity,
    falsifiesReaders: header.falsifies_readers,
    freshness: header.freshness,
    received: header.received,
    order: Object.freeze(header.order),
    noOverlap: header.no_overlap,
    references: Object.freeze(header.references),
    spread: header.spread,
    columns: Object.freeze(
      Object.entries(header.columns).map(([name, { values, ...rest }]): SourceColumn =>
        Object.freeze({ name, ...rest, values: values && Object.freeze(values) }),
      ),
    ),
  })
}
