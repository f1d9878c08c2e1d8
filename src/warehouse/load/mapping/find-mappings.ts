import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { SourceTable } from '../../../catalog/files/source-table.ts'
import { mappingFileName, noMapping } from './mapping.ts'
import type { Mapping } from './mapping.ts'
import { readMapping } from './read-mapping.ts'
import type { Declared } from './read-mapping.ts'

/** The mapping declared on the command line, by options or by naming a file. */
export interface DeclaredMapping extends Declared {
  /** A mapping file that replaces those in the data directories. */
  readonly file?: string | undefined
}

/** The mappings of the loaded directories, each read once. */
export interface Mappings {
  readonly ofDirectory: (directory: string) => Promise<Mapping>
  /** The problems of the mappings read so far. */
  readonly problems: readonly string[]
}

/** Reads mappings on demand. */
export function createMappings(
  sources: ReadonlyMap<string, SourceTable>,
  { file: named, ...declared }: DeclaredMapping,
): Mappings {
  const cache = new Map<string, Promise<Mapping>>()
  const problems: string[] = []
  const withoutFile: Mapping = {
    ...noMapping,
    timeZone: declared.timeZone ?? null,
    receivedAt: declared.receivedAt ?? null,
  }
  const read = async (file: string): Promise<Mapping> => {
    const status = await stat(file).catch(() => null)
    if (!status?.isFile()) {
      if (named !== undefined) problems.push(`${file}: no such mapping file.`)
      return withoutFile
    }
    const result = await readMapping(file, sources, declared)
    if ('mapping' in result) return result.mapping
    problems.push(...result.problems)
    return withoutFile
  }
  return {
    problems,
    ofDirectory: (directory) => {
      const file = named ?? join(directory, mappingFileName)
      const found = cache.get(file) ?? read(file)
      cache.set(file, found)
      return found
    },
  }
}

/** Otherwise `plumbline.yml` and similar names would be ignored silently. */
export function isMisnamedMapping(name: string): boolean {
  return name !== mappingFileName && /^plumbline\.(?:ya?ml|json)$/i.test(name)
}
