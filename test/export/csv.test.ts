import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { csvWriter } from '../../src/export/csv.ts'
import type { WriterOptions } from '../../src/export/result-writer.ts'
import type { ResultColumn, ResultHeader } from '../../src/semantic/model/result.ts'

const column = (name: string, type: string): ResultColumn => ({
  name,
  kind: 'dimension',
  type,
  unit: null,
  currency: null,
  metric: null,
  dimension: name,
})

const header: ResultHeader = {
  columns: [column('=cmd', 'text'), column('change', 'numeric'), column('day', 'date')],
  others: [],
  provenance: {
    metrics: [],
    asOf: '2025-12-31T23:59:59Z',
    dataAsOf: '2025-12-31T23:59:59Z',
    refreshedAt: null,
    timeZone: 'UTC',
    parameters: {},
    policyHash: null,
    servedFrom: 'base',
    notes: ['a # sign, and "quotes"'],
  },
}

const written = (rows: readonly (readonly unknown[])[], options: Partial<WriterOptions> = {}): string => {
  const writer = csvWriter(header, { provenance: false, escapeFormulas: false, ...options })
  return [writer.begin(), ...rows.map((row) => writer.rows([row])), writer.end(rows.length)].join('')
}

const cells = ['=1+1', '+1', '-1', '@A1', '\tx', '\rx', '\nx', '＝1+1', 'a=1', "'quoted", '-', '']

test('a text that a spreadsheet would run has an apostrophe in front; numbers and dates are unchanged', () => {
  const rows = cells.map((cell) => [cell, '-12.5', '2025-01-01'])
  const read: readonly (readonly string[])[] = parse(written(rows, { escapeFormulas: true }))
  expect(read[0]?.[0]).toBe("'=cmd")
  expect(read.slice(1).map(([cell]) => cell)).toEqual([
    "'=1+1",
    "'+1",
    "'-1",
    "'@A1",
    "'\tx",
    "'\rx",
    "'\nx",
    "'＝1+1",
    'a=1',
    "'quoted",
    "'-",
    '',
  ])
  expect(new Set(read.slice(1).map(([, ...others]) => others.join()))).toEqual(new Set(['-12.5,2025-01-01']))
})

test('without the request every text is unchanged', () => {
  const read: readonly (readonly string[])[] = parse(written(cells.map((cell) => [cell, null, null])))
  expect(read.slice(1).map(([cell]) => cell)).toEqual(cells)
})

test('a reader of comments skips the provenance, and no value', () => {
  const rows = [
    ['# no comment', '1', '2025-01-01'],
    ['a # b', null, null],
  ]
  const text = written(rows, { provenance: true })
  const read: readonly (readonly string[])[] = parse(text, { comment: '#', comment_no_infix: true })
  expect(read.slice(1).map(([cell]) => cell)).toEqual(['# no comment', 'a # b'])
  const last = text.trimEnd().split('\n').at(-1) ?? ''
  expect(JSON.parse(last.slice(2))).toMatchObject({
    rows: 2,
    timeZone: 'UTC',
    notes: header.provenance.notes,
  })
})
