import type { ReactNode } from 'react'
import type { TypedDocumentString } from '../../generated/explorer/graphql.ts'
import { toRejection } from '../client/rejection.ts'
import { useDefinitions } from '../client/use-definitions.ts'
import { useServer } from '../client/use-server.ts'
import { Answered } from '../parts/answered.tsx'

interface AccountPartProps<Result, Part> {
  readonly title: string
  readonly document: TypedDocumentString<Result, { readonly id: string }>
  readonly id: string
  readonly partOf: (result: Result) => Part | null | undefined
  readonly children: (part: Part) => ReactNode
}

/** A part of an account's page, with its own query. */
export function AccountPart<Result, Part>({
  title,
  document,
  id,
  partOf,
  children,
}: AccountPartProps<Result, Part>) {
  const query = useServer(document, { id })
  const { definitions } = useDefinitions()
  const rejection = query.error === null ? null : toRejection(query.error)
  // what the role of the reader may not see is not shown, not even by its title
  if (rejection?.code === 'FORBIDDEN') return null
  if (definitions?.isRestricted === true && query.isPending) return null
  return (
    <section className="card">
      <h2>{title}</h2>
      {rejection?.code === 'METRIC_UNAVAILABLE' ? (
        <p className="note">{rejection.message}</p>
      ) : (
        <Answered query={query} what="Computing">
          {(result) => {
            const part = partOf(result) ?? null
            return part === null ? <p className="faint">Nothing is known.</p> : children(part)
          }}
        </Answered>
      )}
    </section>
  )
}
