import { commonTables, selectOf } from '../../../../../catalog/select/read-body.ts'
import { child, children, type Tree } from '../../../../../catalog/select/sql-tree.ts'

/** A step that a select may read, with the steps before it. */
export interface Step {
  readonly select: Tree
  readonly scope: Scope
  /** False where its columns have other names than in its select. */
  readonly hasOwnNames: boolean
}

/** The steps that a select may read, by name. */
export type Scope = ReadonlyMap<string, Step>

const views = new WeakMap<Tree, Tree>()

/** The `with` of the view that a step belongs to. */
export function withOf({ select }: Step): Tree | null {
  return views.get(select) ?? null
}

/** The steps that a select may read; null when they read themselves. */
export function withSteps(select: Tree, outer: Scope): Scope | null {
  const clause = child(select, 'withClause')
  if (clause['recursive'] === true) return null
  const scope = new Map(outer)
  for (const [name, step] of commonTables(select)) {
    const own = selectOf(step)
    if (outer.size === 0) views.set(own, clause)
    scope.set(name, {
      select: own,
      scope: new Map(scope),
      hasOwnNames: children(step, 'aliascolnames').length === 0,
    })
  }
  return scope
}
