import { useQueries } from '@tanstack/react-query'
import { signalFeed } from '../../catalog/signals/feed-name.ts'
import {
  SignalFeedDocument,
  SignalNamesDocument,
  type SignalFeedQuery,
  type SignalFeedQueryVariables,
} from '../../generated/explorer/graphql.ts'
import { askServer } from '../client/ask-server.ts'
import { oneAtATime } from '../client/one-at-a-time.ts'
import { useServer } from '../client/use-server.ts'

export type FeedPage = NonNullable<SignalFeedQuery['signals']>
export type FeedSignal = FeedPage['nodes'][number]

/** The feed as far as it has been detected. */
export interface Feed {
  readonly signals: readonly FeedSignal[]
  readonly unavailable: FeedPage['unavailable']
  readonly asOf: string | null
  /** How many kinds of signals there are, and how many have been looked for. */
  readonly count: number
  readonly done: number
  /** The kinds that could not be detected, each with the reason and a way to try again. */
  readonly failed: readonly { readonly signal: string; readonly error: unknown; readonly retry: () => void }[]
}

/** The schema of signals, in the names of their relations. */
const layer = 'signals.'

/**
 * The open signals, one kind after the other: some kinds take much longer than others, and what has been found is shown
 * while the rest is looked for.
 */
export function useFeed(
  conditions: Omit<SignalFeedQueryVariables, 'signals' | 'after'>,
  enabled: boolean,
): Feed {
  const { data } = useServer(SignalNamesDocument, {})
  const names = (data?.catalog.views ?? []).flatMap(({ name }) =>
    name === signalFeed ? [] : [name.slice(layer.length)],
  )
  const queries = useQueries({
    queries: names.map((name) => {
      const variables = { ...conditions, signals: [name], after: null }
      return {
        queryKey: ['signals', variables],
        queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
          oneAtATime(() => askServer(SignalFeedDocument, variables, signal)),
        enabled,
        retry: false,
      }
    }),
  })
  const pages = queries.flatMap(({ data: found }) => found?.signals ?? [])
  return {
    signals: pages
      .flatMap(({ nodes }) => nodes)
      .toSorted((one, other) => one.detectedAt.localeCompare(other.detectedAt)),
    unavailable: pages.flatMap(({ unavailable }) => unavailable),
    asOf: pages[0]?.asOf ?? null,
    count: names.length,
    done: queries.filter(({ isFetched, isFetching }) => isFetched && !isFetching).length,
    failed: queries.flatMap(({ error, refetch }, index) =>
      error === null ? [] : [{ signal: names[index] ?? '', error, retry: () => void refetch() }],
    ),
  }
}
