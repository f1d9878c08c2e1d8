import { createHash } from 'node:crypto'

/** Both keys of an HMAC over SHA-256 (RFC 2104), as the database stores them. */
export interface PaddedKeys {
  readonly inner: Buffer
  readonly outer: Buffer
}

const blockBytes = 64

/** The keys of an HMAC with a secret of at most 64 bytes. */
export function padded(secret: Buffer): PaddedKeys {
  const key = Buffer.concat([secret], blockBytes)
  return { inner: key.map((byte) => byte ^ 0x36) as Buffer, outer: key.map((byte) => byte ^ 0x5c) as Buffer }
}

/** The HMAC of a text, in hexadecimal digits; the function `answer` of the database computes the same. */
export function signatureOf({ inner, outer }: PaddedKeys, text: string): string {
  const within = createHash('sha256').update(inner).update(text).digest()
  return createHash('sha256').update(outer).update(within).digest('hex')
}
