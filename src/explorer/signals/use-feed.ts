import { useQueries } from '@tanstack/react-query'
import { useRef } from 'react'
import {
  SignalFeedDocument,
  type SignalFeedQuery,
  type SignalFeedQueryVariables,
} from '../../generated/explorer/graphql.ts'
import { askServer } from '../client/ask-server.ts'
import { createTurns } from '../client/turns.ts'
import { Rejection } from '../client/rejection.ts'
import { useSignalNames } from '../client/use-signal-names.ts'

export type FeedPage = NonNullable<SignalFeedQuery['signals']>
export type FeedSignal = FeedPage['nodes'][number]

/** The feed as far as it has been detected. */
export interface Feed {
  readonly signals: readonly FeedSignal[]
  readonly unavailable: FeedPage['unavailable']
  readonly asOf: string | null
  /** Whether every kind has been looked for. */
  readonly isDone: boolean
  /** Why the kinds are not known; null when they are. */
  readonly error: unknown
  /** How many kinds of signals there are, and how many have been looked for. */
  readonly count: number
  readonly done: number
  /** Goes on without the kind that is being looked for. */
  readonly skip: () => void
  /** The kinds that could not be detected, each with the reason and a way to try again. */
  readonly failed: readonly { readonly signal: string; readonly error: unknown; readonly retry: () => void }[]
}

/** So that quick questions of other parts of the page get their turn. */
const oneAtATime = createTurns(1)

/**
 * The open signals, one kind after the other: some kinds take much longer than others, and what has been found is shown
 * while the rest is looked for.
 */
export function useFeed(
  conditions: Omit<SignalFeedQueryVariables, 'signals' | 'after'>,
  enabled: boolean,
): Feed {
  const { names: known, error } = useSignalNames()
  const running = useRef<AbortController>(null)
  const names = known ?? []
  const queries = useQueries({
    queries: names.map((name) => {
      const variables = { ...conditions, signals: [name], after: null }
      return {
        queryKey: ['signals', variables],
        queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
          oneAtATime(() => {
            running.current = new AbortController()
            return askServer(SignalFeedDocument, variables, AbortSignal.any([signal, running.current.signal]))
          }, signal),
        enabled,
      }
    }),
  })
  const pages = queries.flatMap(({ data: found }) => found?.signals ?? [])
  const done = queries.filter(({ isFetched, isFetching }) => isFetched && !isFetching).length
  return {
    signals: pages
      .flatMap(({ nodes }) => nodes)
      .toSorted((one, other) => one.detectedAt.localeCompare(other.detectedAt)),
    unavailable: pages.flatMap(({ unavailable }) => unavailable),
    asOf: pages[0]?.asOf ?? null,
    count: names.length,
    skip: () => running.current?.abort(new Rejection('It was skipped.', { code: 'TIMEOUT' })),
    done,
    isDone: enabled && known !== undefined && done === names.length,
    error,
    failed: queries.flatMap(({ error: because, refetch }, index) =>
      because === null ? [] : [{ signal: names[index] ?? '', error: because, retry: () => void refetch() }],
    ),
  }
}
