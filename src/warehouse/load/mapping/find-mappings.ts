import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { SourceTable } from '../../../catalog/files/source-table.ts'
import { mappingFileName, noMapping } from './mapping.ts'
import type { Mapping } from './mapping.ts'
import { readMapping } from './read-mapping.ts'
import type { Declared } from './read-mapping.ts'

/** What whoever loads says of the files, in words or by naming a mapping. */
export interface DeclaredMapping extends Declared {
  /** A mapping that takes the place of those beside the data. */
  readonly file?: string | undefined
}

/** The mappings of the directories that are loaded, each read once. */
export interface Mappings {
  readonly ofDirectory: (directory: string) => Promise<Mapping>
  /** What is wrong with those that were read. */
  readonly problems: readonly string[]
}

/** Reads mappings as they are needed. */
export function createMappings(
  sources: ReadonlyMap<string, SourceTable>,
  { file: named, ...declared }: DeclaredMapping,
): Mappings {
  const known = new Map<string, Promise<Mapping>>()
  const problems: string[] = []
  const bare: Mapping = {
    ...noMapping,
    timeZone: declared.timeZone ?? null,
    receivedAt: declared.receivedAt ?? null,
  }
  const read = async (file: string): Promise<Mapping> => {
    const status = await stat(file).catch(() => null)
    if (!status?.isFile()) {
      if (named !== undefined) problems.push(`${file}: there is no such mapping file.`)
      return bare
    }
    const result = await readMapping(file, sources, declared)
    if ('mapping' in result) return result.mapping
    problems.push(...result.problems)
    return bare
  }
  return {
    problems,
    ofDirectory: (directory) => {
      const file = named ?? join(directory, mappingFileName)
      const found = known.get(file) ?? read(file)
      known.set(file, found)
      return found
    },
  }
}

/** `plumbline.yml` and the like would be left out without a word. */
export function isMisnamedMapping(name: string): boolean {
  return name !== mappingFileName && /^plumbline\.(?:ya?ml|json)$/i.test(name)
}
