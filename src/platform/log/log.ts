import pino, { type Logger } from 'pino'

/** Names under which something private could be logged by mistake. */
const privateKeys = [
  'password',
  'token',
  'key',
  'patient',
  'nhsNumber',
  'nhs_number',
  'birthDate',
  'birth_date',
  'url',
  'connectionString',
]

const paths = privateKeys.flatMap((key) => [key, `*.${key}`, `*.*.${key}`])

/** Lines of JSON to standard error, so that standard output stays the answer. */
export const openLog = (level: string): Logger =>
  pino(
    { level, base: { pid: process.pid }, redact: { paths, censor: '[not logged]' } },
    pino.destination({ dest: 2, sync: true }),
  )

export type { Logger } from 'pino'
