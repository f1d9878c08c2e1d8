import type { Problem } from '../headers/problem.ts'
import { signalFeed } from '../signals/feed-name.ts'
import { datedColumns, evaluatedColumns } from '../signals/feed-view.ts'
import type { Rule } from './rule.ts'

/** A view in `signals` says what it detects, and has the columns of the feed; other views do not. */
export const signalsAreComplete: Rule = ({ views }) =>
  views.flatMap((view) => {
    const problems: Problem[] = []
    const report = (message: string, ...path: string[]) =>
      problems.push({ file: view.file, line: view.lineOf(...path), rule: 'signals-are-complete', message })
    const { signal } = view.header
    const isSignal = view.name.startsWith('signals.')
    if (view.name === signalFeed)
      report(`${signalFeed} is generated from sql/signals/: name a signal otherwise.`, 'view')
    else if (isSignal && signal === undefined) report('A view in signals needs the field signal.', 'view')
    else if (!isSignal && signal !== undefined)
      report('Only a view in signals has the field signal.', 'signal')
    if (signal === undefined || view.columns === null) return problems
    const needed: readonly string[] = signal.evaluated === undefined ? datedColumns : evaluatedColumns
    const missing = needed.filter((column) => view.columns?.includes(column) === false)
    const other = view.columns.filter((column) => !needed.includes(column))
    if (missing.length > 0) report(`A signal must have the column ${missing.join(', ')}.`, 'signal')
    if (other.length > 0)
      report(
        `A signal has the columns ${needed.join(', ')} only: put ${other.join(', ')} into evidence.`,
        'signal',
      )
    return problems
  })
