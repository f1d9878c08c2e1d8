import { loadCatalog } from './catalog/load-catalog.ts'
import type { Knowledge } from './semantic/knowledge.ts'
import { deploy, planDeploy } from './warehouse/deploy.ts'
import { explainMissing } from './warehouse/deployed/explain-missing.ts'
import { openEngine, type EngineOptions } from './warehouse/open-engine.ts'
import { readKnowledge } from './warehouse/read-knowledge.ts'
import type { Catalog } from './catalog/catalog.ts'
import type { Engine } from './warehouse/engine.ts'
import type { Runtime } from './loaders/runtime.ts'

/** How long what is known of the data may be out of date when others load into the same warehouse. */
const knowledgeAgeMs = 5_000

/** A runtime that was opened here and has to be closed. */
export interface OpenRuntime extends Runtime {
  /** Forgets what was known of the data: they have just changed. */
  forget(): void
  close(): Promise<void>
}

/** Wraps an engine that is open already. */
export function runtimeOf(catalog: Catalog, bare: Engine, now: () => number = Date.now): OpenRuntime {
  const engine = explainMissing(bare, catalog)
  let known: { readonly at: number; readonly knowledge: Promise<Knowledge> } | null = null
  return {
    catalog,
    engine,
    knowledge: () => {
      if (known === null || now() - known.at > knowledgeAgeMs) {
        const knowledge = readKnowledge(engine, catalog)
        known = { at: now(), knowledge }
        // what failed is not known: the next one asks again
        knowledge.catch(() => (known = null))
      }
      return known.knowledge
    },
    forget: () => (known = null),
    close: () => engine.close(),
  }
}

/** Reads `sql/`, opens the database, and deploys the views when they are not there yet. */
export async function openRuntime(
  database: string,
  { sql, ...options }: EngineOptions & { readonly sql: string },
): Promise<OpenRuntime> {
  const catalog = await loadCatalog(sql)
  const engine = await openEngine(database, options)
  try {
    const { unchanged } = await planDeploy(engine, catalog)
    if (unchanged.length === 0) await deploy(engine, catalog)
    return runtimeOf(catalog, engine)
  } catch (error) {
    await engine.close()
    throw error
  }
}
