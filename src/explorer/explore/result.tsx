import { useMemo } from 'react'
import { AskDocument } from '../../generated/explorer/graphql.ts'
import { fittingForms } from '../charts/fitting-forms.ts'
import { Picture } from '../charts/picture.tsx'
import { queryClient, useServer } from '../client/use-server.ts'
import { toRejection } from '../client/rejection.ts'
import type { Definitions } from '../client/use-definitions.ts'
import { Rejected } from '../parts/rejected.tsx'
import { ResultTable } from '../parts/result-table.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { AsText } from './as-text-tabs.tsx'
import { Downloads } from './downloads.tsx'
import { FormButtons } from './form-buttons.tsx'
import { ProvenanceNote } from './provenance-note.tsx'
import { alternativesOf } from './question/alternatives.ts'
import { toInput, type Question } from './question/question.ts'
import { titleOf } from './question/title-of.ts'

interface ResultProps {
  readonly question: Question
  readonly definitions: Definitions
  readonly onAsk: (question: Question) => void
}

/** The answer: picture, table, the same question as text, and where the numbers come from. */
export function Result({ question, definitions, onAsk }: ResultProps) {
  const input = useMemo(() => toInput(question), [question])
  const query = useServer(AskDocument, { input })
  if (query.isFetching && query.data === undefined)
    return <Waiting what="Computing" onCancel={() => void queryClient.cancelQueries()} />
  if (query.error !== null) {
    const rejection = toRejection(query.error)
    const choices = alternativesOf(question, rejection).map(({ text, question: other }) => ({
      text,
      onChoose: () => onAsk(other),
    }))
    return <Rejected error={rejection} onRetry={() => void query.refetch()} choices={choices} />
  }
  const answer = query.data?.metrics ?? null
  if (answer === null)
    return (
      <p className="empty">
        Cancelled.{' '}
        <button type="button" className="button" onClick={() => void query.refetch()}>
          Ask again
        </button>
      </p>
    )
  const forms = fittingForms(answer, definitions)
  const form = forms.find((one) => one === question.chart) ?? forms[0] ?? 'bars'
  return (
    <>
      <header className="result-head">
        <h2>{titleOf(question)}</h2>
        <FormButtons forms={forms} form={form} onChoose={(chart) => onAsk({ ...question, chart })} />
      </header>
      <div className="result-body">
        <div className="result-main">
          <Picture answer={answer} form={form} grain={question.grain} definitions={definitions} />
          <ResultTable
            caption={`${titleOf({ ...question, by: [] })}: the numbers`}
            columns={answer.columns}
            rows={answer.rows}
            totals={answer.totals ?? null}
            grain={question.grain}
          />
          <Downloads input={input} />
          <AsText question={question} input={input} />
        </div>
        <ProvenanceNote provenance={answer.provenance} />
      </div>
    </>
  )
}
