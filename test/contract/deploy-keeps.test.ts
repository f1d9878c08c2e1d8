import { beforeAll, describe, expect, test } from 'vitest'
import type { Catalog } from '../../src/catalog/catalog.ts'
import { deploy, isUpToDate, planDeploy } from '../../src/warehouse/release/deploy.ts'
import { refresh } from '../../src/warehouse/release/refresh.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { readKinds } from '../../src/warehouse/release/deployed/read-relations.ts'
import { filledViews } from '../../src/warehouse/state/filled-views.ts'
import { loadChanged, replacing } from '../catalog/changed-catalog.ts'
import { inTransactions } from '../harness/open-transaction.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { engineKinds } from '../harness/engine-kinds.ts'
import { slowTest } from '../harness/slow-test.ts'

const catalog = await ownCatalog()

describe.each(engineKinds)('a deployment to %s leaves what did not change', (kind) => {
  let engine: Engine
  let changedMetric: Catalog
  let changedFacts: Catalog

  beforeAll(async () => {
    changedMetric = await loadChanged({
      'metrics/signups.sql': replacing('from signups', 'from signups\n\n    where user_id is not null'),
    })
    changedFacts = await loadChanged({
      'facts/account_months.sql': replacing('select * from final', 'select * from final\n\nwhere true'),
    })
  })

  inTransactions(
    kind,
    (filled) => refresh(filled, catalog),
    (transaction) => {
      engine = transaction
    },
  )

  /** Relation → what the database knows it by. */
  const identities = async () => {
    const rows = await engine.query<{ name: string; oid: string }>({
      sql: `select namespaces.nspname || '.' || classes.relname as name, classes.oid::text as oid
        from pg_catalog.pg_class as classes
        join pg_catalog.pg_namespace as namespaces on classes.relnamespace = namespaces.oid
        where namespaces.nspname in ('entities', 'facts', 'metrics') and classes.relkind in ('r', 'v')`,
      parameters: [],
    })
    return new Map(rows.map(({ name, oid }) => [name, oid]))
  }

  /** The relations of a deployment that are not those of before. */
  const replacedBy = async (next: Catalog) => {
    const before = await identities()
    await deploy(engine, next)
    const after = await identities()
    return [...after].filter(([name, oid]) => before.get(name) !== oid).map(([name]) => name)
  }

  const rowsOf = async (table: string) => {
    const [row] = await engine.query<{ rows: string }>({
      sql: `select count(*) as rows from ${table}`,
      parameters: [],
    })
    return Number(row?.rows)
  }

  const filled = async (definitions: typeof catalog) =>
    filledViews(engine, definitions, await readKinds(engine))

  const addRow = () =>
    engine.execute(
      `insert into entities.excluded_users (user_id) values ('kept');
       insert into facts.account_months (account_key, month) values ('kept', '2025-01-01')`,
    )

  test('a metric that no view reads is the only relation to be replaced', async () => {
    expect(await replacedBy(changedMetric)).toEqual(['metrics.signups'])
    expect(isUpToDate(await planDeploy(engine, changedMetric))).toBe(true)
  })

  test('a stored view keeps its rows, and counts as filled', async () => {
    await addRow()
    const before = await filled(catalog)
    await deploy(engine, changedMetric)
    expect(await rowsOf('facts.account_months')).toBe(1)
    expect(await rowsOf('entities.excluded_users')).toBe(1)
    const unread = [...catalog.views.values()]
      .filter(({ header, lineage }) => header.stored && lineage.has('plumbline.deployed_metrics'))
      .map(({ name }) => name)
    expect([...(await filled(changedMetric))].sort()).toEqual(
      [...before].filter((name) => !unread.includes(name)).sort(),
    )
  })

  test('a stored view that changed is empty, and so is every one that reads it', async () => {
    await addRow()
    const replaced = await replacedBy(changedFacts)
    const readers = [...catalog.views.values()]
      .filter(
        ({ lineage, name }) =>
          /^(entities|facts|metrics)\./.test(name) && lineage.has('facts.account_months'),
      )
      .map(({ name }) => name)
    expect(replaced.sort()).toEqual(['facts.account_months', ...readers].sort())
    expect(await rowsOf('facts.account_months')).toBe(0)
    expect(await rowsOf('entities.excluded_users')).toBe(1)
    expect(await filled(changedFacts)).not.toContain('facts.account_months')
  })

  slowTest('a stored view is computed again when a view that it reads was changed by hand', async () => {
    await addRow()
    await engine.execute(`comment on view staging.users is 'changed'`)
    await deploy(engine, catalog)
    expect(await rowsOf('entities.excluded_users')).toBe(0)
  })

  slowTest('a stored view whose indexes changed gets the new ones', async () => {
    const indexed = await loadChanged({
      'entities/workspace_accounts.sql': replacing(
        'stored: true\n',
        'stored: true\nindexes: [[account_key]]\n',
      ),
    })
    expect(await replacedBy(indexed)).toContain('entities.workspace_accounts')
    const indexes = await engine.query({
      sql: `select 1 as one from pg_catalog.pg_indexes where schemaname = 'entities' and tablename = 'workspace_accounts'`,
      parameters: [],
    })
    expect(indexes).toHaveLength(1)
  })

  slowTest('a kept relation gets the comments of a changed header', async () => {
    const described = await loadChanged({
      'metrics/signups.sql': replacing('from signups', 'from signups\n\n    where user_id is not null'),
      'entities/excluded_users.sql': (text) =>
        text.replace(/^description: .*$/m, 'description: Users without a number.'),
    })
    expect(await replacedBy(described)).toEqual(['metrics.signups'])
    const [row] = await engine.query<{ comment: string }>({
      sql: `select obj_description('entities.excluded_users'::regclass, 'pg_class') as comment`,
      parameters: [],
    })
    expect(row?.comment).toMatch(/^Users without a number\./)
    expect(isUpToDate(await planDeploy(engine, described))).toBe(true)
  })

  test('views of others over relations that stay, stay too', async () => {
    await engine.execute(`create schema bi; create view bi.report as select * from entities.accounts`)
    await deploy(engine, changedMetric)
    expect(await rowsOf('bi.report')).toBe(0)
  })
})
