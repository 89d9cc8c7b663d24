import { openLog } from '../../src/platform/log/log.ts'

const log = openLog('info')
log.info({ patient: '9990079196', password: 'secret-word', line: { nhsNumber: '9990079196' } }, 'said on purpose')
log.info({ options: { database: { url: 'postgres://me:secret-word@host' } } }, 'said on purpose')
