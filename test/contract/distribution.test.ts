import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isFoundByHash, isFoundByPlace } from '../../src/warehouse/distribution/differing-rows.ts'
import { createDistributor } from '../../src/warehouse/distribution/distribute.ts'
import { spreadDifferences } from '../../src/warehouse/distribution/spread-difference.ts'
import { columnsHash } from '../../src/warehouse/release/batches/changes/columns-hash.ts'
import { codeOf, isConnectionError, toCallerError } from '../../src/warehouse/engine/errors/database-error.ts'
import { deploy, planDeploy } from '../../src/warehouse/release/deploy.ts'
import { openDeployed } from '../harness/warehouse.ts'
import type { DeployedWarehouse } from '../harness/warehouse.ts'
import { engineKinds } from '../harness/engine-kinds.ts'

describe('the statements that spread tables', () => {
  test('store tables with the same column together, whichever is created first', () => {
    const { create } = createDistributor(new Map())
    expect(create('entities.accounts', 'account_key')).toEqual([
      `select create_distributed_table('entities.accounts', 'account_key', colocate_with => 'none')`,
    ])
    expect(create('facts.events', 'account_key')).toEqual([
      `select create_distributed_table('facts.events', 'account_key', colocate_with => 'entities.accounts')`,
    ])
    expect(create('entities.stitched_events', 'event_id')).toEqual([
      `select create_distributed_table('entities.stitched_events', 'event_id', colocate_with => 'none')`,
    ])
    expect(create('parameters.months', 'everywhere')).toEqual([
      `select create_reference_table('parameters.months')`,
    ])
    expect(create('facts.notes', 'local')).toEqual([])
  })

  test('store a new table together with those that stay', () => {
    const { create } = createDistributor(new Map([['facts.events', { spread: 'account_key', group: 7 }]]))
    expect(create('entities.accounts', 'account_key')).toEqual([
      `select create_distributed_table('entities.accounts', 'account_key', colocate_with => 'facts.events')`,
    ])
  })

  test('move the rows of a table, and leave none on the coordinator', () => {
    const { move } = createDistributor(new Map([['source.users', { spread: 'user_id', group: 7 }]]))
    expect(move('source.product_events', 'event_id')).toEqual([
      `select create_distributed_table('source.product_events', 'event_id', colocate_with => 'none')`,
      `select truncate_local_data_after_distributing_table('source.product_events')`,
    ])
    expect(move('source.users', 'everywhere')).toEqual([
      `select undistribute_table('source.users')`,
      `select create_reference_table('source.users')`,
    ])
    expect(move('source.users', 'local')).toEqual([`select undistribute_table('source.users')`])
  })
})

test('a table that is not spread as sql/ says is described', () => {
  const found = spreadDifferences(
    [
      { name: 'entities.accounts', spread: 'account_key' },
      { name: 'facts.events', spread: 'account_key' },
      { name: 'facts.signups', spread: 'account_key' },
      { name: 'entities.users', spread: 'account_key' },
      { name: 'parameters.months', spread: 'everywhere' },
      { name: 'facts.notes', spread: 'local' },
    ],
    new Map([
      ['entities.accounts', { spread: 'account_key', group: 3 }],
      ['facts.events', { spread: 'account_key', group: 4 }],
      ['facts.signups', { spread: 'everywhere', group: 1 }],
      ['parameters.months', { spread: 'everywhere', group: 1 }],
    ]),
  )
  expect([...found]).toEqual([
    ['facts.events', 'is not stored together with entities.accounts, which is spread by the same column'],
    ['facts.signups', 'is copied to every node instead of distributed by account_key'],
    ['entities.users', 'is stored on the coordinator alone instead of distributed by account_key'],
  ])
})

describe.each(engineKinds)('a database that cannot distribute: %s', (kind) => {
  let warehouse: DeployedWarehouse

  beforeAll(async () => {
    warehouse = await openDeployed(kind)
  })

  afterAll(() => warehouse.close())

  test('rejects --distributed with what to do, and changes nothing', async () => {
    const { engine, catalog } = warehouse
    await expect(deploy(engine, catalog, { distributed: true })).rejects.toMatchObject({
      code: 'BAD_CONFIGURATION',
      message: expect.stringMatching(
        kind === 'pglite'
          ? /^The embedded database is stored on one machine: .*--distributed\.$/
          : /^The database does not have the extension Citus.*create extension citus.*citus_add_node.*--distributed\.$/,
      ) as string,
    })
    expect((await planDeploy(engine, catalog)).distributed).toBe(false)
  })

  test('finds the rows that differ by their hashes as by their places', async () => {
    await warehouse.engine.transaction(async (transaction) => {
      await transaction.execute(`
        create table plumbline.notes (id text, amount numeric) ;
        insert into plumbline.notes values ('a', 1), ('a', 1.0), ('b', null), (null, 2), ('c', 3);
        create table plumbline.places as
        select ctid as position, ${columnsHash('stored', ['id', 'amount'])} as row_hash from plumbline.notes as stored;
        create table plumbline.others as
        select distinct row_hash from plumbline.places natural join (
          select ctid as position from plumbline.notes where id is distinct from 'c'
        ) as all_but_one`)
      const rows = {
        stored: 'plumbline.places',
        differing: 'plumbline.others',
        hash: columnsHash('stored', ['id', 'amount']),
      }
      const found = (condition: string) =>
        transaction.query({
          sql: `select id, amount from plumbline.notes as stored where ${condition} order by id, amount`,
          parameters: [],
        })
      const byHash = await found(await isFoundByHash(transaction, rows))
      expect(byHash).toHaveLength(4)
      expect(byHash).toEqual(await found(isFoundByPlace(rows)))
      await transaction.execute('drop table plumbline.notes, plumbline.places, plumbline.others')
    })
  })
})

describe('errors of a distributed database', () => {
  const errorOf = (code: string, message: string, where?: string) =>
    Object.assign(new Error(message), { code, where })

  test('a lost worker is told, and the connection to the coordinator stays in use', () => {
    for (const error of [
      errorOf('08006', 'connection to the remote node worker-1:5432 failed: Connection refused'),
      errorOf('57P01', 'terminating connection', 'while executing command on worker-1:5432'),
    ]) {
      expect(isConnectionError(error)).toBe(false)
      expect(toCallerError(error)).toMatchObject({ code: 'WAREHOUSE_UNAVAILABLE' })
      expect(toCallerError(error)).not.toHaveProperty('name', 'LostConnectionError')
    }
    expect(isConnectionError(errorOf('08006', 'server closed'))).toBe(true)
  })

  test('a query that cannot be divided has its own code', () => {
    const caller = (code: string, message: string) => codeOf(toCallerError(errorOf(code, message)))
    expect(
      caller('0A000', 'complex joins are only supported when all distributed tables are co-located'),
    ).toBe('NOT_DISTRIBUTABLE')
    expect(caller('XX000', 'the query contains a join that requires repartitioning')).toBe(
      'NOT_DISTRIBUTABLE',
    )
    expect(
      caller(
        'XX000',
        'the intermediate result size exceeds citus.max_intermediate_result_size (currently 16384 kB)',
      ),
    ).toBe('QUERY_TOO_EXPENSIVE')
    // of one server: a defect
    expect(caller('0A000', 'FULL JOIN is only supported with merge-joinable join conditions')).toBe('0A000')
    expect(caller('XX000', 'cache lookup failed')).toBe('XX000')
  })
})
