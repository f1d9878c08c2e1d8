import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readFeeds } from '../../src/catalog/adapters/read-feeds.ts'
import { adapterNames, readAdapter } from '../../src/catalog/adapters/read-adapter.ts'
import { ownCatalog } from '../harness/own-catalog.ts'

const { sources } = await ownCatalog()

describe('plumbline.yaml', () => {
  let directory: string
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'plumbline-'))
  })
  afterAll(() => rm(directory, { recursive: true }))

  const read = async (text: string) => {
    const configuration = join(directory, 'plumbline.yaml')
    await writeFile(configuration, text)
    return readFeeds({ configuration, adapters: 'sql/adapters' }, sources)
  }

  test('chooses vendors, in its order, with their schemas and settings', async () => {
    const feeds = await read(`
adapters:
  stripe_us: { adapter: stripe, loader: api, schema: us, account_metadata_key: crm }
  recurly:
`)
    expect(feeds?.map(({ name, schema, layout }) => [name, schema, layout.loader])).toEqual([
      ['stripe_us', 'us', 'api'],
      ['recurly', 'recurly', 'fivetran'],
    ])
    expect(feeds?.[0]?.settings.get('account_metadata_key')).toBe('crm')
  })

  test('an entry without vendors chooses none, and a file without the entry leaves it open', async () => {
    expect(await read('adapters:')).toEqual([])
    expect(await read('time_zone: UTC')).toBeNull()
  })

  test.each([
    ['strype:', 'there is no adapter strype; did you mean stripe?'],
    ['stripe:', 'stripe: name its loader: airbyte, api, fivetran'],
    ['stripe: { loader: fivetrain }', 'stripe: there is no layout fivetrain; did you mean fivetran?'],
    [
      'stripe: { loader: api, feeds: [invoicess] }',
      'stripe: stripe does not feed invoicess; did you mean invoices?',
    ],
    ['stripe: { loader: api, shema: x }', 'stripe: unknown setting shema; did you mean schema?'],
    [
      'stripe: { loader: api, time_zone: Berlin }',
      'stripe: Berlin is not an IANA time zone name, such as Europe/Berlin',
    ],
  ])('rejects %s', async (entry, problem) => {
    await expect(read(`adapters:\n  ${entry}`)).rejects.toMatchObject({
      code: 'BAD_CONFIGURATION',
      details: { problems: [expect.stringContaining(`plumbline.yaml:2: ${problem}`) as unknown] },
    })
  })
})

test('every adapter that comes with Plumbline is valid, and described in docs/adapters.md', async () => {
  const names = await adapterNames('sql/adapters')
  const text = await readFile('docs/adapters.md', 'utf8')
  expect(names.length).toBeGreaterThan(10)
  for (const name of names) {
    const { layouts } = await readAdapter(join('sql/adapters', name), sources)
    for (const loader of layouts.keys()) expect(text).toMatch(new RegExp(`\`${name}\`.*\`${loader}\``))
  }
})
