import type { Catalog } from '../../../catalog/catalog.ts'
import { accountColumns } from '../../../policy/access.ts'
import type { BoundCondition, Operand, RowCondition } from '../../../policy/row-condition.ts'
import type { Plan } from '../../model/plan.ts'
import type { Cte } from '../cte.ts'
import type { Select } from '../select.ts'
import { bind, concatSql, sql, type Sql } from '../text/fragment.ts'
import { isRestricted, relationName, restrictedName } from './relation-name.ts'

const accountsCte = 'permitted_accounts'

/** The views that the permitted rows of these views depend on. */
export function viewsOfPermissions({ permitted }: Pick<Plan, 'permitted'>): readonly string[] {
  return permitted === null ? [] : ['entities.accounts']
}

/** The permitted accounts, and the permitted rows of each view that is counted from. */
export function permittedCtes(
  catalog: Catalog,
  plan: Pick<Plan, 'permitted' | 'reusableViews'>,
  views: Iterable<string>,
): readonly Cte[] {
  const { permitted } = plan
  const restricted = [...new Set(views)].filter((view) => isRestricted(catalog, plan, view))
  if (permitted === null || restricted.length === 0) return []
  return [
    {
      name: accountsCte,
      comment: `The accounts that the role ${permitted.role} may see.`,
      body: permittedAccounts(permitted, relationName('entities.accounts', plan.reusableViews)),
    },
    ...restricted.map((view): Cte => ({
      name: restrictedName(view),
      comment: `The rows of ${view} that belong to these accounts.`,
      body: {
        columns: [sql`*`],
        from: sql.raw(relationName(view, plan.reusableViews)),
        where: ofPermittedAccounts(catalog, view, sql.raw(`select account_key from ${accountsCte}`)),
      },
      notMaterialized: true,
    })),
  ]
}

/** The accounts that meet a condition, from the relation of the entity. */
export function permittedAccounts(condition: BoundCondition, relation: string): Select {
  return {
    columns: [sql`account.account_key`],
    from: sql.raw(`${relation} as account`),
    where: [compileCondition(condition)],
  }
}

/** The conditions that a row of a view belongs to one of these accounts, and refers to no other. */
export function ofPermittedAccounts(catalog: Catalog, view: string, accounts: Sql): readonly Sql[] {
  return accountColumns(catalog, view).map((name) => {
    const column = sql.raw(name)
    const among = sql`${column} in (${accounts})`
    return name === 'account_key' ? among : sql`(${column} is null or ${among})`
  })
}

/** A row condition of a policy over `account`, with the claims of the caller bound. */
function compileCondition({ condition, claims }: BoundCondition): Sql {
  const operand = (one: Operand): Sql => {
    switch (one.kind) {
      case 'column':
        return sql`account.${sql.id(one.name)}`
      case 'constant':
        return typeof one.value === 'boolean' ? sql.raw(String(one.value)) : sql.lit(one.value)
      case 'claim':
        return bind(claims[one.name], one.type)
    }
  }
  const compile = (one: RowCondition): Sql => {
    switch (one.kind) {
      case 'and':
      case 'or':
        return sql`(${concatSql(one.parts.map(compile), ` ${one.kind} `)})`
      case 'not':
        return sql`not (${compile(one.part)})`
      case 'compare':
        return sql`${operand(one.left)} ${sql.raw(one.operator)} ${operand(one.right)}`
      case 'any':
        return 'kind' in one.list
          ? sql`${operand(one.left)} = any (${operand(one.list)})`
          : sql`${operand(one.left)} in (${concatSql(one.list.map(operand))})`
      case 'null':
        return sql`${operand(one.operand)} is null`
      case 'truth':
        return operand(one.operand)
    }
  }
  return compile(condition)
}
