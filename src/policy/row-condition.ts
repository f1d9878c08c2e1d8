import type { Claim } from '../identity/identity.ts'

/** The types that claims are declared with; a list ends in `[]`. */
export const claimTypes = ['text', 'bigint', 'boolean', 'text[]', 'bigint[]'] as const
export type ClaimType = (typeof claimTypes)[number]

/** The value as one of the declared type; a single value is a list of one. Null when it is of another type. */
export function readClaim(value: Claim | undefined, type: ClaimType | undefined): Claim | null {
  if (value === undefined || type === undefined) return null
  if (!type.endsWith('[]')) return !Array.isArray(value) && isOne(value, type) ? value : null
  const list = (Array.isArray(value) ? value : [value]) as readonly (string | number | boolean)[]
  return list.every((one) => isOne(one, type.slice(0, -2))) ? list : null
}

function isOne(value: unknown, type: string): boolean {
  switch (type) {
    case 'text':
      // PostgreSQL cannot store U+0000 in a text
      return typeof value === 'string' && !value.includes('\u0000')
    case 'bigint':
      // keys store their claims as text
      return Number.isSafeInteger(value) || (typeof value === 'string' && /^-?\d{1,18}$/.test(value))
    default:
      return typeof value === type || (typeof value === 'string' && /^(?:true|false)$/.test(value))
  }
}

/** One side of a comparison. */
export type Operand =
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'constant'; readonly value: string | number | boolean }
  | { readonly kind: 'claim'; readonly name: string; readonly type: ClaimType }

/** Which rows of an entity a role may see: SQL that was parsed, as plain data. */
export type RowCondition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly RowCondition[] }
  | { readonly kind: 'not'; readonly part: RowCondition }
  | { readonly kind: 'compare'; readonly operator: Operator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'any'; readonly left: Operand; readonly list: readonly Operand[] | Operand }
  | { readonly kind: 'null'; readonly operand: Operand }
  | { readonly kind: 'truth'; readonly operand: Operand }

export const operators = ['=', '<>', '<', '<=', '>', '>='] as const
export type Operator = (typeof operators)[number]

/** A condition for one caller: every claim has a value. */
export interface BoundCondition {
  /** The role that has the condition. */
  readonly role: string
  readonly condition: RowCondition
  readonly claims: Readonly<Record<string, Claim>>
}

/** The claims that a condition names. */
export function claimsIn(condition: RowCondition): ReadonlySet<string> {
  const operands = (one: RowCondition): readonly Operand[] => {
    switch (one.kind) {
      case 'and':
      case 'or':
        return one.parts.flatMap(operands)
      case 'not':
        return operands(one.part)
      case 'compare':
        return [one.left, one.right]
      case 'any':
        return [
          one.left,
          ...(Array.isArray(one.list) ? (one.list as readonly Operand[]) : [one.list as Operand]),
        ]
      case 'null':
      case 'truth':
        return [one.operand]
    }
  }
  return new Set(operands(condition).flatMap((operand) => (operand.kind === 'claim' ? [operand.name] : [])))
}
