import { didYouMean, type Problem } from '../headers/problem.ts'
import type { Rule } from './rule.ts'

/** The column that is true for the first row of a day. */
const first = 'is_first'

/**
 * A view with daily rows is stored, tells the first row of a day, and has all columns of the views whose rows it holds, so
 * that queries can read it in their place.
 */
export const dailyRowsAreComplete: Rule = ({ views, byName }) =>
  views.flatMap((view) => {
    const { daily_rows_of: bases, stored, time } = view.header
    const problems: Problem[] = []
    const report = (message: string, ...path: string[]) =>
      problems.push({
        file: view.file,
        line: view.lineOf('daily_rows_of', ...path),
        rule: 'daily-rows-are-complete',
        message,
      })
    if (Object.keys(bases).length > 0 && !stored) report('A view with daily rows must be stored.')
    for (const [name, rows] of Object.entries(bases)) {
      const base = byName.get(name)
      if (base === undefined) {
        report(`There is no view ${name}.${didYouMean(name, [...byName.keys()])}`, name)
        continue
      }
      if (base.header.time === undefined || base.header.time !== time)
        report(`${name} and this view must have the same time.`, name)
      if (view.columns === null || base.columns === null) continue
      const needed = [...base.columns, first, ...(rows === 'all' ? [] : [rows])]
      for (const column of needed)
        if (!view.columns.includes(column))
          report(`The view has no column ${column}.${didYouMean(column, view.columns)}`, name)
    }
    return problems
  })
