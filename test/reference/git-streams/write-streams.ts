/**
 * Turns the history of public projects into event streams: a commit is an event, its author the user, and the dated
 * employers of the authors are those that stackalytics publishes (`default_data.json`). People are numbered, and their
 * addresses keep only the domain.
 *
 *     npx tsx test/reference/git-streams/write-streams.ts DIRECTORY EMPLOYERS.git NAME=PROJECT.git …
 *
 * DIRECTORY/NAME then has `contract/`, the source tables, and `input/`, the same facts as plain tables for
 * `expected.sh`, which counts what the metrics must return.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

interface Person {
  readonly emails?: readonly string[]
  readonly companies: readonly { readonly company_name: string; readonly end_date: string | null }[]
}

interface Employers {
  readonly users: readonly Person[]
  readonly companies: readonly { readonly company_name: string; readonly domains: readonly string[] }[]
}

type Table = readonly (readonly (string | number)[])[]

const git = (repository: string, ...command: readonly string[]): string =>
  execFileSync('git', ['--git-dir', repository, ...command], { encoding: 'utf8', maxBuffer: 2 ** 30 })

const [directory = '', employersAt = '', ...projects] = process.argv.slice(2)
const employers = JSON.parse(git(employersAt, 'show', 'HEAD:default_data.json')) as Employers

/** `Red Hat` as `red-hat`. */
const keyOf = (company: string): string => company.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')

/** Each claimed domain once. The domains of people without a company are left out. */
const domains = new Map(
  [...employers.companies]
    .reverse()
    .filter(({ company_name }) => !company_name.startsWith('*'))
    .flatMap(({ company_name, domains: own }) =>
      own.filter(Boolean).map((one) => [one, keyOf(company_name)]),
    ),
)

/** The instant at which a day begins in UTC; empty for none. */
const midnightOf = (day: string | number): string => (day === '' ? '' : `${day}T00:00:00Z`)

/** The employers of a person one after the other: company, start and end, both in ISO 8601 or empty. */
const careerOf = ({ companies }: Person): Table => {
  const endOf = (end: string | null) =>
    end === null ? '' : new Date(`${end} UTC`).toISOString().slice(0, 10)
  const ended = companies
    .map(({ company_name, end_date }) => ({ company: keyOf(company_name), end: endOf(end_date) }))
    .sort((a, b) => (a.end || '9').localeCompare(b.end || '9'))
  return ended
    .map(
      ({ company, end }, index) => [company, index === 0 ? '' : (ended[index - 1]?.end ?? ''), end] as const,
    )
    .filter(([, start, end]) => start === '' || end === '' || start < end)
}

const personOf = new Map(
  employers.users.flatMap((person) =>
    (person.emails ?? []).map((email) => [email.toLowerCase(), person] as const),
  ),
)

for (const project of projects) {
  const [name = '', repository = ''] = project.split('=')
  const commits = git(repository, 'log', '--no-merges', '--reverse', '--format=%H %at %ae')
    .trim()
    .split('\n')
    .map((line) => line.split(' '))
    .map(([hash = '', at = '', email = '']) => ({
      hash,
      at: new Date(Number(at) * 1000).toISOString(),
      email: email.toLowerCase(),
    }))
  const addresses = [...new Set(commits.map(({ email }) => email))]
  const known = [...new Set(addresses.flatMap((email) => personOf.get(email) ?? []))]
  const idOf = (email: string): string => {
    const person = personOf.get(email)
    return person === undefined ? `address-${addresses.indexOf(email)}` : `person-${known.indexOf(person)}`
  }
  const deviceOf = (email: string) => `device-${addresses.indexOf(email)}`
  const domainOf = (email: string) => email.split('@')[1] ?? 'missing.example'
  const firstAt = new Map<string, string>()
  for (const { at, email } of commits) {
    const id = idOf(email)
    if (at < (firstAt.get(id) ?? '9')) firstAt.set(id, at)
  }
  const strangers = addresses.filter((email) => !personOf.has(email))
  const careers = known.flatMap((person, index) =>
    careerOf(person).map((job): readonly (string | number)[] => [`person-${index}`, ...job]),
  )
  const write = (file: string, columns: readonly string[], rows: Table, separator = ',') => {
    const path = join(directory, name, file)
    mkdirSync(dirname(path), { recursive: true })
    const lines = columns.length > 0 ? [columns, ...rows] : rows
    writeFileSync(path, lines.map((row) => `${row.join(separator)}\n`).join(''))
  }
  const companies = new Set([...domains.values(), ...careers.map(([, company = '']) => String(company))])
  write(
    'contract/accounts.csv',
    ['account_id'],
    [...companies].map((one) => [one]),
  )
  write('contract/account_domains.csv', ['domain', 'account_id'], [...domains])
  write(
    'contract/users.csv',
    ['user_id', 'email', 'created_at'],
    [
      ...known.map((_, index) => [`person-${index}`, '', firstAt.get(`person-${index}`) ?? '']),
      ...strangers.map((email) => [
        idOf(email),
        `${idOf(email)}@${domainOf(email)}`,
        firstAt.get(idOf(email)) ?? '',
      ]),
    ],
  )
  write(
    'contract/identities.csv',
    ['anonymous_id', 'user_id'],
    addresses.map((email) => [deviceOf(email), idOf(email)]),
  )
  write(
    'contract/identity_accounts.csv',
    ['user_id', 'account_id', 'valid_from', 'valid_to'],
    careers.map(([id = '', company = '', ...days]) => [id, company, ...days.map(midnightOf)]),
  )
  write(
    'contract/product_events.csv',
    ['event_id', 'occurred_at', 'event_name', 'anonymous_id'],
    commits.map(({ hash, at, email }) => [hash, at, 'commit', deviceOf(email)]),
  )
  write(
    'input/commits.tsv',
    [],
    commits.map(({ at, email }) => [at, idOf(email), domainOf(email)]),
    '\t',
  )
  write('input/careers.tsv', [], careers, '\t')
  write('input/domains.tsv', [], [...domains], '\t')
  const script = join(dirname(fileURLToPath(import.meta.url)), 'expected.sh')
  execFileSync('bash', [script, join(directory, name)], { stdio: 'inherit' })
  process.stdout.write(
    `${name}: ${commits.length} commits, ${addresses.length} addresses, ${known.length} known people\n`,
  )
}
