import type { FastifyRequest } from 'fastify'

/** Identifies the caller for its limits: by its identity, or by its address when it is anonymous. */
export function callerOf({ identity, ip }: Pick<FastifyRequest, 'identity' | 'ip'>): string {
  return identity.method === 'anonymous' ? ip : `${identity.method} ${identity.subject}`
}
