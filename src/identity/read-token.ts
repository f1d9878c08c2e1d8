import { readFile, stat } from 'node:fs/promises'
import { createLocalJWKSet, createRemoteJWKSet, errors, jwtVerify } from 'jose'
import type { JSONWebKeySet, JWTPayload, JWTVerifyGetKey } from 'jose'
import { PlumblineError } from '../errors.ts'
import type { Claim, Identity } from './identity.ts'

/** The settings for tokens of an issuer; see `docs/security.md`. */
export interface TokenSettings {
  readonly issuer: string
  readonly audience: string
  /** The public keys of the issuer: an `https://` URL, or a file. Both may change while the server runs. */
  readonly jwks: string
  readonly algorithms: readonly string[]
  /** The largest accepted difference between the clocks of issuer and server. */
  readonly clockToleranceSeconds: number
  /** The claim that names the role. */
  readonly roleClaim: string
}

/** Reads a token. @throws PlumblineError `UNAUTHENTICATED` */
export type ReadToken = (token: string) => Promise<Identity>

/** Verifies signature, issuer, audience, algorithm and times of a token. */
export function createTokenReader(settings: TokenSettings): ReadToken {
  const { issuer, audience, algorithms, clockToleranceSeconds: clockTolerance, roleClaim } = settings
  const keys = /^https?:/.test(settings.jwks)
    ? createRemoteJWKSet(new URL(settings.jwks))
    : keysIn(settings.jwks)
  const options = {
    issuer,
    audience,
    algorithms: [...algorithms],
    clockTolerance,
    requiredClaims: ['exp', 'sub', roleClaim],
  }
  return async (token) => {
    const { payload } = await jwtVerify(token, keys, options).catch((error: unknown) => {
      throw tokenError(error)
    })
    // jose compares it only with a longest age
    if (payload.iat !== undefined && payload.iat > Date.now() / 1_000 + clockTolerance)
      throw unauthenticated('The claim iat of the token is in the future.')
    return identityOf(payload, roleClaim)
  }
}

function identityOf(payload: JWTPayload, roleClaim: string): Identity {
  const role = payload[roleClaim]
  if (typeof role !== 'string') throw unauthenticated(`The claim ${roleClaim} of the token is not a string.`)
  const claims = Object.entries(payload).filter((entry): entry is [string, Claim] => isClaim(entry[1]))
  return Object.freeze({
    method: 'token',
    subject: String(payload.sub),
    role,
    claims: Object.freeze(Object.fromEntries(claims)),
  })
}

function isClaim(value: unknown): value is Claim {
  if (Array.isArray(value)) return value.every((item) => !Array.isArray(item) && isClaim(item))
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)
}

/** The keys in a file. A changed file is read again. */
function keysIn(file: string): JWTVerifyGetKey {
  let read: { readonly version: string; readonly keys: JWTVerifyGetKey } | null = null
  return async (header, token) => {
    const { mtimeMs, size, ino } = await stat(file)
    const version = [mtimeMs, size, ino].join(':')
    if (read?.version !== version) {
      const keys = createLocalJWKSet(JSON.parse(await readFile(file, 'utf8')) as JSONWebKeySet)
      read = { version, keys }
    }
    return read.keys(header, token)
  }
}

/** The reason for the owner of the token. A missing key set is an error of the server. */
function tokenError(error: unknown): unknown {
  if (error instanceof errors.JWTExpired) return unauthenticated('The token has expired.')
  if (error instanceof errors.JWTClaimValidationFailed)
    return unauthenticated(`The claim ${error.claim} of the token is missing or wrong.`)
  if (error instanceof errors.JOSEAlgNotAllowed)
    return unauthenticated('The algorithm of the token is not allowed.')
  if (error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError)) return error
  return unauthenticated('The token is invalid.')
}

function unauthenticated(message: string): PlumblineError {
  return new PlumblineError('UNAUTHENTICATED', message, { subject: 'authorization' })
}
