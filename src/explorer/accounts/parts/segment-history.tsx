import { AskDocument, type AskQuery } from '../../../generated/explorer/graphql.ts'
import { shapeOf } from '../../charts/answer.ts'
import type { Definitions } from '../../client/use-definitions.ts'
import { useServer } from '../../client/use-server.ts'
import { whyUnavailable } from '../../explore/question/choices.ts'
import { emptyQuestion, toInput, type Question } from '../../explore/question/question.ts'
import { Answered } from '../../parts/answered.tsx'
import { formatPeriod } from '../../words/format-value.ts'
import { toWords } from '../../words/to-words.ts'

interface SegmentHistoryProps {
  readonly account: string
  readonly definitions: Definitions
}

/** In which segment an account was at the end of each month: one line for each stay. */
export function SegmentHistory({ account, definitions }: SegmentHistoryProps) {
  const question: Question = {
    ...emptyQuestion,
    metrics: ['accounts_by_segment'],
    by: ['segment'],
    grain: 'month',
    where: [{ dimension: 'account', operator: 'in', value: [account] }],
  }
  const isAsked =
    definitions.metrics.has('accounts_by_segment') && whyUnavailable(definitions, question).length === 0
  const query = useServer(AskDocument, { input: toInput(question) }, { enabled: isAsked })
  if (!isAsked) return null
  return (
    <Answered query={query} what="Reading the months before">
      {({ metrics }) => {
        const stays = metrics === null ? [] : staysOf(metrics)
        return (
          <table className="table compact">
            <caption className="hidden-visually">Segments by month</caption>
            <thead>
              <tr>
                <th scope="col">Segment</th>
                <th scope="col">From</th>
                <th scope="col">To</th>
              </tr>
            </thead>
            <tbody>
              {stays.map(({ segment, from, to }) => (
                <tr key={from}>
                  <th scope="row">{toWords(segment)}</th>
                  <td>{formatPeriod(from, 'month')}</td>
                  <td>{formatPeriod(to, 'month')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )
      }}
    </Answered>
  )
}

interface Stay {
  readonly segment: string
  /** The first and the last month at whose end the account was in the segment. */
  readonly from: string
  readonly to: string
}

/** Months in the same segment as one stay, the newest first. */
function staysOf(answer: NonNullable<AskQuery['metrics']>): readonly Stay[] {
  const { period, dimensions, metrics } = shapeOf(answer)
  const stays: Stay[] = []
  for (const row of answer.rows) {
    if (Number(row[metrics[0]?.index ?? -1]) !== 1) continue
    const segment = String(row[dimensions[0]?.index ?? -1])
    const month = String(row[period?.index ?? -1])
    const last = stays.at(-1)
    if (last?.segment === segment) stays[stays.length - 1] = { ...last, to: month }
    else stays.push({ segment, from: month, to: month })
  }
  return stays.toReversed()
}
