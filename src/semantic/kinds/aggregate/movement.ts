import { sql } from '../../sql/text/fragment.ts'
import { code, condition } from '../formula-text.ts'
import { aggregate, filtered } from './aggregate.ts'
import { wholeRows, type HeaderOf, type Kind } from '../kind.ts'

/**
 * What moved a balance: the sum of the changes that are this movement. Every change is in one movement, so
 * they add up over periods and over everything that they are grouped by, and start and movements make the end.
 */
export const movement: Kind<HeaderOf<'movement'>> = {
  ...aggregate,
  description: 'A change of a balance: opening balance plus all movements equals closing balance.',
  formula: ({ expression, where, of, decreases_balance }) =>
    `the sum of ${code(expression)}${condition(where)}, a movement of ` +
    `\`${of}\`${decreases_balance ? ' that is taken off' : ''}`,
  rows: {
    ...wholeRows,
    isAdditive: () => true,
    empty: () => 'zero',
    measure: ({ header: { expression, where } }) => filtered(sql`sum(${sql.raw(expression)})`, where),
  },
}
