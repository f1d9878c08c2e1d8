import { readFile, stat } from 'node:fs/promises'
import type { Catalog } from '../catalog/catalog.ts'
import { PlumblineError } from '../errors.ts'
import { defaultPolicies } from './default-policies.ts'
import type { Policies } from './policy.ts'
import { readPolicies } from './read-policies.ts'

/** Reads the policies that hold at the moment, for some definitions. */
export type PoliciesFor = (catalog: Catalog) => Promise<Policies>

/** How long a file counts as unchanged. */
const maxAgeMs = 1_000

interface Held {
  readonly text: string
  readonly checkedAt: number
  readonly changedAt: number | null
}

/**
 * Policies of a file, read again when the file changes; the built-in ones when there is no such file.
 *
 * When a changed file has an error or is gone, the previous policies hold: fewer restrictions by accident are worse than
 * an outdated file.
 *
 * @param onProblem is told why a changed file is not used
 * @throws PlumblineError `BAD_POLICIES` with every problem, when the first file has an error
 */
export function followPolicies(file: string, onProblem: (error: unknown) => void): PoliciesFor {
  let held: Held | null = null
  let read = new WeakMap<Catalog, Promise<Policies>>()
  const refresh = async (catalog: Catalog): Promise<Held> => {
    const now = Date.now()
    if (held !== null && now - held.checkedAt < maxAgeMs) return held
    const changedAt = await modifiedAt(file)
    if (held !== null) {
      const kept: Held = { ...held, checkedAt: now }
      if (held.changedAt === changedAt) return (held = kept)
      held = kept
      if (changedAt === null) {
        onProblem(new PlumblineError('BAD_POLICIES', `${file} is gone. The policies read before still hold.`))
        return held
      }
    }
    const text = changedAt === null ? defaultPolicies : await readFile(file, 'utf8')
    const next: Held = { text, checkedAt: now, changedAt }
    if (held === null) return (held = next)
    const policies = policiesOf(file, text, catalog)
    try {
      await policies
    } catch (error) {
      onProblem(error)
      return (held = { ...held, changedAt })
    }
    read = new WeakMap([[catalog, policies]])
    return (held = next)
  }
  return async (catalog) => {
    const { text } = await refresh(catalog)
    const known = read.get(catalog) ?? policiesOf(file, text, catalog)
    read.set(catalog, known)
    return known
  }
}

/**
 * The policies of a file, or the built-in ones.
 *
 * @throws PlumblineError `BAD_POLICIES` with every problem
 */
export async function readPolicyFile(file: string, catalog: Catalog): Promise<Policies> {
  const isThere = (await modifiedAt(file)) !== null
  return policiesOf(file, isThere ? await readFile(file, 'utf8') : defaultPolicies, catalog)
}

async function policiesOf(file: string, text: string, catalog: Catalog): Promise<Policies> {
  const found = await readPolicies(file, text, catalog)
  if ('policies' in found) return found.policies
  throw new PlumblineError('BAD_POLICIES', `The policies in ${file} cannot be used.`, {
    subject: 'policies',
    problems: found.problems.map(({ file: name, line, message }) => `${name}:${line}: ${message}`),
  })
}

async function modifiedAt(file: string): Promise<number | null> {
  try {
    return (await stat(file)).mtimeMs
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
