import type { Catalog } from '../../catalog/catalog.ts'
import { PlumblineError } from '../../errors.ts'
import type { SourceViolation } from '../../semantic/model/source-violation.ts'
import { missingTables } from '../../semantic/model/missing-tables.ts'
import { checkAvailability } from '../../semantic/plan/checks/availability.ts'
import type { AdapterPlan } from '../adapters/plan-adapters.ts'
import { inspectSources } from '../contract/inspect-sources.ts'
import { readReceipts } from '../contract/read-receipts.ts'
import { readSyncs } from '../contract/record-syncs.ts'
import type { Engine } from '../engine/engine.ts'
import { readWarehouseState } from '../state/read-warehouse-state.ts'

/** A provided table of the contract, as it is now. */
export interface CheckedSource {
  readonly table: string
  /** `loaded`, the vendors that feed it, or `own view` of the company's loader. */
  readonly from: string
  readonly rows: number
  /** When it was received, ISO 8601: the last sync, the declared time, or the load. Null when nothing says so. */
  readonly receivedAt: string | null
  /** The newest moment in a row that had passed by then; null without dates. */
  readonly newestMoment: string | null
  readonly violations: readonly SourceViolation[]
}

/** Rows that an adapter cannot read as they are meant. */
export interface AdapterFinding {
  readonly vendor: string
  readonly table: string
  readonly message: string
  readonly rows: number
  /** Some of the rows, as JSON. */
  readonly examples: readonly string[]
}

/** What the sources of a warehouse are, and what they answer. */
export interface SourcesCheck {
  readonly sources: readonly CheckedSource[]
  readonly findings: readonly AdapterFinding[]
  /** Tables of the contract that nothing provides. */
  readonly missing: readonly string[]
  readonly answerable: readonly string[]
  /** Requirement, such as `a|b` for either table → the metrics that lack it. */
  readonly unanswerable: ReadonlyMap<string, readonly string[]>
  /** Metric → why its tables are there, and it is rejected all the same. */
  readonly rejected: ReadonlyMap<string, string>
}

/** Reads every source table as it is now, and changes nothing. */
export async function checkSources(
  engine: Engine,
  catalog: Catalog,
  adapters: AdapterPlan,
): Promise<SourcesCheck> {
  const syncs = await readSyncs(engine)
  const receipts = await readReceipts(engine)
  const inspections = await inspectSources(engine, catalog.sources)
  const sources = inspections.map(({ table, ours, rows, newestMoment, violations }) => {
    const vendors = adapters.feeds.filter((one) => one.table === table && one.select !== null)
    return {
      table,
      from: ours ? 'loaded' : vendors.map(({ feed }) => feed.name).join(', ') || 'own view',
      rows,
      receivedAt: syncs.get(table) ?? (ours ? receipts.of(table, ours) : receipts.declared(table, ours)),
      newestMoment,
      violations,
    }
  })
  const state = {
    ...(await readWarehouseState(engine, catalog)),
    violations: inspections.flatMap(({ violations }) => violations),
    provided: new Set(inspections.map(({ table }) => table)),
  }
  const answerable: string[] = []
  const unanswerable = new Map<string, string[]>()
  const rejected = new Map<string, string>()
  for (const metric of catalog.metrics.values()) {
    const missing = missingTables(metric.requires, state.provided)
    for (const table of missing) unanswerable.set(table, [...(unanswerable.get(table) ?? []), metric.name])
    if (missing.length > 0) continue
    const reason = rejectionOf(() => checkAvailability(catalog, metric, [], state))
    if (reason === null) answerable.push(metric.name)
    else rejected.set(metric.name, reason)
  }
  return {
    sources,
    findings: await findingsOf(engine, adapters),
    missing: [...catalog.sources.keys()].filter((name) => !state.provided.has(name)),
    answerable,
    unanswerable,
    rejected,
  }
}

function rejectionOf(check: () => void): string | null {
  try {
    check()
    return null
  } catch (error) {
    if (error instanceof PlumblineError) return error.message
    throw error
  }
}

const mostExamples = 3

async function findingsOf(engine: Engine, { feeds }: AdapterPlan): Promise<readonly AdapterFinding[]> {
  const findings: AdapterFinding[] = []
  for (const { feed, table, reports } of feeds)
    for (const { message, query } of reports) {
      const found = await engine.query<{ rows: string; example: string }>({
        sql: `select count(*) over () as rows, to_jsonb(found)::text as example from (${query}) as found limit ${mostExamples}`,
        parameters: [],
      })
      const [first] = found
      if (first !== undefined)
        findings.push({
          vendor: feed.name,
          table,
          message,
          rows: Number(first.rows),
          examples: found.map(({ example }) => example),
        })
    }
  return findings
}
