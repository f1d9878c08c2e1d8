import { readYamlFiles, type YamlFile } from '../read-yaml-files.ts'
import { boardFields, boardFileSchema, type Board } from './board.ts'

/** A file of `boards/`, read. */
export type BoardFile = YamlFile<Board>

/** Reads every `*.yaml` of a folder of boards. */
export function readBoardFiles(folder: string) {
  return readYamlFiles(folder, boardFileSchema, boardFields)
}
