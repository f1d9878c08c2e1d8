import { signalActors, signalSeverities } from '../../catalog/headers/signal-header.ts'
import { oneLine } from '../../catalog/one-line.ts'
import { z } from '../../forms.ts'
import { signalViews } from '../../query/signals/available-signals.ts'
import { findSignals } from '../../query/signals/find-signals.ts'
import { defineTool } from '../tool.ts'

export const listSignals = defineTool({
  name: 'list_signals',
  title: 'List signals',
  description:
    'What is worth acting on, in the order in which it became known: limits reached, trials that end, renewals at risk, champions, ' +
    'buyers who appeared. Each signal has its evidence, its severity, and the team that should act.',
  input: z.strictObject({
    since: z.string().optional().describe('Only signals detected from this day or instant on.'),
    until: z.string().optional().describe('Only signals detected before this day or instant.'),
    asOf: z.string().optional().describe('The list as it was at this moment.'),
    signals: z
      .array(z.string())
      .optional()
      .describe('Only these signals. A wrong name is answered with the valid ones.'),
    severities: z.array(z.enum(signalSeverities)).optional().describe('Only these severities.'),
    actBy: z.array(z.enum(signalActors)).optional().describe('Only those on which these teams should act.'),
    accounts: z.array(z.string()).optional().describe('Only those of accounts with these keys.'),
    isOpen: z.boolean().optional().describe('True: only those that still hold. False: only closed ones.'),
    first: z.int().min(1).max(200).default(50).describe('The largest number of signals.'),
    after: z.string().optional().describe('The next page: `after` of the answer before.'),
  }),
  run: async (runtime, input, options) => {
    const { rows, cursors, asOf, hasNextPage, unavailable } = await findSignals(runtime, input, options)
    const views = signalViews(runtime.catalog)
    const named = [...new Set(rows.map(({ signal }) => signal))]
    return {
      signals: rows,
      meanings: Object.fromEntries(
        named.map((name) => [name, oneLine(views.get(name)?.header.description ?? '')]),
      ),
      asOf,
      ...(hasNextPage ? { after: cursors.at(-1) } : {}),
      ...(unavailable.length === 0 ? {} : { unavailable }),
    }
  },
})
