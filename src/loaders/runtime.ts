import type { Catalog } from '../catalog/catalog.ts'
import type { Knowledge } from '../semantic/knowledge.ts'
import type { Engine } from '../warehouse/engine.ts'

/** What a door needs to answer: the definitions, the warehouse, and what is known of its data. */
export interface Runtime {
  readonly catalog: Catalog
  readonly engine: Engine
  /** Read from the warehouse and kept until the data change; cheap to call per request. */
  knowledge(): Promise<Knowledge>
}
