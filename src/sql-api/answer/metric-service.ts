import type { Catalog } from '../../catalog/catalog.ts'
import { PlumblineError } from '../../errors.ts'
import { accessOf, fullAccess, type Access } from '../../policy/access.ts'
import type { PoliciesFor } from '../../policy/follow-policies.ts'
import { restrictRuntime } from '../../query/restrict-runtime.ts'
import type { Runtime } from '../../query/runtime.ts'
import { checkDimensionAccess } from '../../semantic/plan/checks/access.ts'
import type { WarehouseState } from '../../semantic/model/warehouse-state.ts'
import type { Engine } from '../../warehouse/engine/engine.ts'
import { metricRelations, metricSchema, type MetricRelation } from '../relations/metric-relation.ts'
import {
  compileQuestion,
  sealAnswer,
  type CompiledAnswer,
  type CompiledQuestion,
  type Question,
} from './compile-answer.ts'
import { keepQuestions } from './kept-questions.ts'
import { readSettings, type SessionSettings } from './session-settings.ts'
import type { PaddedKeys } from '../relations/signature.ts'

/** What a session says of itself before a query. */
export interface SessionFacts {
  /** The process of the session and its start. */
  readonly session: string
  /** Equal texts mean the same data. */
  readonly stamp: string
  /** The database role that has connected, and the groups of which it is a member. */
  readonly user: string
  readonly groups: readonly string[]
  /** The values of `plumbline.<name>`. */
  readonly settings: Readonly<Record<string, string | null>>
}

/** The questions of one statement, over one state of the data. */
export interface Inquiry {
  readonly settings: SessionSettings
  readonly state: WarehouseState
  readonly access: Access
  readonly isSundayWeek: boolean
  /** Whether members may be in several cohorts. */
  readonly cohortsOverlap: boolean
  /** The columns of a relation with personal data that the session may not see. */
  readonly hiddenIn: (relation: MetricRelation) => readonly string[]
  /** @throws PlumblineError */
  readonly compile: (question: Question) => CompiledAnswer
}

/** Answers the metric questions of all sessions. */
export interface MetricService {
  readonly catalog: Catalog
  readonly relations: ReadonlyMap<string, MetricRelation>
  readonly inquire: (facts: SessionFacts) => Promise<Inquiry>
}

/** The part of a runtime that begins operations. */
interface Operations {
  readonly catalog: Catalog
  readonly begin: () => {
    readonly runtime: Runtime
    readonly snapshot: Engine
    readonly end: () => Promise<void>
  }
}

interface Known {
  readonly stamp: string | null
  readonly state: WarehouseState
  readonly mark: string
}

/**
 * @param keys those of the database, with which the function `answer` checks texts
 * @param policies what roles may see; null: every role of the database sees everything
 */
export function createMetricService(
  operations: Operations,
  keys: PaddedKeys,
  policies: PoliciesFor | null,
  hashKey: string | null,
): MetricService {
  const { catalog } = operations
  const relations = metricRelations(catalog)
  const kept = keepQuestions<CompiledQuestion>()
  let known: Known | null = null

  const read = async (stamp: string): Promise<Known> => {
    if (known !== null && known.stamp === stamp) return known
    const { runtime, snapshot, end } = operations.begin()
    try {
      const state = await runtime.state()
      const [row] = await snapshot.query<{ mark: string | null; stamp: string | null }>({
        sql: `select ${metricSchema}.data_mark() as mark, pg_current_snapshot()::text as stamp`,
        parameters: [],
      })
      known = { stamp: row?.stamp ?? null, state, mark: row?.mark ?? '' }
      return known
    } finally {
      await end()
    }
  }

  return {
    catalog,
    relations,
    inquire: async (facts) => {
      const { stamp, session, user, groups } = facts
      const rules = policies === null ? null : await policies(catalog)
      const access = rules === null ? fullAccess : accessOfRole(rules, user, groups, hashKey)
      const { state: whole, mark } = await read(stamp)
      const runtime = { catalog, access, state: () => Promise.resolve(whole) }
      const state = await restrictRuntime(runtime as Runtime, access).state()
      const settings = readSettings(catalog, facts.settings)
      const context = { catalog, access, state, settings }
      return {
        settings,
        state,
        access,
        isSundayWeek: (settings.options['week_start'] ?? state.parameters.week_start) === 'sunday',
        cohortsOverlap:
          (settings.options['retention_cohort_entry'] ?? state.parameters.retention_cohort_entry) ===
          'recurring',
        hiddenIn: ({ columns, metrics: [metric] }) =>
          metric === undefined
            ? []
            : [...columns.values()]
                .filter(({ role }) => role === 'dimension')
                .filter(({ name }) => !maySee(() => checkDimensionAccess(catalog, access, metric, [name])))
                .map(({ name }) => name),
        compile: (question) =>
          sealAnswer(
            { keys, session, mark },
            kept.compiled([whole, rules], [user, groups, settings], question, () =>
              compileQuestion(context, question),
            ),
          ),
      }
    },
  }
}

function maySee(check: () => void): boolean {
  try {
    check()
    return true
  } catch (error) {
    if (error instanceof PlumblineError && error.code === 'FORBIDDEN') return false
    throw error
  }
}

/** The access of a database role: that of the Plumbline role which names it, else of the one which names its group. */
function accessOfRole(
  policies: Awaited<ReturnType<PoliciesFor>>,
  user: string,
  groups: readonly string[],
  hashKey: string | null,
): Access {
  const roles = [...policies.roles.values()]
  const naming = (names: readonly string[]) =>
    roles.filter(({ databaseRoles }) => names.some((name) => databaseRoles.has(name)))
  const own = naming([user])
  const found = own.length > 0 ? own : naming(groups)
  const [role, ...others] = found
  if (role === undefined)
    throw new PlumblineError(
      'FORBIDDEN',
      `The database role ${user} has no permissions here: no role in policies.yaml has it, or a group of it, in database_roles.`,
      { subject: 'role' },
    )
  if (others.length > 0)
    throw new PlumblineError(
      'FORBIDDEN',
      `The database role ${user} belongs to several roles of policies.yaml: ${found.map(({ name }) => name).join(', ')}. Name ${user} in database_roles of one of them.`,
      { subject: 'role' },
    )
  const claims =
    role.databaseRoles.get(user) ?? groups.map((group) => role.databaseRoles.get(group)).find(Boolean)
  return accessOf(policies, { method: 'key', subject: user, role: role.name, claims: claims ?? {} }, hashKey)
}
