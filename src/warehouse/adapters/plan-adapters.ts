import type { Feed } from '../../catalog/adapters/adapter.ts'
import type { SourceTable } from '../../catalog/files/source-table.ts'
import { hash } from '../../catalog/hash.ts'
import { syncsView } from '../contract/record-syncs.ts'
import { readSourceRelations, type SourceRelation } from '../contract/read-source-relations.ts'
import type { Engine } from '../engine/engine.ts'
import { quoteRelation } from '../engine/values/quote-name.ts'
import { compileFeed, type CompiledFeed } from './compile-feed.ts'
import { readRawTables } from './read-raw-tables.ts'

/** A view made of adapters, compared with the database. */
export interface PlannedView {
  /** `source.users`, or {@link syncsView}. */
  readonly relation: string
  readonly select: string
  /** Ends with the hash of the select, by which a later deployment knows the view. */
  readonly comment: string
  /**
   * `table`: in its place is a table of Plumbline that was never loaded. `taken`: a relation that may not be replaced.
   */
  readonly state: 'unchanged' | 'created' | 'replaced' | 'table' | 'taken'
}

/** What adapters do to the schema `source`. */
export interface AdapterPlan {
  readonly views: readonly PlannedView[]
  /** The views of vendors that feed their tables no more, with their comments. */
  readonly dropped: ReadonlyMap<string, string>
  readonly feeds: readonly CompiledFeed[]
}

export const noAdapters: AdapterPlan = Object.freeze({ views: [], dropped: new Map(), feeds: [] })

const ownComment = 'Made by Plumbline of '

/**
 * Compiles the adapters over the columns that are there, and compares their views with the database.
 *
 * @param feeds null: which vendors there are is not known, and their views stay as they are
 */
export async function planAdapters(
  engine: Engine,
  sources: ReadonlyMap<string, SourceTable>,
  feeds: readonly Feed[] | null,
): Promise<AdapterPlan> {
  if (feeds === null) return noAdapters
  const rawTables = await readRawTables(engine, [...new Set(feeds.map(({ schema }) => schema))])
  const prefixed = prefixedIds(feeds)
  const compiled = feeds.flatMap((feed) =>
    feed.tables.flatMap((table) => {
      const view = feed.adapter.views.get(table)
      const target = sources.get(table)
      if (view === undefined || target === undefined) return []
      return compileFeed(feed, view, target, rawTables, prefixed.get(feed.name) ?? new Set())
    }),
  )
  const relations = await readSourceRelations(engine)
  const comments = await readComments(engine)
  const fed = [...sources.keys()].flatMap((table) => {
    const parts = compiled.filter((one) => one.table === table && one.select !== null)
    if (parts.length === 0) return []
    const names = parts.map(({ feed }) => feed.name).join(', ')
    const select = parts
      .map(({ select }, index) => `select * from (\n${select ?? ''}\n) as part_${index + 1}`)
      .join('\nunion all\n')
    return planned(`source.${table}`, select, names, comments, relations.get(table))
  })
  const syncs = compiled.flatMap(({ table, synced }) =>
    synced === null ? [] : `select '${table}'::text as table_name, ${synced} as synced_at`,
  )
  const views =
    syncs.length === 0
      ? fed
      : [...fed, planned(syncsView, syncs.join('\nunion all\n'), 'the times of syncs', comments, undefined)]
  const names = new Set(views.map(({ relation }) => relation))
  return {
    feeds: compiled,
    views,
    dropped: new Map(
      [...comments].filter(([name, comment]) => comment.startsWith(ownComment) && !names.has(name)),
    ),
  }
}

/**
 * The ids that get the name of their vendor in front: the first vendor of an id keeps it, so that another one that is
 * added later changes none.
 */
function prefixedIds(feeds: readonly Feed[]): ReadonlyMap<string, ReadonlySet<string>> {
  const issued = new Set<string>()
  return new Map(
    feeds.map(({ name, adapter }) => {
      const prefixed = new Set([...adapter.ids].filter((column) => issued.has(column)))
      for (const column of adapter.ids) issued.add(column)
      return [name, prefixed]
    }),
  )
}

function planned(
  relation: string,
  select: string,
  of: string,
  comments: ReadonlyMap<string, string>,
  found: SourceRelation | undefined,
): PlannedView {
  const comment = `${ownComment}${of} (${hash(select)}).`
  const written = comments.get(relation)
  const state = (): PlannedView['state'] => {
    if (written === undefined) return 'created'
    if (written === comment) return 'unchanged'
    if (written.startsWith(ownComment)) return 'replaced'
    return found?.ours === true && !found.provided ? 'table' : 'taken'
  }
  return { relation, select, comment, state: state() }
}

/** The comment of each relation that an adapter may make; empty where there is none. */
async function readComments(engine: Engine): Promise<ReadonlyMap<string, string>> {
  const rows = await engine.query<{ name: string; comment: string }>({
    sql: `select
        namespaces.nspname || '.' || classes.relname as name,
        coalesce(obj_description(classes.oid, 'pg_class'), '') as comment
      from pg_catalog.pg_class as classes
      join pg_catalog.pg_namespace as namespaces on classes.relnamespace = namespaces.oid
      where classes.relkind in ('r', 'p', 'v', 'm', 'f')
        and (namespaces.nspname = 'source' or namespaces.nspname || '.' || classes.relname = $1)`,
    parameters: [syncsView],
  })
  return new Map(rows.map(({ name, comment }) => [name, comment]))
}

/** The changes of a plan, one sentence each. */
export function describeAdapters({ views, dropped }: AdapterPlan): readonly string[] {
  return [...views.flatMap(describeView), ...[...dropped].map(describeDropped)]
}

/** The vendors of which a view was made. */
function vendorsIn(comment: string): string {
  return comment.slice(ownComment.length).replace(/ \([0-9a-f]+\)\.$/, '')
}

function describeDropped([relation, comment]: readonly [string, string]): string {
  return `${relation} was made of ${vendorsIn(comment)}, which feeds it no more: deploy drops the view.`
}

function describeView({ relation, comment, state }: PlannedView): readonly string[] {
  const of = vendorsIn(comment)
  if (state === 'unchanged') return []
  if (state === 'taken')
    return [`${relation} is there and was not made by an adapter: drop it, or leave its table out of feeds.`]
  return [
    `${relation} ${state === 'replaced' ? 'differs from' : 'is to be made of'} ${of}: deploy ${state === 'replaced' ? 'replaces' : 'creates'} the view.`,
  ]
}

/** Creates the views of a plan, and replaces those with another definition. Nothing may read a view that is dropped. */
export async function createAdapterViews(engine: Engine, { views }: AdapterPlan): Promise<void> {
  for (const { relation, select, comment, state } of views) {
    if (state === 'unchanged' || state === 'taken') continue
    const name = quoteRelation(relation)
    if (state === 'table') await engine.execute(`drop table ${name}`)
    // the syncs may be of other tables than before
    if (relation === syncsView) await engine.execute(`drop view if exists ${name}`)
    await engine.execute(`create schema if not exists ${relation.split('.')[0] ?? ''}`)
    await engine.execute(`create or replace view ${name} as\n${select}`)
    await engine.execute(`comment on view ${name} is '${comment}'`)
  }
}
