import { basename } from 'node:path'
import { z } from '../../forms.ts'
import type { SourceTable } from '../files/source-table.ts'
import { headerProblems } from '../headers/header-problems.ts'
import { didYouMean, type Problem } from '../headers/problem.ts'
import { readYaml } from '../headers/read-yaml.ts'
import { outputColumns } from '../select/output-columns.ts'
import { readBody } from '../select/read-body.ts'
import type { Tree } from '../select/sql-tree.ts'
import type { AdapterStep, AdapterView } from './adapter.ts'

/** The schema under which an adapter's select names the tables of its vendor. */
export const vendorSchema = 'vendor'

const words = z.string().trim().min(1)

/** The header of a file of `steps/`. */
export const adapterStepHeader = z.strictObject({ step: words, description: words })

/** The header of the select for a table of the contract. */
export const adapterViewHeader = z.strictObject({
  table: words,
  description: words,
  needs: z.array(words).default([]),
  reports: z.record(words, z.strictObject({ message: words, query: words })).default({}),
})

const opening = '/*---\n'
const closing = '---*/\n'

/** A file of an adapter, split into its header and its select. */
interface AdapterFile<Header> {
  readonly header: Header
  readonly body: string
  readonly select: Tree
  readonly reads: readonly string[]
}

/** Reads the file of a table of the contract. */
export async function readAdapterView(
  file: string,
  text: string,
  sources: ReadonlyMap<string, SourceTable>,
): Promise<AdapterView | readonly Problem[]> {
  const read = await readAdapterFile(file, text, adapterViewHeader)
  if (!('header' in read)) return read
  const { table, description, needs, reports } = read.header
  const problem = (message: string): readonly Problem[] => [{ file, line: 1, rule: 'adapter', message }]
  const target = sources.get(table)
  if (target === undefined)
    return problem(`${table} is no table of the source contract.${didYouMean(table, sources.keys())}`)
  if (basename(file) !== `${table}.sql`) return problem(`The file of ${table} must be ${table}.sql.`)
  const columns = outputColumns(read.select, () => undefined)
  if (columns === null) return problem('The last select must list its columns.')
  const known = target.columns.map(({ name }) => name)
  const [strange] = columns.filter((name) => !known.includes(name))
  if (strange !== undefined) return problem(`${table} has no column ${strange}.${didYouMean(strange, known)}`)
  return Object.freeze({
    table,
    file,
    description,
    needs: needs.map((need) => need.split(' or ')),
    reads: read.reads,
    columns,
    body: read.body,
    reports: Object.entries(reports).map(([name, report]) => ({ name, ...report })),
  })
}

/** Reads a file of the folder `steps/`. */
export async function readAdapterStep(file: string, text: string): Promise<AdapterStep | readonly Problem[]> {
  const read = await readAdapterFile(file, text, adapterStepHeader)
  if (!('header' in read)) return read
  const { step, description } = read.header
  if (basename(file) !== `${step}.sql`)
    return [{ file, line: 1, rule: 'adapter', message: `The file of ${step} must be ${step}.sql.` }]
  return Object.freeze({ step, file, description, reads: read.reads, body: read.body })
}

async function readAdapterFile<Schema extends z.ZodObject>(
  file: string,
  text: string,
  schema: Schema,
): Promise<AdapterFile<z.output<Schema>> | readonly Problem[]> {
  const end = text.indexOf(closing)
  if (!text.startsWith(opening) || end < 0)
    return [
      { file, line: 1, rule: 'header', message: 'A view must start with a header between /*--- and ---*/.' },
    ]
  const yaml = readYaml(file, text.slice(opening.length, end), 2)
  if (!('value' in yaml)) return yaml
  const parsed = schema.safeParse(yaml.value)
  if (!parsed.success)
    return headerProblems(file, yaml, parsed.error.issues, { '': Object.keys(schema.shape) })
  const start = end + closing.length
  const written = text.slice(start).trim()
  const body = await readBody(file, written, text.slice(0, start).split('\n').length + 1)
  if (!('select' in body)) return body
  return {
    header: parsed.data,
    body: written,
    select: body.select,
    reads: body.reads
      .filter((name) => name.startsWith(`${vendorSchema}.`))
      .map((name) => name.slice(vendorSchema.length + 1)),
  }
}
