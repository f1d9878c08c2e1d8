import { formatCell } from '../words/format-value.ts'
import { toWords } from '../words/to-words.ts'
import type { Answer, AnswerShape } from './answer.ts'

interface NumbersProps {
  readonly answer: Answer
  readonly shape: AnswerShape
}

/** Single numbers, large. */
export function Numbers({ answer: { rows }, shape: { metrics } }: NumbersProps) {
  return (
    <dl className="numbers">
      {metrics.map(({ column, index }) => (
        <div key={column.name}>
          <dt>{toWords(column.name)}</dt>
          <dd>
            <data value={String(rows[0]?.[index] ?? '')}>{formatCell(rows[0]?.[index] ?? null, column)}</data>
          </dd>
        </div>
      ))}
    </dl>
  )
}
