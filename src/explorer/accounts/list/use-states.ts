import {
  ListedHealthDocument,
  ListedRevenueDocument,
  ListedSegmentDocument,
  ListedSignalsDocument,
  type AccountOrderField,
  type ListedHealthQuery,
  type ListedRevenueQuery,
  type ListedSegmentQuery,
  type ListedSignalsQuery,
  type TypedDocumentString,
} from '../../../generated/explorer/graphql.ts'
import { useServer } from '../../client/use-server.ts'
import { useMoney } from '../../explore/question/use-money.ts'
import { formatNumber } from '../../words/format-value.ts'
import { toWords } from '../../words/to-words.ts'

/** A column of the list that is computed: it comes later than the names. */
export interface StateColumn {
  readonly title: string
  /** What the list is sorted by for this column; null where it cannot be. */
  readonly order: AccountOrderField | null
  readonly isNumber: boolean
  /** Key of the account → what its cell shows; undefined while it is computed. */
  readonly cells: ReadonlyMap<string, string> | undefined
}

interface Listed<Node> {
  readonly accounts: { readonly nodes: readonly (Node & { readonly key: string })[] } | null
}

type NodeOf<Query extends Listed<unknown>> = NonNullable<Query['accounts']>['nodes'][number]

/**
 * Health, segment, revenue and open signals of the listed accounts, each asked for by itself. A column is left out when
 * the caller may not see it, or when its tables are missing: the page of an account says why.
 */
export function useStates(keys: readonly string[]): readonly StateColumn[] {
  const money = useMoney()
  return [
    useColumn(
      'Health',
      'HEALTH_SCORE',
      true,
      ListedHealthDocument,
      keys,
      ({ health }: NodeOf<ListedHealthQuery>) =>
        health === null || health.score === null
          ? null
          : `${formatNumber(Math.round(Number(health.score)), score)} ${health.band ?? ''}`,
    ),
    useColumn(
      'MRR',
      'MRR',
      true,
      ListedRevenueDocument,
      keys,
      ({ recurringRevenue }: NodeOf<ListedRevenueQuery>) =>
        recurringRevenue === null ? null : formatNumber(recurringRevenue.mrr, money),
    ),
    useColumn(
      'Segment',
      'SEGMENT',
      false,
      ListedSegmentDocument,
      keys,
      ({ segment }: NodeOf<ListedSegmentQuery>) => (segment === null ? null : toWords(segment.segment)),
    ),
    useColumn(
      'Open signals',
      'LATEST_SIGNAL',
      false,
      ListedSignalsDocument,
      keys,
      ({ signals }: NodeOf<ListedSignalsQuery>) =>
        signals === null || signals.nodes.length === 0
          ? null
          : [...new Set(signals.nodes.map(({ signal }) => toWords(signal)))].join(', ') +
            (signals.pageInfo.hasNextPage ? ' …' : ''),
    ),
  ].flatMap((column) => column ?? [])
}

const score = { unit: 'SCORE', currency: null } as const

function useColumn<Node>(
  title: string,
  order: AccountOrderField | null,
  isNumber: boolean,
  document: TypedDocumentString<Listed<Node>, { readonly first: number; readonly keys: readonly string[] }>,
  keys: readonly string[],
  textOf: (node: Node & { readonly key: string }) => string | null,
): StateColumn | null {
  const { data, error } = useServer(document, { first: keys.length, keys }, { enabled: keys.length > 0 })
  if (error !== null) return null
  const cells = data?.accounts?.nodes.map((node) => [node.key, textOf(node) ?? ''] as const)
  return { title, order, isNumber, cells: cells && new Map(cells) }
}
