import { inject } from 'vitest'
import type { Engine } from '../../src/warehouse/engine/engine.ts'

export type EngineKind = Engine['kind']

/**
 * The engines of tests that hold on each engine. `npm test` uses PostgreSQL; `npm run test:full` uses both, and requires
 * equal rows.
 */
export const engineKinds: readonly EngineKind[] = inject('isFull') ? ['pglite', 'postgres'] : ['postgres']

/** The engine of tests that would say the same of the other one. */
export const oneEngine: EngineKind = inject('isFull') ? 'pglite' : 'postgres'
