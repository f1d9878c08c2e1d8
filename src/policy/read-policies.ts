import type { Catalog, View } from '../catalog/catalog.ts'
import { hash } from '../catalog/hash.ts'
import { headerProblems } from '../catalog/headers/header-problems.ts'
import { didYouMean } from '../catalog/headers/problem.ts'
import type { Problem } from '../catalog/headers/problem.ts'
import { readYaml } from '../catalog/headers/read-yaml.ts'
import { grantableViews } from './grantable-views.ts'
import { ConditionError, parseCondition } from './parse-condition.ts'
import type { ColumnAccess, Policies, Role } from './policy.ts'
import { policyFields, policyFile } from './policies-yaml.ts'
import type { PolicyFile, RoleEntry } from './policies-yaml.ts'
import type { ClaimType, RowCondition } from './row-condition.ts'

/** What a policy file can name of the definitions. */
interface Names {
  /** Metric or family → the metrics. */
  readonly metrics: ReadonlyMap<string, readonly string[]>
  readonly entities: ReadonlyMap<string, View>
  /** `entity.column` of every column with personal data. */
  readonly personal: readonly string[]
}

type Found = { readonly policies: Policies } | { readonly problems: readonly Problem[] }

/** Reads a policy file and checks it against the definitions. All problems are found at once, with file and line. */
export async function readPolicies(file: string, text: string, catalog: Catalog): Promise<Found> {
  const yaml = readYaml(file, text)
  if (!('value' in yaml)) return { problems: yaml }
  const parsed = policyFile.safeParse(yaml.value)
  if (!parsed.success) return { problems: headerProblems(file, yaml, parsed.error.issues, policyFields) }
  const problem = (message: string, ...path: readonly string[]): Problem => ({
    file,
    line: yaml.lineOf(...path),
    rule: 'policies',
    message,
  })
  const names = namesIn(catalog)
  const { problems, conditions } = await readConditions(parsed.data, names, problem)
  const found = [
    ...problems,
    ...unknownNames(parsed.data, names, problem),
    ...inheritance(parsed.data, problem),
  ]
  if (found.length > 0) return { problems: found }
  const roles = new Map<string, Role>()
  for (const name of Object.keys(parsed.data.roles))
    roles.set(name, roleOf(name, parsed.data, names, conditions))
  const claims = new Map(Object.entries(parsed.data.claims))
  return { policies: Object.freeze({ claims, roles, hash: hash(parsed.data) }) }
}

type Say = (message: string, ...path: readonly string[]) => Problem

function namesIn(catalog: Catalog): Names {
  const metrics = new Map<string, readonly string[]>()
  for (const { name, family } of catalog.metrics.values()) {
    metrics.set(family, [...(metrics.get(family) ?? []), name])
  }
  for (const name of catalog.metrics.keys()) metrics.set(name, [name])
  const entities = grantableViews(catalog)
  return {
    metrics,
    entities,
    personal: [...entities.values()].flatMap(({ relation, header }) =>
      Object.entries(header.columns).flatMap(([column, { pii }]) =>
        pii === true ? [`${relation}.${column}`] : [],
      ),
    ),
  }
}

async function readConditions({ roles, claims }: PolicyFile, { entities }: Names, say: Say) {
  const conditions = new Map<string, RowCondition>()
  const problems: Problem[] = []
  const types: ReadonlyMap<string, ClaimType> = new Map(Object.entries(claims))
  const columns = entities.get('accounts')?.columns ?? []
  for (const [role, { rows }] of Object.entries(roles)) {
    for (const [entity, written] of Object.entries(rows)) {
      const path = ['roles', role, 'rows', entity]
      if (entity !== 'accounts') {
        problems.push(say('Rows are restricted by account: everything of an account follows it.', ...path))
        continue
      }
      try {
        conditions.set(role, await parseCondition(written, { columns, claims: types }))
      } catch (error) {
        if (!(error instanceof ConditionError)) throw error
        problems.push(say(error.message, ...path))
      }
    }
  }
  return { conditions, problems }
}

function isColumn(name: string, { entities }: Names): boolean {
  const [entity = '', column = ''] = name.split('.')
  return entities.get(entity)?.columns.includes(column) === true
}

/** Every name that the definitions do not have. */
function unknownNames({ roles }: PolicyFile, names: Names, say: Say): readonly Problem[] {
  return Object.entries(roles).flatMap(([role, entry]) => {
    const unknown = (field: keyof RoleEntry, given: readonly string[], known: readonly string[]) =>
      given
        .filter((name) => name !== '*' && !known.includes(name))
        .map((name) =>
          say(
            field === 'columns' && isColumn(name, names)
              ? `columns: ${name} is no personal data, so all roles see it.`
              : `${field}: ${name} does not exist.${didYouMean(name, known)}`,
            'roles',
            role,
            field,
            name,
          ),
        )
    const metrics = [...names.metrics.keys()]
    return [
      ...unknown('inherits', entry.inherits, Object.keys(roles)),
      ...unknown('metrics', entry.metrics, metrics),
      ...unknown('metrics_without_accounts', entry.metrics_without_accounts, metrics),
      ...unknown('entities', entry.entities, [...names.entities.keys()]),
      ...unknown('columns', Object.keys(entry.columns), ['pii', ...names.personal]),
    ]
  })
}

/** A role that inherits itself, and one that inherits two different restrictions and does not say which one holds. */
function inheritance({ roles }: PolicyFile, say: Say): readonly Problem[] {
  return Object.entries(roles).flatMap(([name, role]) => {
    const { inherits } = role
    const above = inherits.flatMap((parent) => [...lineage(parent, roles)])
    if (above.includes(name)) return [say('inherits: the role inherits itself.', 'roles', name, 'inherits')]
    const parents = inherits.map((parent) => [...lineage(parent, roles)].map((other) => roles[other]))
    const isUnclear = (of: (entry: RoleEntry | undefined) => unknown) =>
      of(role) === undefined && new Set(parents.map((line) => nearest(line, of))).size > 1
    return [
      ...(isUnclear(accountsOf)
        ? [say('rows: the inherited roles see different accounts. Say here which ones.', 'roles', name)]
        : []),
      ...(isUnclear(minGroupSizeOf)
        ? [say('min_group_size: the inherited roles have different ones. Say here which one.', 'roles', name)]
        : []),
    ]
  })
}

const accountsOf = (entry: RoleEntry | undefined) => entry?.rows['accounts']
const minGroupSizeOf = (entry: RoleEntry | undefined) => entry?.min_group_size

/** What the nearest role says that says something. */
function nearest<Said>(
  line: readonly (RoleEntry | undefined)[],
  of: (entry: RoleEntry | undefined) => Said | undefined,
): Said | undefined {
  return line.map(of).find((said) => said !== undefined)
}

/** A role and all that it inherits, nearest first. */
function lineage(
  name: string,
  roles: PolicyFile['roles'],
  seen: ReadonlySet<string> = new Set(),
): Set<string> {
  if (seen.has(name)) return new Set()
  const known = new Set([...seen, name])
  return new Set([
    name,
    ...(roles[name]?.inherits ?? []).flatMap((parent) => [...lineage(parent, roles, known)]),
  ])
}

function roleOf(
  name: string,
  { roles }: PolicyFile,
  names: Names,
  conditions: ReadonlyMap<string, RowCondition>,
): Role {
  const line = [...lineage(name, roles)].map((role) => ({ role, entry: roles[role] }))
  const all = (field: 'metrics' | 'metrics_without_accounts') =>
    new Set(
      line.flatMap(({ entry }) =>
        (entry?.[field] ?? []).flatMap((given) =>
          given === '*' ? [...names.metrics.values()].flat() : (names.metrics.get(given) ?? []),
        ),
      ),
    )
  const entries = line.map(({ entry }) => entry)
  const entities = entries.flatMap((entry) => entry?.entities ?? [])
  return Object.freeze({
    name,
    metrics: all('metrics'),
    metricsWithoutAccounts: all('metrics_without_accounts'),
    entities: new Set(entities.includes('*') ? names.entities.keys() : entities),
    accounts:
      line.map(({ role }) => conditions.get(role)).find((condition) => condition !== undefined) ?? null,
    columns: new Map(names.personal.map((column) => [column, accessOf(column, entries)])),
    databaseRoles: new Map(Object.entries(roles[name]?.database_roles ?? {})),
    minGroupSize: nearest(entries, minGroupSizeOf) ?? 1,
  })
}

/** The nearest role that says something of the column; of one role, the column's own entry before `pii`. */
function accessOf(column: string, line: readonly (RoleEntry | undefined)[]): ColumnAccess {
  for (const entry of line) {
    const access = entry?.columns[column] ?? entry?.columns['pii']
    if (access !== undefined) return access
  }
  return 'masked'
}
