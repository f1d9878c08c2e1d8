import type { Problem } from '../../headers/problem.ts'
import { isColumn } from '../../spread.ts'
import type { Rule } from '../rule.ts'

/** A stored view is spread by one of its columns, everywhere or local; other views have no rows to spread. */
export const spreadsExist: Rule = ({ views }) =>
  views.flatMap(({ file, header, columns, lineOf }): readonly Problem[] => {
    const { spread, stored } = header
    const report = (message: string) => [{ file, line: lineOf('spread'), rule: 'spreads-exist', message }]
    if (spread === undefined || columns === null) return []
    if (!stored) return report('Only a stored view has the field spread.')
    if (isColumn(spread) && !columns.includes(spread))
      return report(`${spread} is not a column of the view: name a column, everywhere or local.`)
    return []
  })
