import type { HeaderOf } from '../../../catalog/headers/metric-header.ts'
import { filtered } from '../../sql/filter.ts'
import { sql } from '../../sql/text/fragment.ts'
import { code, condition } from '../formula-text.ts'
import { aggregate, rowsNotZero } from './aggregate.ts'
import { wholeRows, type Kind } from '../kind.ts'

/**
 * A movement of a balance: the sum of its changes. Every change belongs to one movement, so movements add up over
 * periods and groups, and opening balance plus movements equals closing balance.
 */
export const movement: Kind<HeaderOf<'movement'>> = {
  ...aggregate,
  description: 'A change of a balance: opening balance plus all movements equals closing balance.',
  formula: ({ expression, where, of, decreases_balance }) =>
    `the sum of ${code(expression)}${condition(where)}, a movement of ` +
    `\`${of}\`${decreases_balance ? ' that decreases it' : ''}`,
  rows: {
    ...wholeRows,
    isAdditive: () => true,
    empty: () => 'zero',
    contributing: ({ header }) => rowsNotZero(header),
    measure: ({ header: { expression, where } }) => filtered(sql`sum(${sql.raw(expression)})`, where),
  },
}
