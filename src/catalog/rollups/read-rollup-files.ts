import { join } from 'node:path'
import { readYamlFiles, type YamlFile } from '../read-yaml-files.ts'
import { rollupFields, rollupFileSchema, type RollupHeader } from './rollup.ts'

/** A file of `sql/rollups/`, read. */
export type RollupFile = YamlFile<RollupHeader>

/** Reads every `rollups/*.yaml` of a folder of definitions. */
export function readRollupFiles(directory: string) {
  return readYamlFiles(join(directory, 'rollups'), rollupFileSchema, rollupFields)
}
