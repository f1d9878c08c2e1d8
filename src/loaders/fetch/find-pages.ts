import DataLoader from 'dataloader'
import type { QueryOptions } from '../../warehouse/engine/engine.ts'
import { partRelation } from '../account-parts.ts'
import type { AccountState } from '../account-states.ts'
import { measure } from '../account-metric-values.ts'
import { checkEntity, checkPage } from './check-entity.ts'
import type { ConditionInputs, Measured } from './conditions.ts'
import { toCursor } from './cursor.ts'
import type { Entity } from './entity.ts'
import { batchBy } from './batch-by.ts'
import { comparisonsOf } from '../../semantic/model/request/condition.ts'
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
    states: readonly AccountState[] = [],
  ): Promise<List<Row>> => ({
    entity: withStates(entity, states),
    relation,
    states,
    conditions,
    measured: await measuredIn(runtime, conditions, options),
    parts: await partsIn(runtime, conditions, states),
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
          await checkPage(runtime, entity, page)
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

/** The values of every metric in the conditions, one query for each. */
async function measuredIn<Row>(
  runtime: Runtime,
  conditions: readonly Condition<Row>[],
  options: QueryOptions,
): Promise<Measured> {
  const metrics = new Set(
    comparisonsOf(conditions).flatMap((one) => (one.kind === 'metric' ? [one.metric] : [])),
  )
  const measured = [...metrics].map(
    async (metric) => [metric, await measure(runtime, metric, options)] as const,
  )
  return new Map(await Promise.all(measured))
}

/** The relations of the parts of account pages in the conditions and the order. */
async function partsIn<Row>(
  runtime: Runtime,
  conditions: readonly Condition<Row>[],
  states: readonly AccountState[],
): Promise<ConditionInputs['parts']> {
  const parts = new Set([
    ...comparisonsOf(conditions).flatMap((one) => (one.kind === 'state' ? [one.state.part] : [])),
    ...states.map(({ part }) => part),
  ])
  const relations = [...parts].map(async (part) => [part, await partRelation(runtime, part)] as const)
  return new Map(await Promise.all(relations))
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
