import pino, { type Logger } from 'pino'
import { faultOf } from './fault.ts'

/** Names under which something private could be logged by mistake. */
const privateKeys = [
  'password',
  'passphrase',
  'secret',
  'cookie',
  'email',
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

/** However a fault is called where it is logged, it is written by one hand. */
const serializers = { error: faultOf, err: faultOf, fault: faultOf }

/** Lines of JSON to standard error, so that standard output stays the answer. */
export const openLog = (level: string): Logger =>
  pino(
    { level, base: { pid: process.pid }, serializers, redact: { paths, censor: '[not logged]' } },
    pino.destination({ dest: 2, sync: true }),
  )

export type { Logger } from 'pino'
