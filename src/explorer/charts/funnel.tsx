import { formatNumber } from '../words/format-value.ts'
import { toWords } from '../words/to-words.ts'
import { numberOf, type Answer, type AnswerShape } from './answer.ts'

interface FunnelProps {
  readonly answer: Answer
  readonly shape: AnswerShape
}

/** Steps from wide to narrow, each with its share of the first. */
export function Funnel({ answer, shape }: FunnelProps) {
  const row = answer.rows[0] ?? []
  const first = numberOf(row[shape.metrics[0]?.index ?? -1]) ?? 0
  return (
    <ol className="funnel">
      {shape.metrics.map(({ column, index }) => {
        const value = numberOf(row[index]) ?? 0
        const share = first === 0 ? null : value / first
        return (
          <li key={column.name}>
            <span className="funnel-name">{toWords(column.name)}</span>
            <span className="funnel-track">
              <span className="bar" style={{ width: `${(Math.min(1, share ?? 0) * 100).toFixed(1)}%` }} />
            </span>
            <span className="number">
              {formatNumber(String(row[index] ?? 0), column)}
              {share !== null && ` · ${formatNumber(share, { unit: 'RATIO', currency: null }, true)}`}
            </span>
          </li>
        )
      })}
    </ol>
  )
}
