import type { FastifyInstance } from 'fastify'
import { PlumblineError } from '../../errors.ts'

/** Names of this machine for itself. */
const loopback: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

/** Whether a server on this address can be reached from this machine alone. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)
}

/** Rejects a missing, malformed or repeated `Host` header: the address of a request is made of it. */
export function requireHost(fastify: FastifyInstance): void {
  // most requests have the same one as the request before
  let valid = ''
  fastify.addHook('onRequest', (request, _reply, done) => {
    const { host = '' } = request.headers
    if (host !== valid && URL.canParse(`http://${host}`)) valid = host
    done(
      host !== '' && host === valid && !isRepeated(request.raw.rawHeaders)
        ? undefined
        : new PlumblineError('BAD_REQUEST', 'The header Host is missing, malformed or repeated.', {
            subject: 'host',
          }),
    )
  })
}

/** Whether a request has several `Host` headers; names and values take turns in the list. */
function isRepeated(headers: readonly string[]): boolean {
  let count = 0
  for (let place = 0; place < headers.length; place += 2)
    if (headers[place]?.length === 4 && headers[place]?.toLowerCase() === 'host') count += 1
  return count > 1
}

/**
 * Rejects requests for other hosts. A page on the internet can make a browser send requests to a server on loopback
 * under its own name (DNS rebinding). The `Host` header then has that name.
 *
 * @param allowed more names, without ports
 */
export function checkHost(fastify: FastifyInstance, allowed: readonly string[]): void {
  const names = new Set([...loopback, ...allowed].map((name) => name.toLowerCase()))
  fastify.addHook('onRequest', (request, _reply, done) => {
    const name = (request.headers.host ?? '').toLowerCase().replace(/:\d*$/, '')
    if (names.has(name)) {
      done()
      return
    }
    done(
      new PlumblineError(
        'HOST_NOT_ALLOWED',
        'The server does not serve this Host. Add it to ALLOWED_HOSTS.',
        {
          subject: 'host',
        },
      ),
    )
  })
}
