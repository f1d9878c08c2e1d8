import { PlumblineError } from '../../errors.ts'

/** What a server lets callers ask. */
export interface Openness {
  /** Whether callers may run listed documents only. */
  readonly isTrustedOnly: boolean
  /** Whether callers may learn names of the schema. */
  readonly introspection: boolean
}

/**
 * Rejects an interface that lists and queries any metric, on a server that runs listed documents only or does not reveal
 * its schema.
 *
 * @throws PlumblineError `DOCUMENT_NOT_TRUSTED`, `INTROSPECTION_OFF`
 */
export function requireOpen({ isTrustedOnly, introspection }: Openness, interfaceName: string): void {
  if (isTrustedOnly)
    throw new PlumblineError(
      'DOCUMENT_NOT_TRUSTED',
      `The server runs listed documents only, and no ${interfaceName}.`,
    )
  if (!introspection)
    throw new PlumblineError(
      'INTROSPECTION_OFF',
      `The server does not reveal its schema, which ${interfaceName} do.`,
    )
}
