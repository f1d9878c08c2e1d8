import { namesIn } from '../../aggregates.ts'
import { functionName, nodesIn } from '../../tree.ts'
import { mayRepeat } from '../values/functions.ts'
import type { Item, ResultColumn, Scope } from '../values/scope.ts'

export function kept(column: ResultColumn, isLoose: boolean): ResultColumn {
  return isLoose ? { ...column, meaning: 'other', isZeroOfNothing: false } : column
}

/** The items whose values an expression reads. */
export function itemsRead(expression: unknown, items: readonly Item[]): readonly Item[] {
  const names = namesIn([expression], { entersAggregates: true })
  return items.filter(({ alias, columns }) =>
    names.some((one) => {
      if (one.length > 1 && items.some((item) => item.alias === one.at(-2))) return one.at(-2) === alias
      return columns === null || one[0] === alias || columns.some(({ name }) => name === one.at(-1))
    }),
  )
}

export function returnsRows(value: unknown): boolean {
  const calls = nodesIn([value], (kind) => kind === 'FuncCall', { entersFound: true })
  return calls.some((call) => mayRepeat(functionName({ FuncCall: call }) ?? ''))
}

export function starColumns(names: readonly string[], items: readonly Item[]): readonly ResultColumn[] {
  const meant = names.length === 1 ? items : items.filter(({ alias }) => alias === names.at(-2))
  return meant.flatMap(({ columns }) => columns ?? [])
}

export function readsDimension(value: unknown, scope: Scope): boolean {
  return namesIn([value], { entersAggregates: false }).some(
    (names) => scope.read(names)?.isDimension === true,
  )
}
