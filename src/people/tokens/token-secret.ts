import { createHash, randomBytes } from 'node:crypto'

const start = 'locality_'

/** 256 bits that nobody can guess, behind a word by which a scanner of files knows what was left lying about. */
export const newSecret = (): string => `${start}${randomBytes(32).toString('base64url')}`

/** Whether a text could be a token at all; nothing else is worth looking for. */
export const looksLikeSecret = (text: string): boolean => /^locality_[\w-]{43}$/.test(text)

/** All that is kept of a secret. It is drawn from 2^256, so a plain hash cannot be searched; a slow one would slow every request. */
export const secretHash = (secret: string): string => createHash('sha256').update(secret).digest('hex')
