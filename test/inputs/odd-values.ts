/** A value that breaks things, with a name for failure messages. */
export interface OddValue {
  readonly name: string
  readonly value: unknown
}

const namesOfObjects = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf']

/** Texts that callers send by mistake, or as an experiment. */
const texts: readonly OddValue[] = [
  { name: 'U+0000', value: 'a\u0000b' },
  { name: 'half a surrogate pair', value: 'a\ud83d' },
  { name: 'nothing', value: '' },
  { name: 'blanks', value: ' \n\t ' },
  ...namesOfObjects.map((name) => ({ name, value: name })),
  { name: 'quotes', value: `'"\\;--$1/*` },
  { name: 'a pattern', value: '%_(*[+' },
  { name: 'right to left', value: '\u202eabc\u2066🙂e\u0301' },
  { name: 'a long text', value: 'x'.repeat(100_000) },
  { name: 'a number of many digits', value: '9'.repeat(500) },
  { name: 'a number of too many digits', value: '9'.repeat(140_000) },
  { name: 'a number with a point of many digits', value: `0.${'1'.repeat(20_000)}` },
  { name: '2^53 + 1 as a text', value: '9007199254740993' },
  { name: '10^19 as a text', value: '10000000000000000000' },
  { name: 'NaN', value: 'NaN' },
  { name: 'Infinity', value: '-Infinity' },
  { name: 'an exponent', value: '1e400' },
  { name: 'no day', value: '2025-02-30' },
  { name: 'the year 0', value: '0000-01-01' },
  { name: 'the year 1', value: '0001-01-01' },
  { name: 'the year 9999', value: '9999-12-31' },
  { name: 'the year -1', value: '-000001-01-01' },
  { name: 'the year 275760', value: '+275760-09-13T00:00:00Z' },
  { name: 'an instant of the year 0', value: '0000-06-01T00:00:00Z' },
  { name: 'an instant of the year 1', value: '0001-01-01T00:00:00Z' },
  { name: 'the last instant', value: '9999-12-31T23:59:59.999999Z' },
  { name: 'an offset of a day', value: '2025-01-01T00:00:00+23:59' },
  { name: 'an offset', value: '2025-01-01T00:00:00-12:00' },
  { name: 'a week', value: '2025-W10-1T00:00:00Z' },
  { name: 'no time zone', value: 'Mars/Olympus' },
  { name: 'an offset as a zone', value: '+05:30' },
  { name: 'a cursor of nothing', value: Buffer.from('[null]').toString('base64url') },
  { name: 'a cursor of U+0000', value: Buffer.from('["\\u0000"]').toString('base64url') },
  {
    name: 'a cursor of accounts',
    value: Buffer.from('["Account","employee_count","asc","99999999999999999999",["a"]]').toString(
      'base64url',
    ),
  },
  { name: 'a global id of U+0000', value: Buffer.from('Account:a\u0000').toString('base64') },
  { name: '*', value: '*' },
  { name: '(other)', value: '(other)' },
]

const numbers: readonly OddValue[] = [
  { name: '0', value: 0 },
  { name: '-0', value: -0 },
  { name: '-1', value: -1 },
  { name: 'a half', value: 0.5 },
  { name: 'a ten-millionth', value: 1e-7 },
  { name: '2^31', value: 2_147_483_648 },
  { name: '2^31 - 1', value: 2_147_483_647 },
  { name: '2^53 - 1', value: Number.MAX_SAFE_INTEGER },
]

let deep: unknown = 'x'
for (let depth = 0; depth < 60; depth += 1) deep = depth % 2 === 0 ? [deep] : { where: deep }

const shapes: readonly OddValue[] = [
  { name: 'null', value: null },
  { name: 'true', value: true },
  { name: 'an empty list', value: [] },
  { name: 'a list of a null', value: [null] },
  { name: 'an empty object', value: {} },
  { name: 'an object with a name of objects', value: JSON.parse('{"constructor": 1, "toString": "x"}') },
  { name: 'an event with a property named constructor', value: { event: 'e', where: { constructor: 'x' } } },
  { name: 'an event with U+0000', value: { event: 'e', where: { 'a\u0000': ['\ud83d'] } } },
  { name: 'an event that is a number', value: { event: 1000 } },
  { name: 'many criteria', value: Array.from({ length: 5_000 }, () => ({ event: 'e' })) },
  { name: 'something deep', value: deep },
]

/** Values that are sent once to each place. */
export const oddValues: readonly OddValue[] = [...texts, ...numbers, ...shapes]

/** Large lists. */
export const longList: OddValue = {
  name: 'a list of 100,000',
  value: Array.from({ length: 100_000 }, (_, index) => String(index % 1000)),
}

/** Numbers as literals of a document; JSON has none of these. */
export const oddLiterals: readonly string[] = [
  '9007199254740993',
  '-9007199254740993',
  '1e400',
  '-0',
  '0.1000000000000000055511151231257827',
  `1${'0'.repeat(400)}`,
]

/** Texts that only a driver, a stack trace or a database would print. */
export const foreignWords =
  /\bat .*\.(ts|js):\d|invalid input syntax|invalid byte|out of range for type|syntax error at|does not exist$|bind message|stack depth|call stack|target lists|overflows numeric|undefined|is not a function|Cannot read|Unexpected token/
