import { codeOf } from '../../engine/errors/database-error.ts'
import type { Engine } from '../../engine/engine.ts'
import { quoteRelation } from '../../engine/values/quote-name.ts'
import { relationInUse, replacedBy } from './dependents.ts'
import type { DeployPlan } from './plan-deploy.ts'
import { readKinds } from './read-relations.ts'

/**
 * Drops the relations that a plan replaces, with the kind that they have in the database: a view may have been
 * replaced by a table. All at once, so that the database rejects the drop when any other object depends on them,
 * a function for example.
 *
 * @throws PlumblineError `RELATION_IN_USE` when another object depends on them and may not be dropped
 */
export async function dropDeployed(engine: Engine, plan: DeployPlan, dropDependents: boolean): Promise<void> {
  const kinds = await readKinds(engine)
  const named = (isView: boolean) =>
    replacedBy(plan)
      .filter((name) => kinds.has(name) && (kinds.get(name) === 'v') === isView)
      .map(quoteRelation)
      .join(', ')
  const rest = dropDependents ? 'cascade' : 'restrict'
  for (const [kind, names] of [
    ['view', named(true)],
    ['table', named(false)],
  ] as const) {
    if (names === '') continue
    await engine.execute(`drop ${kind} if exists ${names} ${rest}`).catch((error: unknown) => {
      throw codeOf(error) === dependsOnIt
        ? relationInUse('Other objects in the database', detailOf(error), error)
        : error
    })
  }
}

/** SQLSTATE of a drop with dependent objects. */
const dependsOnIt = '2BP01'

/** The dependencies as the database reports them, one per line. */
function detailOf(error: unknown): readonly string[] {
  const detail = error instanceof Error && 'detail' in error ? error.detail : null
  return typeof detail === 'string' ? detail.split('\n') : []
}
