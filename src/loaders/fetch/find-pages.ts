import DataLoader from 'dataloader'
import type { QueryOptions } from '../../warehouse/engine/engine.ts'
import type { AccountState } from '../account-states.ts'
import { conditionInputs } from '../condition-inputs.ts'
import { checkEntity, checkPage } from './check-entity.ts'
import { toCursor } from './cursor.ts'
import type { Entity } from './entity.ts'
import { batchBy } from './batch-by.ts'
import type { Condition, Connection, PageRequest } from './page.ts'
import { statesOf, withStates } from './ordering-states.ts'
import { countStatement, pagesStatement, pageStatement } from './page-statement.ts'
import type { List, Relation } from './page-statement.ts'
import type { Runtime } from '../../query/runtime.ts'

/** The page of one parent's list; of the whole list when the parent is null. */
export interface PageKey<Row> {
  readonly parent: string | null
  readonly page: PageRequest<Row>
}

interface CountKey<Row> {
  readonly parent: string | null
  readonly conditions: readonly Condition<Row>[]
}

type Parented = { readonly parent_key: string }

/** Finds pages of an entity's rows: one statement for all parents with the same page. */
export function findPages<Row extends object>(
  runtime: Runtime,
  options: QueryOptions,
  entity: Entity<Row>,
  relation: Relation | null,
): DataLoader<PageKey<Row>, Connection<Row>, string> {
  const { engine } = runtime
  const listOf = async (
    conditions: readonly Condition<Row>[],
    ordering: readonly AccountState[] = [],
  ): Promise<List<Row>> => ({
    entity: withStates(entity, ordering),
    relation,
    ordering,
    conditions,
    ...(await conditionInputs(runtime, conditions, ordering, options)),
  })
  const counts = new DataLoader<CountKey<Row>, string, string>(
    (keys) =>
      batchBy(
        keys,
        ({ conditions }) => conditions,
        async (conditions, group) => {
          const parents = group.map(({ parent }) => parent ?? '')
          const rows = await engine.query<{ parent_key: string | null; count: string }>(
            countStatement(runtime, await listOf(conditions), parents),
            options,
          )
          const found = new Map(rows.map(({ parent_key, count }) => [parent_key, count]))
          return group.map(({ parent }) => found.get(parent) ?? '0')
        },
      ),
    { cacheKeyFn: JSON.stringify },
  )
  return new DataLoader<PageKey<Row>, Connection<Row>, string>(
    (keys) =>
      batchBy(
        keys,
        ({ page }) => page,
        async (page, group) => {
          await checkEntity(runtime, entity)
          checkPage(runtime, entity, page)
          const list = await listOf(page.conditions, statesOf(page.order))
          const found = await rowsByParent(runtime, options, list, page, group)
          return group.map(({ parent }) =>
            toConnection(list.entity, page, found.get(parent) ?? [], () =>
              counts.load({ parent, conditions: page.conditions }),
            ),
          )
        },
      ),
    { cacheKeyFn: JSON.stringify },
  )
}

async function rowsByParent<Row extends object>(
  runtime: Runtime,
  options: QueryOptions,
  list: List<Row>,
  page: PageRequest<Row>,
  group: readonly PageKey<Row>[],
): Promise<ReadonlyMap<string | null, readonly Row[]>> {
  const { relation } = list
  if (relation === null) {
    return new Map([[null, await runtime.engine.query<Row>(pageStatement(runtime, list, page), options)]])
  }
  const parents = group.map(({ parent }) => parent ?? '')
  const found = new Map<string, Row[]>(parents.map((parent) => [parent, []]))
  for (const row of await runtime.engine.query<Row & Parented>(
    pagesStatement(runtime, { ...list, relation }, page, parents),
    options,
  )) {
    found.get(row.parent_key)?.push(row)
  }
  return found
}

function toConnection<Row>(
  entity: Entity<Row>,
  page: PageRequest<Row>,
  found: readonly Row[],
  totalCount: () => Promise<string>,
): Connection<Row> {
  const kept = found.slice(0, page.size)
  const nodes = page.from === 'start' ? kept : kept.toReversed()
  const edges = nodes.map((node) => ({ cursor: toCursor(entity, page.order, node), node }))
  const hasMore = found.length > page.size
  return {
    edges,
    nodes,
    pageInfo: {
      // rows beyond a cursor exist: the one that it was made of
      hasNextPage: page.from === 'start' ? hasMore || page.before !== null : page.before !== null,
      hasPreviousPage: page.from === 'end' ? hasMore || page.after !== null : page.after !== null,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount,
  }
}
