import type { Metric } from '../../catalog/catalog.ts'

/** A part of a type in SDL: a field of an object or input, an argument, or an enum value. */
export interface SdlMember {
  /** The name, with arguments, type and default, if any. */
  readonly text: string
  readonly description: string
  readonly deprecated?: Metric['deprecated'] | undefined
}

/** A type in SDL: `sdlType('enum Grain', 'The length of a period.', […])`. */
export function sdlType(head: string, description: string, members: readonly SdlMember[]): string {
  return `${quote(description)}\n${head} {\n${members.map((member) => sdlMember(member)).join('\n')}\n}\n`
}

/** A member with its description above it. */
export function sdlMember({ text, description, deprecated }: SdlMember, indent = '  '): string {
  const reason =
    deprecated === null || deprecated === undefined
      ? ''
      : ` @deprecated(reason: ${quote(`since ${deprecated.since}, use ${deprecated.use}`)})`
  return `${indent}${quote(description)}\n${indent}${text}${reason}`
}

/** Sorted by name, so that a new file in `sql/` changes no other lines. */
export function byName(members: readonly SdlMember[]): readonly SdlMember[] {
  return [...members].sort((a, b) => (a.text.toLowerCase() < b.text.toLowerCase() ? -1 : 1))
}

/** A GraphQL string: JSON has the same escapes, and descriptions have no line breaks. */
function quote(text: string): string {
  return JSON.stringify(text.replaceAll(/\s+/g, ' ').trim())
}
