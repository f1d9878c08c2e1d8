/**
 * The limit: a bare HTTP server with the best statement that we found by hand for each question, prepared, whose JSON is
 * passed through. It parses no document and checks nothing.
 */
import { createServer } from 'node:http'
import pg from 'pg'
import { activeUsersByWeek } from './stored-rows.ts'

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 })

const nested = `
  select row_to_json(one)::text as row from (
    select account_key, name, industry,
      (select coalesce(json_agg(w), '[]') from (
        select workspace_id, name, plan, created_at from entities.workspaces
        where account_key = accounts.account_key order by workspace_id limit 20) as w) as workspaces,
      (select coalesce(json_agg(u), '[]') from (
        select user_id, job_title, country, created_at from entities.users
        where account_key = accounts.account_key order by user_id limit 20) as u) as users,
      (select coalesce(json_agg(b), '[]') from (
        select buyer_id, created_at from entities.buyers
        where account_key = accounts.account_key order by buyer_id limit 20) as b) as buyers
    from entities.accounts
    order by account_key
    limit $1::bigint
  ) as one`

const account = `
  select row_to_json(one)::text as row from (
    select account_key, name, industry, country, created_at,
      (select row_to_json(part) from (select health_score::text, health_band from pages.account_health
        where account_key = accounts.account_key) as part) as health,
      (select row_to_json(part) from (select mrr::text, plan from pages.account_revenue
        where account_key = accounts.account_key) as part) as revenue,
      (select row_to_json(part) from (select members, active_seats from pages.account_seats
        where account_key = accounts.account_key) as part) as seats,
      (select row_to_json(part) from (select users, active_users, buyer_class from pages.account_people
        where account_key = accounts.account_key) as part) as people,
      (select row_to_json(part) from (select limits_reached, next_renewal_on from pages.account_contracts
        where account_key = accounts.account_key) as part) as contracts
    from entities.accounts
    where account_key = $1::text
  ) as one`

const page = `
  select row_to_json(one)::text as row from (
    select account_key, name, industry, country, account_size_band, created_at
    from entities.accounts
    order by account_key
    limit $1::bigint + 1
  ) as one`

const metric = `select row_to_json(one)::text as row from (${activeUsersByWeek('$1::date')}) as one`

type Answer = (variables: Readonly<Record<string, unknown>>) => Promise<string>

async function rows(name: string, text: string, value: unknown): Promise<readonly string[]> {
  const found = await pool.query<[string]>({ name, text, values: [value], rowMode: 'array' })
  return found.rows.map(([row]) => row)
}

const answers: Readonly<Record<string, Answer>> = {
  nested: async ({ count }) => `[${(await rows('nested', nested, count)).join(',')}]`,
  account: async ({ id }) => `[${(await rows('account', account, id)).join(',')}]`,
  metric: async ({ since }) => `[${(await rows('metric', metric, since)).join(',')}]`,
  page: async ({ count }) => {
    const found = await rows('page', page, count)
    const nodes = found.slice(0, Number(count))
    return `{"nodes":[${nodes.join(',')}],"hasNextPage":${String(found.length > nodes.length)}}`
  },
}

createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const { question, variables } = JSON.parse(Buffer.concat(chunks).toString()) as {
      readonly question: string
      readonly variables: Readonly<Record<string, unknown>>
    }
    const answer = answers[question]
    if (answer === undefined) {
      response.writeHead(400).end()
      return
    }
    answer(variables).then(
      (data) => {
        response.setHeader('content-type', 'application/json; charset=utf-8')
        response.end(`{"data":${data}}`)
      },
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
}).listen(Number(process.env['PORT']), '127.0.0.1')
