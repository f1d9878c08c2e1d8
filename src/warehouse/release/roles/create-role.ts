import { codeOf } from '../../engine/errors/database-error.ts'
import type { Engine } from '../../engine/engine.ts'
import { quoteName } from '../../engine/values/quote-name.ts'

/** Duplicate object; unique violation. */
const existsAlready: ReadonlySet<string> = new Set(['42710', '23505'])

/** Creates a group of readers without a login, unless a deployment to another database of the server has just done so. */
export async function createRole(engine: Engine, name: string, purpose: string): Promise<void> {
  try {
    await engine.transaction(async (transaction) => {
      await transaction.execute(`create role ${quoteName(name)} nologin`)
      await transaction.execute(`comment on role ${quoteName(name)} is 'Plumbline: ${purpose}.'`)
    })
  } catch (error) {
    if (!existsAlready.has(codeOf(error) ?? '')) throw error
  }
}
