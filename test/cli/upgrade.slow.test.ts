import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadCatalog } from '../../src/catalog/load-catalog.ts'
import type { UpgradePlan } from '../../src/cli/diff/plan-upgrade.ts'
import { deploy } from '../../src/warehouse/release/deploy.ts'
import { refresh } from '../../src/warehouse/release/refresh.ts'
import { deployedRelease } from '../../src/warehouse/release/release.ts'
import { load } from '../../src/warehouse/load/load.ts'
import { changingDefault } from '../catalog/changed-catalog.ts'
import { writeDataSet } from '../contract/data-set.ts'
import { smallCompany } from '../e2e/small-company.ts'
import { openTestPostgres, type TestPostgres, postgresUrl } from '../harness/engines.ts'
import { commandLine } from './command-line.ts'

let folder: string
let postgres: TestPostgres

/** A copy of `sql/` with more metrics of sign-ups. */
const copyWith = async (name: string, metrics: Readonly<Record<string, string>>): Promise<string> => {
  const directory = join(folder, name)
  await cp('sql', directory, { recursive: true })
  const added = Object.entries(metrics).map(
    ([metric, where]) =>
      `  ${metric}:\n    kind: count\n    unit: count\n    where: ${where}\n    description: Users of this test.\n`,
  )
  await edit(join(directory, 'metrics/signups.sql'), (text) =>
    text.replace('\nmetrics:\n', `\nmetrics:\n${added.join('')}`),
  )
  return directory
}

const edit = async (file: string, change: (text: string) => string): Promise<void> => {
  const text = await readFile(file, 'utf8')
  const changed = change(text)
  expect(changed).not.toBe(text)
  await writeFile(file, changed)
}

const upgrade = (...words: readonly string[]) => commandLine('upgrade', '--database', postgres.url, ...words)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plumbline-upgrade-'))
  postgres = await openTestPostgres(postgresUrl())
})

afterAll(async () => {
  await postgres.stop()
  await rm(folder, { recursive: true })
})

test('a database without deployed definitions has nothing to upgrade', async () => {
  const { err, exitCode } = await upgrade()
  expect(err).toMatch(/^error NOT_DEPLOYED: .*run plumbline deploy/)
  expect(exitCode).toBe(1)
})

describe('a database with the definitions of the last version', () => {
  let next: string
  let before: string

  beforeAll(async () => {
    const last = await copyWith('last', {
      registrations: 'user_id is not null',
      obsolete_signups: 'user_id is null',
    })
    next = await copyWith('next', {
      registered_users: 'user_id is not null',
      mailed_signups: "user_id <> ''",
    })
    await edit(join(next, 'parameters/activation.yaml'), changingDefault('activation_window_hours', '1'))
    await edit(join(next, 'facts/core_actions.sql'), (text) =>
      text.replace(/(select \* from final\s*)$/, '$1where occurred_at is not null\n'),
    )
    const catalog = await loadCatalog(last)
    const dataSet = await writeDataSet(smallCompany)
    await deploy(postgres.engine, catalog)
    await load(postgres.engine, catalog.sources, [dataSet.directory])
    await refresh(postgres.engine, catalog)
    await dataSet.remove()
    before = (await deployedRelease(postgres.engine)).hash
  })

  const planned = async (...words: readonly string[]) => {
    const { out, err, exitCode } = await upgrade('--sql', next, '--json', ...words)
    expect(exitCode, err).toBe(0)
    return JSON.parse(out) as UpgradePlan & {
      values: readonly { metric: string; rows?: readonly { old: unknown; new: unknown }[] }[]
    }
  }

  test('learns which metrics are new, gone and renamed', async () => {
    expect(await planned()).toMatchObject({
      renamed: [{ old: 'registrations', new: 'registered_users' }],
      removed: ['obsolete_signups'],
      added: ['mailed_signups'],
    })
  })

  test('learns which parameter and which view changed a metric, and of no metric that is the same', async () => {
    const { changed } = await planned()
    const rate = changed.find(({ metric }) => metric === 'activation_rate')
    expect(rate?.parameters).toEqual([{ parameter: 'activation_window_hours', old: 168, new: 1 }])
    expect(rate?.views).toContain('facts.core_actions')
    expect(changed.map(({ metric }) => metric)).not.toContain('mrr')
    expect(changed.filter((one) => one.views.length + one.parameters.length === 0)).toEqual([])
  })

  test('sees where numbers move', async () => {
    const { values } = await planned('--numbers')
    const rate = values.find(({ metric }) => metric === 'activated_users')
    // ada acts within an hour of her sign-up, bob within a week
    expect(rate?.rows).toEqual([{ key: ['2025-01-01'], old: '2', new: '1' }])
    expect((await planned()).values).toEqual([])
  })

  test('is told what to do next, and is not changed', async () => {
    const { out, err } = await upgrade('--sql', next)
    expect(out).toContain('renamed: registrations is now registered_users\n')
    expect(out).toMatch(/^activation_rate .*activation_window_hours: 168 → 1/m)
    expect(err).toContain('Where numbers move: plumbline upgrade --numbers')
    expect(err).toContain('Next: plumbline deploy')
    expect((await deployedRelease(postgres.engine)).hash).toBe(before)
    const same = await upgrade('--sql', join(folder, 'last'))
    expect(same.out).toBe('No metric differs from the deployed one.\n')
  })

  test('whose files break a rule of this version is compared without its numbers', async () => {
    await postgres.engine.execute(
      `update plumbline.deployed_files set text = replace(text, 'owner:', 'ownr:') where name = 'metrics.signups'`,
    )
    const { out, err, exitCode } = await upgrade('--sql', next, '--numbers')
    expect(exitCode, err).toBe(0)
    expect(out).toContain('renamed: registrations is now registered_users\n')
    expect(out).toMatch(/^activation_rate .*activation_window_hours: 168 → 1/m)
    expect(err).toContain('Numbers were not compared')
  })
})
