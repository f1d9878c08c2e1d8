import { PlumblineError } from '../../errors.ts'
import { objectViews } from '../../generated/entities.ts'
import { checkTexts } from '../../semantic/model/request/check-texts.ts'

/** The types whose objects have a global id. */
const nodeTypes: readonly string[] = ['Account', 'Workspace', 'User', 'Buyer', ...Object.keys(objectViews)]

/** The id of an object, unique across types. */
export function toGlobalId(type: string, key: string): string {
  return Buffer.from(`${type}:${key}`).toString('base64')
}

/**
 * The type and key of a global id; null when the text is not a global id.
 *
 * @throws PlumblineError `BAD_REQUEST` for text that no key can contain
 */
export function parseGlobalId(id: string): { readonly type: string; readonly key: string } | null {
  checkTexts('id', id)
  const text = Buffer.from(id, 'base64').toString()
  const type = nodeTypes.find((candidate) => text.startsWith(`${candidate}:`))
  if (type === undefined) return null
  const key = text.slice(type.length + 1)
  checkTexts('id', key)
  // base64 decoding accepts texts that encoding never writes
  return toGlobalId(type, key) === id ? { type, key } : null
}

/**
 * The plain key of a plain key or a global id.
 *
 * @throws PlumblineError `BAD_REQUEST` for the global id of another type.
 */
export function toKey(type: string, id: string): string {
  const parsed = parseGlobalId(id)
  if (parsed === null) return id
  if (parsed.type !== type) {
    throw new PlumblineError('BAD_REQUEST', `${id} is the id of a ${parsed.type}, not of a ${type}.`, {
      subject: id,
    })
  }
  return parsed.key
}
