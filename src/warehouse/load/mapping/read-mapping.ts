import { readFile } from 'node:fs/promises'
import { parseDocument } from 'yaml'
import { z } from '../../../forms.ts'
import { closest } from '../../../closest.ts'
import type { SourceColumn, SourceTable } from '../../../catalog/files/source-table.ts'
import { checkTimestamp } from '../values/check-time.ts'
import { isTimeZone, timeZoneNames } from './local-time.ts'
import { timeFormats, type ColumnRule, type Mapping } from './mapping.ts'
import { momentReader } from './read-moment.ts'
import type { Converted } from './read-moment.ts'

const zone = z.string().refine(isTimeZone, {
  error: ({ input }) =>
    `${JSON.stringify(input)} is not an IANA time zone name, such as Europe/Berlin${suggestion(String(input), timeZoneNames())}`,
})

const columnRule = z.strictObject({
  format: z.enum(timeFormats).optional(),
  time_zone: zone.optional(),
  units: z.enum(['major', 'minor']).optional(),
  decimal: z.enum(['point', 'comma']).optional(),
})

/** `plumbline.yaml`, of which `load` reads all but the vendors. */
export const mappingFile = z.strictObject({
  received_at: z.string('a moment such as 2025-12-31T23:59:59Z').optional(),
  time_zone: zone.optional(),
  tables: z.record(z.string(), z.record(z.string(), columnRule)).default({}),
  // vendors, which deploy reads
  adapters: z.unknown().optional(),
})

type Sources = ReadonlyMap<string, SourceTable>

/** Declarations of the command line; they override the file. */
export interface Declared {
  readonly timeZone?: string | undefined
  readonly receivedAt?: string | undefined
}

/** Reads a mapping. Returns all its problems, each with file and key, if there are any. */
export async function readMapping(
  file: string,
  sources: Sources,
  declared: Declared,
): Promise<{ readonly mapping: Mapping } | { readonly problems: readonly string[] }> {
  const text = await readFile(file, 'utf8')
  const document = parseDocument(text)
  const [broken] = document.errors
  if (broken !== undefined) {
    const line = broken.linePos?.[0].line ?? 1
    return { problems: [`${file}: line ${line}: ${broken.message.split('\n')[0]?.replace(/:$/, '') ?? ''}.`] }
  }
  const parsed = mappingFile.safeParse(document.toJS() ?? {})
  if (!parsed.success) {
    return {
      problems: parsed.error.issues.map((issue) => sentence(file, issueText(issue))),
    }
  }
  const { received_at, tables } = parsed.data
  const timeZone = declared.timeZone ?? parsed.data.time_zone ?? null
  const problems: string[] = []
  const rules = new Map<string, ReadonlyMap<string, ColumnRule>>()
  for (const [name, columns] of Object.entries(tables)) {
    const table = sources.get(name)
    if (table === undefined) {
      problems.push(
        `tables.${name}: no table of the source contract has this name${suggestion(name, [...sources.keys()])}`,
      )
      continue
    }
    const columnRules = new Map<string, ColumnRule>()
    for (const [columnName, written] of Object.entries(columns)) {
      const place = `tables.${name}.${columnName}`
      const column = table.columns.find((one) => one.name === columnName)
      if (column === undefined) {
        const names = table.columns.map((one) => one.name)
        problems.push(`${place}: ${name} has no such column${suggestion(columnName, names)}`)
        continue
      }
      const rule = toRule(written)
      problems.push(...ruleFaults(column, rule, timeZone).map((fault) => `${place}.${fault}`))
      columnRules.set(columnName, rule)
    }
    rules.set(name, columnRules)
  }
  const received = received_at === undefined ? null : toMoment(received_at, timeZone)
  if (received !== null && 'fault' in received)
    problems.push(`received_at: ${JSON.stringify(received_at)} ${received.fault}`)
  if (problems.length > 0) return { problems: problems.map((problem) => sentence(file, problem)) }
  return {
    mapping: Object.freeze({
      file,
      receivedAt: declared.receivedAt ?? (received !== null && 'value' in received ? received.value : null),
      timeZone,
      tables: rules,
    }),
  }
}

/** Reads a moment given by the user; the result is in UTC. */
export function toMoment(written: string, timeZone: string | null): Converted {
  const fault = { fault: 'is not a moment with its zone, such as 2025-12-31T23:59:59Z' }
  const read = momentReader('timestamp', timeZone, { withoutZone: 0, ambiguous: 0 })(written, () => null)
  if ('fault' in read || checkTimestamp(read.value) !== null) return fault
  return { value: new Date(read.value).toISOString() }
}

function toRule({ format, time_zone, units, decimal }: z.output<typeof columnRule>): ColumnRule {
  return {
    format,
    timeZone: time_zone,
    units: units === 'minor' ? 'minor' : undefined,
    decimal: decimal === 'comma' ? 'comma' : undefined,
  }
}

/** Rules that do not apply to a column of this type, or lack a zone. */
function ruleFaults({ type }: SourceColumn, rule: ColumnRule, ownZone: string | null): readonly string[] {
  const isTime = type === 'timestamptz' || type === 'date'
  const zone = rule.timeZone ?? ownZone
  const needsZone =
    type === 'date' ? rule.format !== undefined && rule.format !== 'date' : rule.format === 'date'
  return [
    ...(rule.format !== undefined && !isTime ? [`format: a column of type ${type} has no format`] : []),
    ...(rule.timeZone !== undefined && !isTime
      ? [`time_zone: a column of type ${type} has no time zone`]
      : []),
    ...(rule.units !== undefined && type !== 'numeric'
      ? [`units: a column of type ${type} is not an amount`]
      : []),
    ...(rule.decimal !== undefined && type !== 'numeric'
      ? [`decimal: a column of type ${type} has no decimals`]
      : []),
    ...(isTime && needsZone && zone === null
      ? ['format: the day of a moment depends on the time zone: declare time_zone']
      : []),
  ]
}

function issueText(issue: z.core.$ZodIssue): string {
  const place = issue.path.join('.')
  if (issue.code === 'unrecognized_keys') {
    const valid = issue.path.length === 0 ? Object.keys(mappingFile.shape) : Object.keys(columnRule.shape)
    const [key = ''] = issue.keys
    return `${[...issue.path, key].join('.')}: unknown key${suggestion(key, valid)}; valid keys: ${valid.join(', ')}`
  }
  return place === '' ? issue.message : `${place}: ${issue.message}`
}

function sentence(file: string, problem: string): string {
  return `${file}: ${problem}${problem.endsWith('?') ? '' : '.'}`
}

function suggestion(name: string, names: readonly string[]): string {
  const [found] = closest(name, names, 1)
  return found === undefined ? '' : `; did you mean ${found}?`
}
