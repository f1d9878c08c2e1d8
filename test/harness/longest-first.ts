import { relative } from 'node:path'
import { BaseSequencer } from 'vitest/node'
import type { TestSpecification } from 'vitest/node'

/** The files that take longest. The last file to start would run while the other worker waits. */
const longest = [
  'property/oracle.test.ts',
  'inputs/every-argument.test.ts',
  'definitions/queries/invariants.test.ts',
  'contract/refresh.test.ts',
  'contract/deploy.test.ts',
  'e2e/application-graph.test.ts',
  'e2e/schema.test.ts',
  'semantic/rejections.test.ts',
]

/** Runs the longest files first, the others in the order of Vitest. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification) => {
      const found = longest.indexOf(relative('test', moduleId))
      return found < 0 ? longest.length : found
    }
    return (await super.sort(files)).sort((one, other) => place(one) - place(other))
  }
}
