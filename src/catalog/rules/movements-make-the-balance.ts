import type { ParsedView } from '../files/parsed-view.ts'
import { didYouMean, type Problem } from '../headers/problem.ts'
import { isBalance, isMovement, type MovementHeader } from '../headers/movement-identity.ts'
import type { Rule } from './rule.ts'

const oneValue = /^(?<column>[a-z][a-z0-9_]*) = '(?<value>[^']*)'$/

/**
 * A movement belongs to a balance of its own view with an opening balance, and no row is in two movements
 * of the same expression. `plumbline check` tests in the data that every row is in one.
 */
export const movementsMakeTheBalance: Rule = ({ views }) =>
  views.flatMap((view) => [...unknownBalances(view), ...unknownStarts(view), ...overlaps(view)])

function unknownBalances(view: ParsedView): readonly Problem[] {
  const { metrics } = view.header
  const ends = Object.entries(metrics)
    .filter(([, header]) => isBalance(header) && header.at === 'end')
    .map(([name]) => name)
  return movementsOf(view).flatMap(([name, { of }]) => {
    const balance = metrics[of]
    if (!ends.includes(of)) {
      return problem(
        view,
        name,
        `${name} moves ${of}, which is not a closing balance of this view.${didYouMean(of, ends)}`,
      )
    }
    return isBalance(balance) && balance.opening_balance === undefined
      ? problem(
          view,
          of,
          `${of} has movements, so it needs the field opening_balance with its opening balance.`,
        )
      : []
  })
}

function unknownStarts(view: ParsedView): readonly Problem[] {
  const { metrics } = view.header
  const starts = Object.entries(metrics)
    .filter(([, header]) => isBalance(header) && header.at === 'start')
    .map(([name]) => name)
  return Object.entries(metrics).flatMap(([name, header]) => {
    const start = isBalance(header) ? header.opening_balance : undefined
    return start === undefined || starts.includes(start)
      ? []
      : problem(
          view,
          name,
          `${name} starts as ${start}, which is not an opening balance of this view.${didYouMean(start, starts)}`,
        )
  })
}

/**
 * Movements with the same expression must filter different values of one column: only then the rule can
 * prove that they are disjoint.
 */
function overlaps(view: ParsedView): readonly Problem[] {
  const byExpression = new Map<string, [string, MovementHeader][]>()
  for (const [name, movement] of movementsOf(view)) {
    const key = `${movement.of} ${movement.expression}`
    byExpression.set(key, [...(byExpression.get(key) ?? []), [name, movement]])
  }
  return [...byExpression.values()].flatMap((movements) => {
    if (movements.length === 1) return []
    const seen = new Map<string, string>()
    const [, first] = movements[0] ?? []
    const column = oneValue.exec(first?.where ?? '')?.groups?.['column'] ?? ''
    return movements.flatMap(([name, { of, where }]) => {
      const groups = oneValue.exec(where ?? '')?.groups
      // a missing column is reported by another rule
      if (groups?.['column'] !== undefined && view.columns?.includes(groups['column']) === false) return []
      if (groups?.['column'] === undefined || groups['column'] !== column) {
        return problem(
          view,
          name,
          `${name} is one of several movements of ${of} with the same expression: its where must be ${column === '' ? 'a column' : column} = 'value', so that no row is in two of them.`,
        )
      }
      const value = groups['value'] ?? ''
      const other = seen.get(value)
      seen.set(value, name)
      return other === undefined
        ? []
        : problem(view, name, `${name} and ${other} are both movements of ${of} with ${where ?? ''}.`)
    })
  })
}

function movementsOf({ header }: ParsedView): readonly (readonly [string, MovementHeader])[] {
  return Object.entries(header.metrics).flatMap(([name, metric]) =>
    isMovement(metric) ? [[name, metric] as const] : [],
  )
}

function problem(view: ParsedView, metric: string, message: string): readonly Problem[] {
  return [
    { file: view.file, line: view.lineOf('metrics', metric), rule: 'movements-make-the-balance', message },
  ]
}
