import { useState } from 'react'
import type { ChartForm } from '../../catalog/boards/chart-forms.ts'
import { AskDocument } from '../../generated/explorer/graphql.ts'
import type { Answer } from '../charts/answer.ts'
import { fittingForms } from '../charts/fitting-forms.ts'
import { Picture } from '../charts/picture.tsx'
import type { Definitions } from '../client/use-definitions.ts'
import { useServer } from '../client/use-server.ts'
import { Answered } from '../parts/answered.tsx'
import { ResultTable } from '../parts/result-table.tsx'
import { formatNumber } from '../words/format-value.ts'
import { toAddress } from './question/address.ts'
import { whyUnavailable } from './question/choices.ts'
import { toInput, type Question } from './question/question.ts'

interface QuestionCardProps {
  readonly title: string
  readonly description?: string | null
  readonly question: Question
  readonly definitions: Definitions
  readonly isWide?: boolean
}

/** A question with its answer: a picture, or the table behind it. */
export function QuestionCard({
  title,
  description = null,
  question,
  definitions,
  isWide = false,
}: QuestionCardProps) {
  const [isTable, setIsTable] = useState(false)
  const missing = whyUnavailable(definitions, question)
  const query = useServer(AskDocument, { input: toInput(question) }, { enabled: missing.length === 0 })
  if (missing.length > 0)
    return (
      <section className={isWide ? 'card wide' : 'card'}>
        <h2>{title}</h2>
        {missing.map((because) => (
          <p key={because} className="note">
            {because}
          </p>
        ))}
      </section>
    )
  return (
    <section className={isWide ? 'card wide' : 'card'}>
      <h2>{title}</h2>
      {description !== null && <p className="faint">{description}</p>}
      <div
        className={`panel-body ${question.chart === null ? '' : `panel-${question.chart}`}`}
        role="region"
        aria-label={`${title}: answer`}
        tabIndex={0}
      >
        <Answered query={query} what="Computing">
          {({ metrics: answer }) =>
            answer === null ? null : isTable ? (
              <ResultTable
                caption={title}
                columns={answer.columns}
                rows={answer.rows}
                totals={null}
                grain={question.grain}
              />
            ) : (
              <Picture
                answer={answer}
                form={formOf(answer, question.chart, definitions)}
                grain={question.grain}
                definitions={definitions}
              />
            )
          }
        </Answered>
      </div>
      <p className="panel-foot">
        <button
          type="button"
          className="button"
          aria-pressed={isTable}
          aria-label={`${title}: table`}
          onClick={() => setIsTable(!isTable)}
        >
          Table
        </button>
        <a href={`#${toAddress(question)}`} aria-label={`Explore: ${title}`}>
          Explore
        </a>
        <Immature answer={query.data?.metrics ?? null} />
      </p>
    </section>
  )
}

/** How much of the numbers is not complete yet. */
function Immature({ answer }: { readonly answer: Answer | null }) {
  const shares = (answer?.provenance.metrics ?? []).map(({ immatureShare }) => Number(immatureShare ?? 0))
  const most = Math.max(0, ...shares)
  if (most === 0) return null
  return (
    <span className="faint panel-note">
      {formatNumber(most, { unit: 'RATIO', currency: null })} not complete yet
    </span>
  )
}

function formOf(answer: Answer, wished: ChartForm | null, definitions: Definitions): ChartForm {
  const fitting = fittingForms(answer, definitions)
  return fitting.find((form) => form === wished) ?? fitting[0] ?? 'bars'
}
