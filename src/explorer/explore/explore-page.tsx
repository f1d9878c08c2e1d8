import { useMemo, useState } from 'react'
import { Rejection } from '../client/rejection.ts'
import { useDefinitions, type Definitions } from '../client/use-definitions.ts'
import { Rejected } from '../parts/rejected.tsx'
import { Waiting } from '../parts/waiting.tsx'
import { goTo, useHashSearch } from '../place/hash-location.ts'
import { readAddress, toAddress, type ReadAddress } from './question/address.ts'
import { Controls } from './controls.tsx'
import { FirstQuestions } from './first-questions.tsx'
import type { Question } from './question/question.ts'
import { titleOf } from './question/title-of.ts'
import { Result } from './result.tsx'
import { Title } from '../parts/title.tsx'

/** Ask any question by clicking. The whole of it is in the address. */
export function ExplorePage() {
  const search = useHashSearch()
  const read = useMemo(() => readAddress(search), [search])
  const { definitions, error } = useDefinitions()
  if (error !== null && definitions === undefined) return <Rejected error={error} />
  if (definitions === undefined) return <Waiting what="Reading the definitions" />
  return <Explore {...read} definitions={definitions} />
}

interface ExploreProps extends ReadAddress {
  readonly definitions: Definitions
}

function Explore({ question, unread, definitions }: ExploreProps) {
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
        {unread.length > 0 ? (
          <Unread question={question} unread={unread} onAsk={ask} />
        ) : question.metrics.length === 0 ? (
          <FirstQuestions metrics={definitions.metrics} />
        ) : (
          <Result question={question} definitions={definitions} onAsk={ask} />
        )}
      </section>
    </div>
  )
}

interface UnreadProps extends ReadAddress {
  readonly onAsk: (question: Question) => void
}

/** That the address asks more than can be read. The rest of it is another question, so it is not asked unseen. */
function Unread({ question, unread, onAsk }: UnreadProps) {
  const parts = unread.map((part) => `\u201c${part}\u201d`).join(', ')
  return (
    <Rejected
      error={new Rejection(`The address has what cannot be read: ${parts}.`, { code: 'BAD_USER_INPUT' })}
      choices={[{ text: 'The question without it', onChoose: () => onAsk(question) }]}
    />
  )
}
