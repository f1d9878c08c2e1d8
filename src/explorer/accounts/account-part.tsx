import { useState, type ReactNode } from 'react'
import type { TypedDocumentString } from '../../generated/explorer/graphql.ts'
import { useServer } from '../client/use-server.ts'
import { Answered } from '../parts/answered.tsx'

interface AccountPartProps<Result, Part> {
  readonly title: string
  readonly document: TypedDocumentString<Result, { readonly id: string }>
  readonly id: string
  readonly partOf: (result: Result) => Part | null | undefined
  readonly children: (part: Part) => ReactNode
  /** Whether it takes so long that it is computed when the reader asks for it. */
  readonly isOnRequest?: boolean
}

/** A part of an account's page, with its own query. */
export function AccountPart<Result, Part>({
  title,
  document,
  id,
  partOf,
  children,
  isOnRequest = false,
}: AccountPartProps<Result, Part>) {
  const [isAsked, setIsAsked] = useState(!isOnRequest)
  const query = useServer(document, { id }, { enabled: isAsked })
  return (
    <section className="card">
      <h2>{title}</h2>
      {isAsked ? (
        <Answered query={query} what="Computing">
          {(result) => {
            const part = partOf(result) ?? null
            return part === null ? <p className="faint">Nothing is known.</p> : children(part)
          }}
        </Answered>
      ) : (
        <button type="button" className="button" onClick={() => setIsAsked(true)}>
          Compute {title.toLowerCase()}
        </button>
      )}
    </section>
  )
}
