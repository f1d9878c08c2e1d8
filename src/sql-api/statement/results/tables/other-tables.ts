import { outputName } from '../../output-name.ts'
import { as, isNode, list, type Node } from '../../tree.ts'
import { meaningOf } from '../values/meaning-of.ts'
import { carried, isValue } from '../values/meaning.ts'
import type { ResultColumn, ResultTable, Scope } from '../values/scope.ts'
import { kept } from './columns.ts'

/** The rows of UNION and its kin, of which a group may be in both sides. */
export function bothSides(select: Node, rowsOf: Scope['rowsOf']): ResultTable | null {
  const sides = ['larg', 'rarg'].map((side) => (isNode(select[side]) ? rowsOf(select[side]) : null))
  const known = sides.filter((side) => side !== null)
  const [first] = known
  if (first === undefined) return null
  const names = namesOf(select)
  return {
    columns: first.columns.map((column, place): ResultColumn => {
      const same = known.flatMap(({ columns }) => columns[place] ?? [])
      return {
        name: sides[0]?.columns[place]?.name ?? names[place] ?? column.name,
        meaning: carried(same.map(({ meaning }) => meaning)),
        period: null,
        isDimension: same.some(({ isDimension }) => isDimension),
        isZeroOfNothing: false,
        isOfOuterJoin: same.some(({ isOfOuterJoin }) => isOfOuterJoin),
      }
    }),
    keys: null,
    dimensions: null,
    hasPeriods: known.some(({ hasPeriods }) => hasPeriods),
    isFilled: known.some(({ isFilled }) => isFilled),
    isBounded: false,
    leavesOut: known.every(({ leavesOut }) => leavesOut),
    isChosen: known.every(({ isChosen }) => isChosen),
    isImplicit: known.some(({ isImplicit }) => isImplicit),
  }
}

/** The names of the columns of UNION: those of its first select. */
function namesOf(select: Node): readonly (string | null)[] {
  return isNode(select['larg']) ? namesOf(select['larg']) : list(select, 'targetList').map(outputName)
}

/** A table that reads itself has its rows several times. */
export function loosened(table: ResultTable): ResultTable {
  return {
    ...table,
    columns: table.columns.map((column) => kept(column, isValue(column.meaning))),
    keys: null,
  }
}

export function valuesTable(select: Node, scope: Scope): ResultTable | null {
  const rows = list(select, 'valuesLists').map((row) => list(as(row, 'List') ?? {}, 'items'))
  const columns = (rows[0] ?? []).map((_, place): ResultColumn => ({
    name: `column${String(place + 1)}`,
    meaning: carried(rows.map((row) => meaningOf(row[place], scope))),
    period: null,
    isDimension: false,
    isZeroOfNothing: false,
    isOfOuterJoin: false,
  }))
  if (columns.every(({ meaning }) => meaning === 'nothing')) return null
  return {
    columns,
    keys: null,
    dimensions: null,
    hasPeriods: false,
    isFilled: false,
    isBounded: true,
    leavesOut: false,
    isChosen: false,
    isImplicit: false,
  }
}
