import type { IncomingMessage, ServerResponse } from 'node:http'
import helmet from 'helmet'

/** The security headers of every response. They depend on no request, so they are made once. */
export function securityHeaders(): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {}
  const response = {
    setHeader: (name: string, value: string) => (headers[name.toLowerCase()] = value),
    removeHeader: () => undefined,
  }
  const write = helmet({ contentSecurityPolicy: { directives: contentPolicy }, hsts: false })
  // helmet reads nothing of a request, and writes at once
  const request: unknown = {}
  write(request as IncomingMessage, response as unknown as ServerResponse, () => undefined)
  return headers
}

/** The explorer runs from its own files; its editor adds styles and starts workers. */
const contentPolicy = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", "'unsafe-inline'"],
  imgSrc: ["'self'", 'data:'],
  fontSrc: ["'self'", 'data:'],
  workerSrc: ["'self'", 'blob:'],
  connectSrc: ["'self'"],
  frameAncestors: ["'none'"],
  formAction: ["'none'"],
  baseUri: ["'none'"],
  objectSrc: ["'none'"],
  // a server on loopback has no TLS
  upgradeInsecureRequests: null,
}
