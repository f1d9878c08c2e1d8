import { describe, expect, test } from 'vitest'
import { signalTemplate } from '../../src/cli/templates/signal-template.ts'
import { loadChanged, problemsOf, replacing, smallView } from './changed-catalog.ts'
import { slowTest } from '../harness/slow-test.ts'

const file = 'signals/busy_account.sql'
const written = signalTemplate('signals.busy_account', 'growth-data')

describe('a signal is one file', () => {
  test('the feed contains it, with its own parameters and hash', async () => {
    const { views } = await loadChanged({ [file]: written })
    const feed = views.get('signals.feed')
    expect(feed?.reads).toContain('signals.busy_account')
    expect(feed?.text).toContain("'busy_account' as signal,\n        'account' as subject")
    const without = await loadChanged({})
    expect(without.views.get('signals.feed')?.hash).not.toBe(feed?.hash)
  })

  test('its columns are those of the feed', async () => {
    const dated = written.replace(', evaluated: week', '')
    expect(await problemsOf({ [file]: dated })).toEqual([
      'signals/busy_account.sql:7: signals-are-complete: A signal must have the column detected_at, closed_at.',
      expect.stringMatching(
        /A signal has the columns account_key, .* only: put evaluated_at into evidence\./,
      ),
    ])
  })

  slowTest('it says what it is about', async () => {
    const without = written.replace(/signal: .*\n/, '')
    expect(await problemsOf({ [file]: without })).toEqual([
      expect.stringMatching(/signals-are-complete: A view in signals needs the field signal\./),
    ])
    const misspelt = written.replace('act_by: sales', 'act_by: sale')
    expect(await problemsOf({ [file]: misspelt })).toEqual([
      expect.stringMatching(/header-field: signal\.act_by: .*Did you mean sales/),
    ])
  })

  slowTest('other layers have no signals, and the feed is not a file', async () => {
    const change = replacing(
      'key: [user_id, active_on]',
      'key: [user_id, active_on]\nsignal: { subject: user, severity: low, act_by: sales }',
    )
    expect(await problemsOf({ 'facts/activity_days.sql': change })).toEqual(
      expect.arrayContaining([expect.stringMatching(/Only a view in signals has the field signal\./)]),
    )
    expect(await problemsOf({ 'signals/feed.sql': smallView('signals.feed', 'select 1 as one') })).toEqual([
      expect.stringMatching(/signals\.feed is generated from sql\/signals\//),
    ])
  })
})
