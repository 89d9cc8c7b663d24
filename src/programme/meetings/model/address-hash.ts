import { createHash } from 'node:crypto'

/** What is kept of a calendar's address: whoever reads the table cannot ask at it. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')
