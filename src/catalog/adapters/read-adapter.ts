import { readdir, readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { z } from '../../forms.ts'
import { PlumblineError } from '../../errors.ts'
import type { SourceTable } from '../files/source-table.ts'
import { didYouMean, formatProblem, type Problem } from '../headers/problem.ts'
import { headerProblems } from '../headers/header-problems.ts'
import { readYaml } from '../headers/read-yaml.ts'
import type { Adapter, AdapterStep, AdapterView, Layout } from './adapter.ts'
import { rawTypes, timeForms } from './adapter.ts'
import { readAdapterStep, readAdapterView } from './read-adapter-view.ts'

const words = z.string().trim().min(1)

/** `adapter.yaml`: the tables of a vendor and what a company declares about it. */
export const adapterFile = z.strictObject({
  vendor: words,
  description: words,
  ids: z.array(words).default([]),
  settings: z
    .record(
      words,
      z.strictObject({
        description: words,
        default: z.union([
          z.string(),
          z.number(),
          z.boolean(),
          z.null(),
          z.array(z.unknown()),
          z.record(z.string(), z.unknown()),
        ]),
      }),
    )
    .default({}),
  tables: z.record(words, z.record(words, z.enum(rawTypes))),
})

/** A file of `layouts/`: how one loader keeps the tables. */
export const layoutFile = z.strictObject({
  loader: words,
  description: words,
  schema: words,
  synced: words.nullable().default(null),
  document: words.nullable().default(null),
  times: z.enum(timeForms).default('time'),
  tables: z
    .record(
      words,
      z.strictObject({
        from: words.optional(),
        rows: words.nullable().default(null),
        columns: z.record(words, words).default({}),
      }),
    )
    .default({}),
})

/** The vendors that have a folder here, in order; empty when there is no such directory. */
export async function adapterNames(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}

/**
 * Reads the folder of one vendor.
 *
 * @throws PlumblineError `BAD_CATALOG` with all problems of its files
 */
export async function readAdapter(
  directory: string,
  sources: ReadonlyMap<string, SourceTable>,
): Promise<Adapter> {
  const problems: Problem[] = []
  const header = await readFileAs(join(directory, 'adapter.yaml'), adapterFile, problems)
  const layouts = new Map<string, Layout>()
  for (const file of await filesOf(join(directory, 'layouts'), '.yaml')) {
    const layout = await readFileAs(file, layoutFile, problems)
    if (layout !== null) layouts.set(layout.loader, toLayout(layout))
    for (const name of Object.keys(layout?.tables ?? {}))
      if (header !== null && header.tables[name] === undefined)
        problems.push({ file, line: 1, rule: 'adapter', message: unknown(name, Object.keys(header.tables)) })
  }
  const steps = new Map<string, AdapterStep>()
  for (const file of await filesOf(join(directory, 'steps'), '.sql')) {
    const step = await readAdapterStep(relative(process.cwd(), file), await readFile(file, 'utf8'))
    if ('step' in step) steps.set(step.step, step)
    else problems.push(...step)
  }
  const views = new Map<string, AdapterView>()
  for (const file of await filesOf(directory, '.sql')) {
    const view = await readAdapterView(relative(process.cwd(), file), await readFile(file, 'utf8'), sources)
    if ('table' in view) views.set(view.table, view)
    else problems.push(...view)
  }
  if (header !== null)
    problems.push(
      ...strangeReads(
        [...steps.values(), ...views.values()],
        [...Object.keys(header.tables), ...steps.keys()],
      ),
    )
  if (problems.length > 0 || header === null)
    throw new PlumblineError('BAD_CATALOG', `The adapter in ${directory} has ${problems.length} problems.`, {
      subject: directory,
      problems: problems.map(formatProblem),
    })
  return Object.freeze({
    vendor: header.vendor,
    description: header.description,
    ids: new Set(header.ids),
    settings: new Map(Object.entries(header.settings)),
    tables: new Map(
      Object.entries(header.tables).map(([name, columns]) => [name, new Map(Object.entries(columns))]),
    ),
    layouts,
    steps,
    views,
  })
}

/** What is generated in addition to the tables of the vendor: one row each. */
export const generatedReads = ['settings', 'synced'] as const

function strangeReads(
  files: readonly (AdapterStep | AdapterView)[],
  tables: readonly string[],
): readonly Problem[] {
  const known = [...tables, ...generatedReads]
  return files.flatMap((one) =>
    [...one.reads, ...('needs' in one ? one.needs.flat() : [])]
      .filter((name) => !known.includes(name))
      .map((name) => ({ file: one.file, line: 1, rule: 'adapter', message: unknown(name, known) })),
  )
}

function unknown(name: string, known: readonly string[]): string {
  return `adapter.yaml has no table ${name}.${didYouMean(name, known)}`
}

async function filesOf(directory: string, ending: string): Promise<readonly string[]> {
  const names = await readdir(directory).catch(() => [])
  return names
    .filter((name) => name.endsWith(ending) && name !== 'adapter.yaml')
    .sort()
    .map((name) => join(directory, name))
}

async function readFileAs<Schema extends z.ZodObject>(
  path: string,
  schema: Schema,
  problems: Problem[],
): Promise<z.output<Schema> | null> {
  const file = relative(process.cwd(), path)
  const text = await readFile(path, 'utf8').catch(() => null)
  if (text === null) {
    problems.push({ file, line: 1, rule: 'adapter', message: 'The file is missing.' })
    return null
  }
  const yaml = readYaml(file, text)
  if (!('value' in yaml)) {
    problems.push(...yaml)
    return null
  }
  const parsed = schema.safeParse(yaml.value)
  if (parsed.success) return parsed.data
  problems.push(...headerProblems(file, yaml, parsed.error.issues, { '': Object.keys(schema.shape) }))
  return null
}

function toLayout({ tables, ...layout }: z.output<typeof layoutFile>): Layout {
  return Object.freeze({
    ...layout,
    tables: new Map(
      Object.entries(tables).map(([name, { from, rows, columns }]) => [
        name,
        { from: from ?? name, rows, columns: new Map(Object.entries(columns)) },
      ]),
    ),
  })
}
