import { CommanderError } from 'commander'
import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { exitCodeOf } from '../../src/cli/terminal/exit-codes.ts'
import { formatResult } from '../../src/cli/format/format-result.ts'
import { toNdjson } from '../../src/export/ndjson.ts'
import { formatError, formatErrorAsJson } from '../../src/cli/format/format-error.ts'
import { plainValue } from '../../src/export/plain-value.ts'
import { toCsv } from '../../src/export/csv.ts'
import { PlumblineError } from '../../src/errors.ts'
import type { ErrorCode } from '../../src/errors.ts'
import type { MetricsResult } from '../../src/semantic/model/result.ts'

describe('a number is a plain decimal', () => {
  test.each([
    ['1234.50', '1234.50'],
    [1e21, '1000000000000000000000'],
    [1.25e-7, '0.000000125'],
    [-2.5e22, '-25000000000000000000000'],
    [0.1, '0.1'],
    [-3, '-3'],
    [null, ''],
    [true, 'true'],
    [['a', 'b'], '["a","b"]'],
  ])('%s', (value, text) => {
    expect(plainValue(value)).toBe(text)
  })
})

describe('CSV', () => {
  test('quotes special values, and distinguishes the empty text from null', () => {
    expect(
      toCsv(
        ['a', 'b,c'],
        [
          ['x "y"', 'line\nbreak'],
          [' edge ', ''],
          [null, '1.50'],
        ],
      ),
    ).toBe('a,"b,c"\n"x ""y""","line\nbreak"\n" edge ",""\n,1.50\n')
  })

  test('survives a CSV reader', () => {
    const rows = [
      ['"', ',', '\n', '\r\n', "'"],
      ['', ' ', 'ä', '""', ',"'],
    ]
    expect(parse(toCsv(['a', 'b', 'c', 'd', 'e'], rows), { from_line: 2, record_delimiter: '\n' })).toEqual(
      rows,
    )
  })
})

const answer: MetricsResult = {
  others: [],
  columns: [
    {
      name: 'period',
      kind: 'period',
      type: 'date',
      unit: null,
      currency: null,
      metric: null,
      dimension: null,
    },
    {
      name: 'plan',
      kind: 'dimension',
      type: 'text',
      unit: null,
      currency: null,
      metric: null,
      dimension: 'plan',
    },
    {
      name: 'mrr',
      kind: 'metric',
      type: 'numeric',
      unit: 'money',
      currency: 'USD',
      metric: 'mrr',
      dimension: null,
    },
  ],
  rows: [
    ['2025-01-01', null, '10.50'],
    ['2025-01-01', 'team, large', null],
  ],
  totals: [null, null, '10.50'],
  subtotals: [],
  pageInfo: { hasNextPage: true, endCursor: 'next' },
  provenance: {
    metrics: [
      {
        metric: 'mrr',
        description: 'Recurring revenue.',
        version: 1,
        definitionHash: 'abc',
        deviations: [{ option: 'mrr_discounts', canonical: 'net', used: 'gross' }],
        column: 'mrr',
        immatureCount: 1,
        immatureShare: '0.125',
      },
    ],
    asOf: '2025-02-01T00:00:00Z',
    dataAsOf: '2025-02-01T00:00:00Z',
    refreshedAt: null,
    timeZone: 'UTC',
    parameters: {},
    policyHash: null,
    servedFrom: 'base',
    notes: ['No exchange rates: all is one currency.'],
  },
}

describe('a result', () => {
  test('as CSV has its columns by name, its rows, and the total last', () => {
    expect(toCsv(['period', 'plan', 'mrr'], [...answer.rows, answer.totals ?? []])).toBe(
      'period,plan,mrr\n2025-01-01,,10.50\n2025-01-01,"team, large",\n,,10.50\n',
    )
  })

  test('as NDJSON has an object per row, in the order of the columns', () => {
    const [first] = toNdjson(['period', 'plan', 'mrr'], answer.rows).split('\n')
    expect(first).toBe('{"period":"2025-01-01","plan":null,"mrr":"10.50"}')
  })

  test('as JSON is complete', () => {
    expect(JSON.parse(formatResult(answer, 'json'))).toEqual(answer)
  })

  test('as a table has the total, deviations, assumptions and the next page', () => {
    const text = formatResult(answer, 'table')
    expect(text).toMatch(/^total +10\.50$/m)
    expect(text).toMatch(/^2025-01-01 +10\.50$/m)
    expect(text).toContain('deviates: mrr: mrr_discounts is gross, canonically net')
    expect(text).toContain('immature: 1 not yet observable, 12.5 % of those requested (mrr)')
    expect(text).toContain('No exchange rates: all is one currency.')
    expect(text).toContain('--after next')
  })
})

describe('an error', () => {
  const unknown = new PlumblineError('UNKNOWN_METRIC', 'There is no metric mr.', {
    suggestions: ['mrr'],
    valid: ['mrr', 'arr'],
    problems: ['sql/x.sql:3: rule: wrong'],
  })

  test('has a code and a sentence, then suggestions, one per line', () => {
    expect(formatError(unknown)).toBe(
      [
        'error UNKNOWN_METRIC: There is no metric mr.',
        '  did you mean mrr?',
        '  valid: mrr',
        '  valid: arr',
        '  sql/x.sql:3: rule: wrong',
        '',
      ].join('\n'),
    )
  })

  test('is one JSON object with --json', () => {
    expect(JSON.parse(formatErrorAsJson(unknown))).toEqual({
      error: {
        code: 'UNKNOWN_METRIC',
        message: 'There is no metric mr.',
        suggestions: ['mrr'],
        valid: ['mrr', 'arr'],
        problems: ['sql/x.sql:3: rule: wrong'],
      },
    })
  })

  test('inside Plumbline tells how to get the stack, and hides it', () => {
    expect(formatError(new TypeError('x is not a function'))).toBe(
      'error INTERNAL: Internal error: x is not a function\n  LOG_LEVEL=debug shows where.\n',
    )
  })

  test('of usage keeps the suggestion of the parser', () => {
    const error = new CommanderError(
      1,
      'commander.unknownOption',
      "error: unknown option '--gra'\n(Did you mean --grain?)",
    )
    expect(formatError(error)).toBe("error BAD_REQUEST: Unknown option '--gra'.\n  did you mean --grain?\n")
  })

  test.each<[ErrorCode, number]>([
    ['UNKNOWN_METRIC', 1],
    ['BAD_DATA', 1],
    ['BAD_CATALOG', 1],
    ['BAD_REQUEST', 2],
    ['BAD_CONFIGURATION', 2],
    ['TIMEOUT', 3],
    ['WAREHOUSE_UNAVAILABLE', 3],
    ['INTERNAL', 3],
  ])('%s ends with exit code %i', (code, exitCode) => {
    expect(exitCodeOf(new PlumblineError(code, ''))).toBe(exitCode)
  })

  test('without a code ends with exit code 3, a usage error with 2, help with 0', () => {
    expect(exitCodeOf(new Error('oops'))).toBe(3)
    expect(exitCodeOf(new CommanderError(1, 'commander.unknownOption', ''))).toBe(2)
    expect(exitCodeOf(new CommanderError(0, 'commander.helpDisplayed', ''))).toBe(0)
  })
})
