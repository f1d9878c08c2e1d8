import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Rejected } from './rejected.tsx'
import { Waiting } from './waiting.tsx'

interface AnsweredProps<Result> {
  readonly query: UseQueryResult<Result>
  readonly what: string
  readonly children: (result: Result) => ReactNode
}

/** The result of a query, or why it is not there yet, or not at all. */
export function Answered<Result>({ query, what, children }: AnsweredProps<Result>) {
  if (query.data !== undefined) return <>{children(query.data)}</>
  if (query.error !== null) return <Rejected error={query.error} onRetry={() => void query.refetch()} />
  return <Waiting what={what} />
}
