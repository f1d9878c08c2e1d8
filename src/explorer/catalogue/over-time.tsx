import { useMemo } from 'react'
import { AskDocument } from '../../generated/explorer/graphql.ts'
import { fittingForms } from '../charts/fitting-forms.ts'
import { Picture } from '../charts/picture.tsx'
import { useDefinitions } from '../client/use-definitions.ts'
import { useServer } from '../client/use-server.ts'
import { emptyQuestion, toInput, type Question } from '../explore/question/question.ts'
import { Answered } from '../parts/answered.tsx'

/** The number itself, by month, in its canonical definition. */
export function OverTime({ name }: { readonly name: string }) {
  const { definitions } = useDefinitions()
  const metric = definitions?.metrics.get(name)
  const hasMonths = metric?.grains.includes('MONTH') === true && metric.resultShape !== 'COHORT_SUMMARY'
  const question = useMemo<Question>(
    () => ({
      ...emptyQuestion,
      metrics: [name],
      ...(hasMonths && { grain: 'month', period: 'last 12 months' }),
    }),
    [name, hasMonths],
  )
  const query = useServer(
    AskDocument,
    { input: toInput(question) },
    { enabled: metric?.isAvailable === true },
  )
  if (definitions !== undefined && metric?.isAvailable !== true) return null
  return (
    <section className="over-time">
      <h2>{hasMonths ? 'By month' : 'Now'}</h2>
      <Answered query={query} what="Computing">
        {({ metrics: answer }) =>
          answer === null || definitions === undefined ? null : (
            <Picture
              answer={answer}
              form={fittingForms(answer, definitions)[0] ?? 'bars'}
              grain={question.grain}
              definitions={definitions}
            />
          )
        }
      </Answered>
    </section>
  )
}
