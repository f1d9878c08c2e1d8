import type { Engine } from '../../engine/engine.ts'
import { repeatedKeyProblems } from './repeated-keys.ts'
import type { SourceFile } from '../files/source-file.ts'
import { stageFile } from './stage-file.ts'
import type { StagedFile } from './stage-file.ts'
import { prepareTarget } from './stage-target.ts'

/** Receives the progress of reading a table's file; the bytes are those of the file, compressed or not. */
export type LoadProgress = (table: string, rowsDone: number, bytesDone: number, bytesTotal: number) => void

/** The result of reading all files: their rows are staged, or there are problems. */
export interface StagedFiles {
  readonly staged: readonly StagedFile[]
  readonly problems: readonly string[]
}

/** Reads and checks every file, even after problems in an earlier one. */
export async function stageFiles(
  engine: Engine,
  files: readonly SourceFile[],
  append: boolean,
  onProgress: LoadProgress | undefined,
): Promise<StagedFiles> {
  const staged: StagedFile[] = []
  const problems: string[] = []
  for (const file of files) {
    const { table } = file
    const target = await prepareTarget(engine, table, append)
    const one = await stageFile(engine, file, target, (rowsDone, bytesDone) =>
      onProgress?.(table.name, rowsDone, bytesDone, file.bytes),
    )
    staged.push(one)
    problems.push(...one.problems)
    if (one.problems.length === 0 && table.repeatedKeys === 'error') {
      problems.push(...(await repeatedKeyProblems(engine, file, target.relation)))
    }
  }
  return { staged, problems }
}
