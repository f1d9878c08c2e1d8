import { useState } from 'react'
import { AccountSignalsDocument } from '../../../generated/explorer/graphql.ts'
import { useDefinitions } from '../../client/use-definitions.ts'
import { useServer } from '../../client/use-server.ts'
import { Answered } from '../../parts/answered.tsx'
import { daysBefore } from '../../words/days-before.ts'
import { SignalList } from './signal-list.tsx'

/** How long ago the oldest of them were detected. */
const days = 365

/** The signals of an account that are not open any more. They are asked for when the reader opens the list. */
export function ClosedSignals({ id }: { readonly id: string }) {
  const [isOpened, setIsOpened] = useState(false)
  const dataAsOf = useDefinitions().definitions?.dataAsOf ?? null
  const since = dataAsOf === null ? null : daysBefore(dataAsOf, days)
  const query = useServer(AccountSignalsDocument, { id, isOpen: false, since }, { enabled: isOpened })
  return (
    <details onToggle={({ currentTarget }) => setIsOpened(currentTarget.open)}>
      <summary>Closed, of the last year</summary>
      {isOpened && (
        <Answered query={query} what="Reading the signals">
          {({ account }) => <SignalList signals={account?.signals?.nodes ?? []} />}
        </Answered>
      )}
    </details>
  )
}
