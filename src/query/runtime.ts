import type { Catalog } from '../catalog/catalog.ts'
import type { WarehouseState } from '../semantic/model/warehouse-state.ts'
import type { Engine } from '../warehouse/engine/engine.ts'

/** What a door needs to answer: the definitions, the warehouse, and what is known of its data. */
export interface Runtime {
  readonly catalog: Catalog
  /** What the warehouse is asked through; of an operation, one state of its data. */
  readonly engine: Engine
  /** Of the state that the engine shows. Read once, and again when the data have changed. */
  knowledge(): Promise<WarehouseState>
}
