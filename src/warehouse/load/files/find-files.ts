import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { SourceTable } from '../../../catalog/files/source-table.ts'
import { PlumblineError } from '../../../errors.ts'
import { createMappings, isMisnamedMapping } from '../mapping/find-mappings.ts'
import type { DeclaredMapping } from '../mapping/find-mappings.ts'
import { mappingFileName } from '../mapping/mapping.ts'
import type { Mapping } from '../mapping/mapping.ts'
import { nearName } from './near-name.ts'
import type { SourceFile } from './source-file.ts'

/** A file in a directory that looks like a data file, but is not loaded. */
export interface IgnoredFile {
  readonly file: string
  /** The likely intended name, or null. */
  readonly suggestion: string | null
}

export interface FoundFiles {
  readonly files: readonly SourceFile[]
  readonly ignored: readonly IgnoredFile[]
  /** Whether a directory is among the paths; its files are then a complete data set. */
  readonly whole: boolean
}

type Sources = ReadonlyMap<string, SourceTable>

/**
 * The files at the paths, in the order of the contract, each with its mapping: the named one, else the
 * `plumbline.yaml` in its directory. Every path that cannot be loaded is a problem.
 */
export async function findFiles(
  paths: readonly string[],
  sources: Sources,
  declared: DeclaredMapping = {},
): Promise<FoundFiles> {
  const mappings = createMappings(sources, declared)
  const files: SourceFile[] = []
  const ignored: IgnoredFile[] = []
  const problems: string[] = []
  let whole = false
  for (const path of paths) {
    const status = await stat(path).catch(() => null)
    if (!status) problems.push(`${path}: no such file or directory.`)
    else if (status.isDirectory()) {
      whole = true
      const found = await findInDirectory(path, sources, await mappings.ofDirectory(path))
      files.push(...found.files)
      ignored.push(...found.ignored)
      if (found.files.length === 0) problems.push(`${path}: ${noTables(found.ignored)}`)
    } else {
      const file = toSourceFile(path, status.size, sources, await mappings.ofDirectory(dirname(path)))
      if (file) files.push(file)
      else problems.push(`${path}: ${unknownFile(basename(path), sources)}`)
    }
  }
  problems.push(...mappings.problems, ...repeatedTables(files))
  if (paths.length === 0) problems.push('Name a file or directory to load.')
  if (problems.length > 0) {
    throw new PlumblineError('BAD_DATA', `Nothing was loaded: ${problems[0]}`, { problems })
  }
  const order = [...sources.keys()]
  files.sort((a, b) => order.indexOf(a.table.name) - order.indexOf(b.table.name))
  return { files, ignored, whole }
}

async function findInDirectory(
  directory: string,
  sources: Sources,
  mapping: Mapping,
): Promise<Pick<FoundFiles, 'files' | 'ignored'>> {
  const files: SourceFile[] = []
  const ignored: IgnoredFile[] = []
  for (const name of (await readdir(directory)).sort()) {
    const path = join(directory, name)
    const status = await stat(path).catch(() => null)
    if (!status?.isFile()) continue
    const file = toSourceFile(path, status.size, sources, mapping)
    if (file) files.push(file)
    else if (isMisnamedMapping(name)) ignored.push({ file: path, suggestion: mappingFileName })
    else if (looksLikeTable(name, sources))
      ignored.push({ file: path, suggestion: suggestName(name, sources) })
  }
  return { files, ignored }
}

const fileName = /^(?<table>[^.]+)\.(?<format>csv|ndjson)(?<compressed>\.gz)?$/

function toSourceFile(path: string, bytes: number, sources: Sources, mapping: Mapping): SourceFile | null {
  const name = basename(path)
  const groups = fileName.exec(name)?.groups
  const table = sources.get(groups?.['table'] ?? '')
  if (!groups || !table) return null
  const format = groups['format'] === 'csv' ? 'csv' : 'ndjson'
  return { path, name, table, format, compressed: groups['compressed'] !== undefined, bytes, mapping }
}

/** A README or a picture is ignored silently; `user.csv` and `users.parquet` look like misnamed tables. */
function looksLikeTable(name: string, sources: Sources): boolean {
  return fileName.test(name.toLowerCase()) || sources.has(stemOf(name))
}

function stemOf(name: string): string {
  return (name.split('.')[0] ?? '').toLowerCase()
}

function suggestName(name: string, sources: Sources): string | null {
  const table = nearName(stemOf(name), [...sources.keys()])
  if (table === null) return null
  const ending = /\.(csv|ndjson)(\.gz)?$/i.exec(name)?.[0].toLowerCase() ?? '.csv'
  return `${table}${ending}`
}

function unknownFile(name: string, sources: Sources): string {
  const suggestion = suggestName(name, sources)
  return suggestion === null
    ? 'no table of the source contract has this name; a file is called <table>.csv, .csv.gz, .ndjson or .ndjson.gz.'
    : `no table of the source contract has this name; did you mean ${suggestion}?`
}

function noTables(ignored: readonly IgnoredFile[]): string {
  const hint = ignored.find(({ suggestion }) => suggestion !== null)
  const base = 'the directory contains no file of the source contract'
  return hint ? `${base}; did you mean ${hint.suggestion} by ${basename(hint.file)}?` : `${base}.`
}

function repeatedTables(files: readonly SourceFile[]): string[] {
  return files.flatMap((file, index) => {
    const first = files.findIndex(({ table }) => table.name === file.table.name)
    return first === index
      ? []
      : [`${file.path}: ${file.table.name} is already loaded from ${files[first]?.path}.`]
  })
}
