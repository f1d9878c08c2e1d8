import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runtimeOf } from '../../src/open-runtime.ts'
import { deploy, isUpToDate, planDeploy } from '../../src/warehouse/release/deploy.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { refresh } from '../../src/warehouse/release/refresh.ts'
import { ownCatalog } from '../harness/own-catalog.ts'
import { inTransactions } from '../harness/open-transaction.ts'
import { engineKinds } from '../harness/engine-kinds.ts'
import { askMrr, deployAndRefresh, loadTwoPeriods, rejectedMrr } from './two-periods.ts'
import { shareOf, slowTest } from '../harness/slow-test.ts'

const catalog = await ownCatalog()

describe.each(engineKinds)('deploying to %s', (kind) => {
  let engine: Engine

  inTransactions(
    kind,
    async (filled) => {
      await loadTwoPeriods(filled, catalog)
      await refresh(filled, catalog)
    },
    (transaction) => {
      engine = transaction
    },
  )

  const release = () => deployAndRefresh(engine, catalog)
  // without a refresh, which takes longer: for tests that ask nothing afterwards
  const restore = () => deploy(engine, catalog)
  const ask = () => askMrr(engine, catalog)
  const rejection = () => rejectedMrr(engine, catalog)

  test('a deployment is up to date from every search path', async () => {
    expect(isUpToDate(await planDeploy(engine, catalog))).toBe(true)
    await engine.transaction(async (transaction) => {
      await transaction.execute('set local search_path = metrics, facts, entities, staging, source, public')
      expect(isUpToDate(await planDeploy(transaction, catalog))).toBe(true)
    })
  })

  test('a view dropped by hand is reported by name, and restored', async () => {
    await engine.execute('drop view metrics.signups cascade')
    const plan = await planDeploy(engine, catalog)
    expect(plan.restored).toEqual(['metrics.signups'])
    expect(plan.findings).toEqual(['metrics.signups is missing from the database.'])
    await restore()
    expect(isUpToDate(await planDeploy(engine, catalog))).toBe(true)
  })

  test.each(
    shareOf(
      [
        [`comment on view metrics.signups is 'mine'`, 'metrics.signups'],
        ['alter view metrics.signups rename column user_id to person_id', 'metrics.signups'],
        ['alter table entities.workspace_accounts add column note text', 'entities.workspace_accounts'],
        ['drop table entities.workspace_accounts cascade', 'entities.workspace_accounts'],
      ],
      1,
    ),
  )('a change by hand is reported and reverted: %s', async (change, name) => {
    await engine.execute(change)
    const plan = await planDeploy(engine, catalog)
    expect(plan.restored).toContain(name)
    expect(plan.findings.some((finding) => finding.startsWith(`${name} `))).toBe(true)
    await restore()
    expect(isUpToDate(await planDeploy(engine, catalog))).toBe(true)
  })

  test('a replaced view with the same columns and another definition is reported', async () => {
    const { body } = catalog.views.get('staging.contacts') ?? { body: '' }
    await engine.execute(`create or replace view staging.contacts as ${body} where false`)
    expect((await planDeploy(engine, catalog)).findings).toEqual([
      'staging.contacts was changed in the database.',
    ])
  })

  test('a foreign relation with the name of a view is never dropped', async () => {
    await engine.execute(
      'drop view metrics.signups cascade; create table metrics.signups as select 1 as kept',
    )
    await expect(release()).rejects.toMatchObject({
      code: 'RELATION_TAKEN',
      details: { problems: ['metrics.signups'] },
    })
    expect(await engine.query({ sql: 'select kept from metrics.signups', parameters: [] })).toEqual([
      { kept: 1 },
    ])
  })

  describe('dependent views of other owners', () => {
    const change = () => engine.execute("comment on view staging.contacts is 'changed'")
    const made = async () =>
      (
        await engine.query<{ name: string }>({
          sql: "select relname as name from pg_class where relname in ('report', 'report_of_it', 'kept') order by 1",
          parameters: [],
        })
      ).map(({ name }) => name)

    beforeEach(async () => {
      await engine.execute(`drop schema if exists bi cascade; create schema bi;
        create view bi.report as select * from metrics.signups;
        create materialized view bi.report_of_it as select count(*) from bi.report;
        create view bi.kept as select 1 as one`)
    })

    afterEach(() => engine.execute('drop schema if exists bi cascade'))

    test('stop a due deployment and are listed', async () => {
      await change()
      await expect(release()).rejects.toMatchObject({
        code: 'RELATION_IN_USE',
        message: expect.stringMatching(/^bi\.report, bi\.report_of_it: .*--drop-dependents/) as string,
        details: {
          problems: [
            'bi.report, a view not created by Plumbline, reads metrics.signups.',
            'bi.report_of_it, a materialized view not created by Plumbline, reads metrics.signups.',
          ],
        },
      })
      expect(await made()).toEqual(['kept', 'report', 'report_of_it'])
    })

    slowTest('are dropped only with --drop-dependents', async () => {
      await change()
      await deploy(engine, catalog, { dropDependents: true })
      expect(await made()).toEqual(['kept'])
      expect(isUpToDate(await planDeploy(engine, catalog))).toBe(true)
    })

    slowTest('are found over a materialized view and in Plumbline’s schemas, too', async () => {
      await engine.execute(`drop schema bi cascade;
        create view metrics.report as select * from entities.workspace_accounts`)
      await change()
      await expect(release()).rejects.toMatchObject({
        details: {
          problems: ['metrics.report, a view not created by Plumbline, reads entities.workspace_accounts.'],
        },
      })
      await engine.execute('drop view metrics.report')
      await restore()
    })

    slowTest('are listed when they are functions, too', async () => {
      await engine.execute(`drop schema bi cascade; create schema bi;
        create function bi.first_one() returns setof metrics.signups language sql begin atomic
          select * from metrics.signups limit 1; end`)
      await change()
      await expect(release()).rejects.toMatchObject({
        code: 'RELATION_IN_USE',
        details: {
          problems: expect.arrayContaining([expect.stringContaining('function bi.first_one()')]) as string[],
        },
      })
    })
  })

  test('a materialized view with missing upstream views is not read: the query uses the sources', async () => {
    const runtime = () => runtimeOf(catalog, engine)
    expect((await runtime().state()).stored).toContain('facts.subscription_months')
    const under = [...(catalog.views.get('facts.subscription_months')?.reads ?? [])].find((name) =>
      name.startsWith('facts.'),
    )
    await engine.execute(`alter view ${under ?? ''} rename to gone`)
    expect((await runtime().state()).stored).not.toContain('facts.subscription_months')
    expect(await ask()).toEqual([['30']])
  })

  test('a table of Plumbline’s that lost a column is not filled with nulls: it must be loaded again', async () => {
    await engine.execute('alter table source.subscription_periods drop column amount cascade')
    expect((await planDeploy(engine, catalog)).sources).toEqual([
      'source.subscription_periods: the column amount (numeric) is missing, and its data are lost: load the table again.',
    ])
    await expect(release()).rejects.toMatchObject({ code: 'BAD_DATA' })
  })

  test('a table of Plumbline’s with another column type is not deployed over', async () => {
    await engine.execute('drop schema staging cascade; drop schema parameters cascade')
    await engine.execute('alter table source.subscription_periods alter column amount type text')
    await expect(release()).rejects.toMatchObject({
      details: {
        problems: [
          'source.subscription_periods: the column amount is text, not numeric, and its data are lost: load the table again.',
        ],
      },
    })
  })

  test.each(shareOf(['plumbline', 'parameters', 'entities'], 0))(
    'a dropped schema is restored, with its relations: %s',
    async (schema) => {
      await engine.execute(`drop schema ${schema} cascade`)
      expect(isUpToDate(await planDeploy(engine, catalog))).toBe(false)
      await release()
      expect(isUpToDate(await planDeploy(engine, catalog))).toBe(true)
      expect(await ask()).toEqual([['30']])
    },
  )

  slowTest('without the schema source every metric is unavailable, with a message', async () => {
    await engine.execute('drop schema source cascade')
    expect(await rejection()).toMatchObject({ code: 'RELATION_MISSING' })
    await release()
    expect(await rejection()).toMatchObject({ code: 'METRIC_UNAVAILABLE' })
  })
})
