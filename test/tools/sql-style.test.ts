import { beforeAll, describe, expect, test } from 'vitest'
import { checkSql, formatSql, loadModule } from '../../tools/sql-style.ts'

beforeAll(loadModule)

const clean = `/*---
view: facts.signups
description: Every sign-up.
---*/

with

users as (

    select * from entities.users

),

-- only those who came by themselves
final as (

    select
        user_id,
        created_at,
        'A  B' as "Label"

    from users

    order by created_at, user_id

)

select * from final
`

const rulesBroken = (text: string) => checkSql(text).map(({ line, rule }) => `${line}: ${rule}`)

test('a formatted file has no problems, and formatting leaves it unchanged', () => {
  expect(rulesBroken(clean)).toEqual([])
  expect(formatSql(clean)).toBe(clean)
})

describe('formatting corrects', () => {
  test.each([
    ['upper case', clean.replace('select\n', 'SELECT\n').replace('from users', 'FROM Users')],
    ['tabs', clean.replace('    from users', '\tfrom users')],
    ['spaces at the end of a line', clean.replace('user_id,\n', 'user_id,  \n')],
    [
      'missing blank lines around CTEs',
      clean.replace('users as (\n\n', 'users as (\n').replace(',\n\n--', ',\n--'),
    ],
    ['a missing blank line before `)`', clean.replace('user_id\n\n)', 'user_id\n)')],
    ['too many blank lines', clean.replace('),\n\n', '),\n\n\n\n')],
    ['a missing newline at the end', clean.trimEnd()],
    ['line ends of another system', clean.replaceAll('\n', '\r\n')],
  ])('%s', (_what, broken) => {
    expect(rulesBroken(broken)).not.toEqual([])
    expect(formatSql(broken)).toBe(clean)
  })

  test('long header lines, with the same content', () => {
    const words = 'word '.repeat(30).trim()
    const long = clean.replace('Every sign-up.', words)
    expect(rulesBroken(long)).toEqual(['3: a line has at most 110 columns'])
    expect(formatSql(long)).toContain(`description: >\n  ${'word '.repeat(21).trim()}\n`)
    expect(rulesBroken(formatSql(long))).toEqual([])
  })
})

describe('an author must correct', () => {
  test.each([
    ['a star over a CTE', clean.replace('* from entities.users', '* from users'), 10],
    ['a star over one side of a join', clean.replace('user_id,\n', 'users.*,\n'), 18],
    ['an ordinal', clean.replace('order by created_at, user_id', 'order by created_at, 2 desc'), 24],
    ['a name that counts', clean.replace('users as (', 'users_2 as ('), 8],
    ['a leading comma', clean.replace(',\n        created_at', '\n        , created_at'), 19],
    ['three spaces', clean.replace('    from users', '   from users'), 22],
    ['a comment on a line of code', clean.replace('created_at,\n', 'created_at, -- when\n'), 19],
    ['a semicolon', clean.replace('* from final\n', '* from final;\n'), 28],
    ['a missing header', clean.slice(clean.indexOf('with')), 1],
  ])('%s', (_what, broken, line) => {
    expect(checkSql(broken).map((problem) => problem.line)).toContain(line)
    expect(checkSql(formatSql(broken))).not.toEqual([])
  })
})

test('a branch of a union may be a whole CTE', () => {
  const union = clean.replace(
    / {4}select\n {8}user_id[\s\S]*user_id\n\n\)/,
    '    select * from users\n    union all\n    select * from guests\n\n)',
  )
  expect(rulesBroken(union)).toEqual([])
  expect(rulesBroken(union.replace('from guests', 'from guests where true'))).not.toEqual([])
})

test('the content of strings and counts is ignored', () => {
  const text = clean.replace("'A  B'", "count(*) * 2 || 'SELECT *\n  from x  '")
  expect(rulesBroken(text)).toEqual([])
})
