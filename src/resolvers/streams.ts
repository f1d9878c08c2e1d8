import type { Context } from '../context.ts'
import { PlumblineError } from '../errors.ts'
import type {
  DataRefreshResolvers,
  StreamDataRefreshedArgs,
  StreamSignalsArgs,
} from '../generated/resolvers.ts'
import { newestBatch, type PublishedBatch } from '../query/newest-batch.ts'
import { findSignals } from '../query/signals/find-signals.ts'
import { endOfFeed } from '../query/signals/place-signals.ts'
import type { SignalsPage } from '../query/signals/signals-request.ts'
import type { Complete } from './complete.ts'
import { toKey } from './entities/global-id.ts'
import { checkPageSize, defaultSize } from './entities/lists/page-size.ts'
import { fromEnumValue } from './sdl/enum-value.ts'
import { placeIn } from './stream-place.ts'

/** New signals, and the cursor after them. */
export interface SignalNewsRow extends Pick<SignalsPage, 'asOf' | 'unavailable'> {
  readonly nodes: SignalsPage['rows']
  readonly cursor: string
}

/** Each runs once for every message: it reads what came after the place of its stream. */
export const Stream = {
  signals: async (
    root: unknown,
    given: StreamSignalsArgs,
    { runtime, signal }: Context,
  ): Promise<SignalNewsRow> => {
    const place = placeIn(root)
    const first = given.first ?? defaultSize.root
    checkPageSize(first)
    const start = place.cursor ?? given.after ?? (await endOfFeed(runtime))
    const page = await findSignals(
      runtime,
      {
        first,
        after: start,
        signals: given.signals ?? undefined,
        severities: given.severities?.map(fromEnumValue),
        actBy: given.actBy?.map(fromEnumValue),
        accounts: given.accounts?.map((id) => toKey('Account', id)),
      },
      { signal },
    )
    const cursor = page.cursors.at(-1) ?? start ?? ''
    place.hasNews = page.rows.length > 0 || place.cursor === null
    place.hasMore = page.hasNextPage
    place.cursor = cursor
    return { nodes: page.rows, cursor, asOf: page.asOf, unavailable: page.unavailable }
  },
  dataRefreshed: async (
    root: unknown,
    { after }: StreamDataRefreshedArgs,
    { runtime }: Context,
  ): Promise<PublishedBatch | null> => {
    const place = placeIn(root)
    if (after !== undefined && after !== null && !/^\d{1,19}$/.test(after))
      throw new PlumblineError(
        'BAD_CURSOR',
        'The cursor is not one of refreshes: subscribe without it, and continue with the cursor of the last message.',
        { subject: 'after' },
      )
    const newest = await newestBatch(runtime.engine)
    place.hasNews = newest !== null && newest.batch !== (place.cursor ?? after)
    place.hasMore = false
    place.cursor = newest?.batch ?? null
    return newest
  },
}

export const DataRefresh = {
  cursor: ({ batch }) => batch,
  publishedAt: ({ published_at }) => published_at,
  asOf: ({ as_of }) => as_of,
} satisfies Complete<DataRefreshResolvers, PublishedBatch>
