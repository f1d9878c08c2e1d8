import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { closest } from '../../closest.ts'
import { PlumblineError } from '../../errors.ts'
import { z } from '../../forms.ts'
import type { SourceTable } from '../files/source-table.ts'
import { readYaml } from '../headers/read-yaml.ts'
import type { Adapter, Feed, SettingValue } from './adapter.ts'
import { adapterNames, readAdapter } from './read-adapter.ts'

const words = z.string().trim().min(1)

/** An entry of `adapters`; its other fields are settings of the adapter. */
export const feedFields = z.looseObject({
  adapter: words.optional(),
  loader: words.optional(),
  schema: words.optional(),
  time_zone: words.default('UTC'),
  feeds: z.array(words).optional(),
})

/** Where the vendors of a company are declared, and where their adapters are. */
export interface FeedFiles {
  /** `plumbline.yaml`; its entry `adapters` lists the vendors. */
  readonly configuration: string
  /** The folder `adapters/` of the definitions. A folder of that name next to the configuration comes first. */
  readonly adapters: string
}

/**
 * The vendors that feed the contract, in the order of the file; null when there is no such file, or it has no entry
 * `adapters`: which vendors there are is then not known.
 *
 * @throws PlumblineError `BAD_CONFIGURATION` with all problems, each with file and line
 */
export async function readFeeds(
  { configuration, adapters }: FeedFiles,
  sources: ReadonlyMap<string, SourceTable>,
): Promise<readonly Feed[] | null> {
  if (!existsSync(configuration)) return null
  const yaml = readYaml(configuration, await readFile(configuration, 'utf8'))
  const problems: string[] = []
  const problem = (line: number, message: string): void => {
    problems.push(`${configuration}:${line}: ${message}`)
  }
  const feeds: Feed[] = []
  if ('value' in yaml) {
    const folders = [join(dirname(resolve(configuration)), 'adapters'), adapters]
    const entries = entriesOf(yaml.value)
    if (entries === null) return null
    for (const [name, written] of Object.entries(entries)) {
      const line = yaml.lineOf('adapters', name)
      const parsed = feedFields.safeParse(written ?? {})
      if (!parsed.success) {
        for (const { path, message } of parsed.error.issues)
          problem(yaml.lineOf('adapters', name, ...path.map(String)), `${path.join('.') || name}: ${message}`)
        continue
      }
      const vendor = parsed.data.adapter ?? name
      const folder = folders.map((one) => join(one, vendor)).find((one) => existsSync(one))
      if (folder === undefined) {
        const names = (await Promise.all(folders.map(adapterNames))).flat()
        problem(line, `there is no adapter ${vendor}${hint(vendor, names)}`)
        continue
      }
      const adapter = await readAdapter(folder, sources)
      const found = feedOf(name, adapter, parsed.data)
      if ('problems' in found) found.problems.forEach((one) => problem(line, one))
      else feeds.push(found.feed)
    }
  } else for (const one of yaml) problem(one.line, one.message)
  if (problems.length > 0)
    throw new PlumblineError(
      'BAD_CONFIGURATION',
      `${configuration} has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}: ${problems[0] ?? ''}`,
      {
        subject: configuration,
        problems,
      },
    )
  return feeds
}

/** The entry `adapters`; null when there is none. */
function entriesOf(value: unknown): Readonly<Record<string, unknown>> | null {
  const { adapters } = z.looseObject({ adapters: z.record(words, z.unknown()).nullish() }).parse(value ?? {})
  return adapters === undefined ? null : (adapters ?? {})
}

function feedOf(
  name: string,
  adapter: Adapter,
  { adapter: _adapter, loader, schema, time_zone, feeds, ...settings }: z.output<typeof feedFields>,
): { readonly feed: Feed } | { readonly problems: readonly string[] } {
  const problems: string[] = []
  const loaders = [...adapter.layouts.keys()]
  const chosen = loader ?? (loaders.length === 1 ? loaders[0] : undefined)
  const layout = adapter.layouts.get(chosen ?? '')
  if (chosen === undefined) problems.push(`${name}: name its loader: ${loaders.join(', ')}`)
  else if (layout === undefined)
    problems.push(`${name}: there is no layout ${chosen}${hint(chosen, loaders)}`)
  if (!isTimeZone(time_zone))
    problems.push(`${name}: ${time_zone} is not an IANA time zone name, such as Europe/Berlin`)
  const tables = [...adapter.views.keys()]
  for (const table of feeds ?? [])
    if (!tables.includes(table))
      problems.push(`${name}: ${adapter.vendor} does not feed ${table}${hint(table, tables)}`)
  for (const key of Object.keys(settings))
    if (!adapter.settings.has(key))
      problems.push(
        `${name}: unknown setting ${key}${hint(key, [...fieldNames, ...adapter.settings.keys()])}`,
      )
  if (problems.length > 0 || layout === undefined) return { problems }
  return {
    feed: Object.freeze({
      name,
      adapter,
      layout,
      schema: schema ?? layout.schema,
      timeZone: time_zone,
      tables: feeds ?? tables,
      settings: new Map(
        [...adapter.settings].map(([key, { default: value }]) => [
          key,
          settings[key] === undefined ? value : (settings[key] as SettingValue),
        ]),
      ),
    }),
  }
}

const fieldNames = Object.keys(feedFields.shape)

function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function hint(name: string, known: readonly string[]): string {
  const near = closest(name, known, 1)[0]
  return near === undefined ? `; there are ${known.join(', ')}` : `; did you mean ${near}?`
}
