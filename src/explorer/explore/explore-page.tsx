import { useMemo, useState } from 'react'
import { useDefinitions, type Definitions } from '../client/use-definitions.ts'
import { Rejected } from '../parts/rejected.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { goTo, useHashSearch } from '../place/hash-location.ts'
import { readAddress, toAddress } from './question/address.ts'
import { Controls } from './controls.tsx'
import { FirstQuestions } from './first-questions.tsx'
import type { Question } from './question/question.ts'
import { titleOf } from './question/title-of.ts'
import { Result } from './result.tsx'
import { Title } from '../parts/title.tsx'

/** Ask any question by clicking. The whole of it is in the address. */
export function ExplorePage() {
  const search = useHashSearch()
  const question = useMemo(() => readAddress(search), [search])
  const { definitions, error } = useDefinitions()
  if (error !== null && definitions === undefined) return <Rejected error={error} />
  if (definitions === undefined) return <Waiting what="Reading the definitions" />
  return <Explore question={question} definitions={definitions} />
}

interface ExploreProps {
  readonly question: Question
  readonly definitions: Definitions
}

function Explore({ question, definitions }: ExploreProps) {
  const ask = (next: Question) => goTo(toAddress(next))
  // on a narrow screen the answer comes first, where there is one; the reader opens and closes the rest
  const [isOpen] = useState(() => question.metrics.length === 0 || !matchMedia('(max-width: 900px)').matches)
  return (
    <div className="explore">
      <Title text={question.metrics.length === 0 ? 'Explore' : titleOf(question)} isHidden />
      <details className="question" open={isOpen}>
        <summary>Question</summary>
        <Controls question={question} definitions={definitions} onChange={ask} />
      </details>
      <section className="result" aria-label="Answer">
        {question.metrics.length === 0 ? (
          <FirstQuestions metrics={definitions.metrics} />
        ) : (
          <Result question={question} definitions={definitions} onAsk={ask} />
        )}
      </section>
    </div>
  )
}
