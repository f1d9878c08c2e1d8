import { as, conjuncts, isNode, nodesIn, stringField, type Node } from '../../tree.ts'

/** The conditions that each row of an item of FROM meets, where it is there. */
export function conditionsOn(select: Node, alias: string): readonly unknown[] {
  const ofJoins = joinsAround(select, alias).flatMap(({ join, isLeft }) => {
    const type = join['jointype']
    const isMet = type === 'JOIN_INNER' || type === (isLeft ? 'JOIN_RIGHT' : 'JOIN_LEFT')
    return isMet ? conjuncts(join['quals']) : []
  })
  return [...conjuncts(select['whereClause']), ...ofJoins]
}

/** Whether there are rows of a join in which an item of FROM is missing. */
export function isOptional(select: Node, alias: string): boolean {
  return joinsAround(select, alias).some(({ join, isLeft }) =>
    ['JOIN_FULL', isLeft ? 'JOIN_RIGHT' : 'JOIN_LEFT'].includes(stringField(join, 'jointype') ?? ''),
  )
}

/** Whether an item of FROM is joined to others, and by inner joins only: they leave out rows that it does not have. */
export function filtersOthers(select: Node, alias: string): boolean {
  const joins = joinsAround(select, alias)
  const from = select['fromClause']
  const isJoined = joins.length > 0 || (Array.isArray(from) && from.length > 1)
  return isJoined && joins.every(({ join }) => join['jointype'] === 'JOIN_INNER')
}

interface JoinAround {
  readonly join: Node
  /** Whether the item is on its left side. */
  readonly isLeft: boolean
}

function joinsAround(select: Node, alias: string): readonly JoinAround[] {
  return nodesIn(select['fromClause'], (kind) => kind === 'JoinExpr', { entersFound: true }).flatMap(
    (join): readonly JoinAround[] => {
      if (hasItem(join['larg'], alias)) return [{ join, isLeft: true }]
      return hasItem(join['rarg'], alias) ? [{ join, isLeft: false }] : []
    },
  )
}

function hasItem(wrapped: unknown, alias: string): boolean {
  const join = as(wrapped, 'JoinExpr')
  if (join !== null) return hasItem(join['larg'], alias) || hasItem(join['rarg'], alias)
  if (!isNode(wrapped)) return false
  return Object.values(wrapped).some((item) => {
    if (!isNode(item)) return false
    const given = isNode(item['alias']) ? stringField(item['alias'], 'aliasname') : null
    return (given ?? stringField(item, 'relname')) === alias
  })
}
