import { expect, onTestFinished, test } from 'vitest'
import { sinceMarks, type SinceMark } from '../../src/warehouse/contract/since/source-marks.ts'
import type { Engine } from '../../src/warehouse/engine/engine.ts'
import { engineKinds } from '../harness/engine-kinds.ts'
import { insertRows } from '../harness/sample-rows.ts'
import { openDeployed } from '../harness/warehouse.ts'

const marked = async (engine: Engine): Promise<SinceMark> => {
  const marks = await sinceMarks(engine, 'rollups', ['reps'])
  const mark = marks.get('reps')
  if (mark === undefined) throw new Error('The table has no mark')
  return mark
}

test.each(engineKinds)(
  'rows that were written or removed since a mark are seen, without reading values: %s',
  async (kind) => {
    const { engine, catalog, close } = await openDeployed(kind)
    onTestFinished(close)
    const hire = (rep_id: string, on: Engine = engine) =>
      on.query(insertRows(catalog, 'reps', [{ rep_id, role: 'sell', start_date: '2024-01-01' }]))
    const mark = async () => {
      const { isSame, isExtended } = await engine.transaction(marked)
      return isSame ? 'same' : isExtended ? 'extended' : 'changed'
    }
    await hire('ada')
    expect([await mark(), await mark()]).toEqual(['changed', 'same'])
    await hire('bob')
    expect([await mark(), await mark()]).toEqual(['extended', 'same'])
    await engine.execute(`update source.reps set role = 'help' where rep_id = 'bob'`)
    expect([await mark(), await mark()]).toEqual(['changed', 'same'])
    await engine.execute(`delete from source.reps where rep_id = 'bob'`)
    expect([await mark(), await mark()]).toEqual(['changed', 'same'])
    await engine.execute('vacuum freeze source.reps')
    expect(['same', 'changed']).toContain(await mark())
    expect(await mark()).toBe('same')

    // the transaction that marked a table writes further rows under the same number
    await engine.transaction(async (transaction) => {
      await hire('cy', transaction)
      const { version } = await marked(transaction)
      await hire('di', transaction)
      const later = await marked(transaction)
      expect(later).toMatchObject({ isSame: false, isExtended: false, isWritten: null })
      expect(later.version).not.toBe(version)
    })
    expect(await mark()).toBe('same')

    // another table under the name, of another loader
    await engine.execute('alter table source.reps rename to reps_before')
    await engine.execute('create table source.reps as select * from source.reps_before')
    expect([await mark(), await mark()]).toEqual(['changed', 'same'])
    await engine.execute('alter table source.reps rename to reps_other')
    await engine.execute('create view source.reps as select * from source.reps_before')
    expect([await mark(), await mark()]).toEqual(['changed', 'changed'])
  },
)
