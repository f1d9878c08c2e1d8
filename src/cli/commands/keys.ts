import { Command, InvalidArgumentError } from 'commander'
import { PlumblineError } from '../../errors.ts'
import { loadCatalog } from '../../catalog/load-catalog.ts'
import { policyFileOf, readConfig } from '../../config.ts'
import { readPolicyFile } from '../../policy/follow-policies.ts'
import { generateKey, hashKey } from '../../identity/api-key.ts'
import type { StoredKey } from '../../identity/api-key.ts'
import { readKeys, revokeKey, storeKey } from '../../warehouse/keys/key-store.ts'
import type { CommonOptions } from '../arguments/common-options.ts'
import { withCommonOptions } from '../arguments/common-options.ts'
import { toTable } from '../format/to-table.ts'
import { withEngine } from '../steps/with-warehouse.ts'
import type { Terminal } from '../terminal/terminal.ts'

const DAY = 24 * 60 * 60 * 1000

interface CreateOptions extends CommonOptions {
  readonly role: string
  readonly name?: string | undefined
  readonly expires: Date | null
  readonly claim: Readonly<Record<string, readonly string[]>>
}

/** `plumbline keys`: API keys for callers of the server. */
export function keysCommand(terminal: Terminal): Command {
  return new Command('keys')
    .description('create, list and revoke API keys for the server')
    .addCommand(
      withCommonOptions(new Command('create'))
        .description('create a key and print it; it cannot be shown again')
        .requiredOption('--role <role>', 'what its callers may see: a role of policies.yaml')
        .option('--name <name>', 'who uses it, for the list and the log (default: the role)')
        .option(
          '--expires <when>',
          'days from now such as 90d, a day such as 2027-06-30, or never',
          expiry,
          inDays(90),
        )
        .option('--claim <name=value>', 'a value for row conditions; repeat it for a list', addClaim, {})
        .addHelpText(
          'after',
          `
Only a hash of the key is stored. A server that has keys rejects callers without one (UNAUTHENTICATED).

Examples:
  $ plumbline keys create --role analyst --name metabase
  $ plumbline keys create --role account_executive --claim rep_id=rep_17 --expires 30d
  $ curl -s localhost:4000/graphql -H "authorization: Bearer $KEY" -H 'content-type: application/json' \\
      -d '{"query":"{ catalog { metrics { name } } }"}'`,
        )
        .action((options: CreateOptions) => create(terminal, options)),
    )
    .addCommand(
      withCommonOptions(new Command('list'))
        .description('list keys, without their secret part')
        .addHelpText('after', '\nExample:\n  $ plumbline keys list')
        .action((options: CommonOptions) => list(terminal, options)),
    )
    .addCommand(
      withCommonOptions(new Command('revoke'))
        .argument('<id>', 'the id in the list')
        .description('revoke a key: servers reject it within a second')
        .addHelpText('after', '\nExample:\n  $ plumbline keys revoke 4f0c2a91b7de')
        .action((id: string, options: CommonOptions) => revoke(terminal, id, options)),
    )
}

async function create(terminal: Terminal, options: CreateOptions): Promise<void> {
  const { role, name = role, expires: expiresAt } = options
  await rejectUnknownRole(options)
  const { id, key } = generateKey()
  const claims = Object.fromEntries(
    Object.entries(options.claim).map(([claim, values]) => [
      claim,
      values.length === 1 ? String(values[0]) : values,
    ]),
  )
  await withEngine({ ...options, mustExist: true }, (engine) =>
    storeKey(engine, { id, name, role, claims, hash: hashKey(key), expiresAt }),
  )
  if (options.json === true) {
    terminal.out(`${JSON.stringify({ id, key, name, role, claims, expiresAt })}\n`)
    return
  }
  terminal.out(`${key}\n`)
  const until =
    expiresAt === null ? 'It does not expire.' : `It expires on ${expiresAt.toISOString().slice(0, 10)}.`
  terminal.err(`Key ${id} with the role ${role}. ${until} Store it now: it cannot be shown again.\n`)
}

/** A key whose role the policies lack would be rejected at its first request. */
async function rejectUnknownRole({ role, sql }: CreateOptions): Promise<void> {
  const file = policyFileOf(readConfig(), sql)
  const { roles } = await readPolicyFile(file, await loadCatalog(sql))
  if (roles.has(role)) return
  throw new PlumblineError('BAD_REQUEST', `There is no role ${role} in the policies (${file}).`, {
    subject: role,
    valid: [...roles.keys()],
  })
}

async function list(terminal: Terminal, options: CommonOptions): Promise<void> {
  const keys = await withEngine({ ...options, mustExist: true }, readKeys)
  if (options.json === true) {
    terminal.out(
      `${JSON.stringify(keys.map(({ hash: _hash, ...key }) => ({ ...key, state: stateOf(key) })))}\n`,
    )
    return
  }
  if (keys.length === 0) {
    terminal.err('No keys: the server accepts every caller. Create one: plumbline keys create --role ROLE.\n')
    return
  }
  const day = (date: Date | null) => date?.toISOString().slice(0, 10) ?? null
  const rows = keys.map((key) => [
    key.id,
    key.name,
    key.role,
    day(key.createdAt),
    day(key.expiresAt),
    stateOf(key),
  ])
  terminal.out(`${toTable(['id', 'name', 'role', 'created', 'expires', 'state'], rows)}\n`)
}

async function revoke(terminal: Terminal, id: string, options: CommonOptions): Promise<void> {
  const revoked = await withEngine({ ...options, mustExist: true }, (engine) => revokeKey(engine, id))
  if (!revoked)
    throw new PlumblineError('NOT_FOUND', `No valid key has the id ${id}. See plumbline keys list.`, {
      subject: 'id',
    })
  if (options.json === true) terminal.out(`${JSON.stringify({ revoked: id })}\n`)
  else terminal.err(`Key ${id} is revoked.\n`)
}

function stateOf({ revokedAt, expiresAt }: Pick<StoredKey, 'revokedAt' | 'expiresAt'>): string {
  if (revokedAt !== null) return 'revoked'
  return expiresAt !== null && expiresAt <= new Date() ? 'expired' : 'valid'
}

function inDays(days: number): Date {
  return new Date(Date.now() + days * DAY)
}

/** Reads `90d`, `2027-06-30` or `never`. */
function expiry(text: string): Date | null {
  if (text === 'never') return null
  const days = /^(\d{1,5})d$/.exec(text)?.[1]
  const date =
    days === undefined ? new Date(/^\d{4}-\d{2}-\d{2}$/.test(text) ? text : NaN) : inDays(Number(days))
  if (Number.isNaN(date.getTime()))
    throw new InvalidArgumentError('It is days such as 90d, a day such as 2027-06-30, or never.')
  if (date <= new Date()) throw new InvalidArgumentError('It must be in the future.')
  return date
}

function addClaim(
  text: string,
  others: Readonly<Record<string, readonly string[]>>,
): Readonly<Record<string, readonly string[]>> {
  const [, name, value] = /^([a-z_]\w*)=(.*)$/s.exec(text) ?? []
  if (name === undefined || value === undefined) throw new InvalidArgumentError('It has the form name=value.')
  return { ...others, [name]: [...(others[name] ?? []), value] }
}
