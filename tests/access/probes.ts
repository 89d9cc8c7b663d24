import { formatPence, toPence } from '#shared'
import { budgetProbes } from './budget-probes.ts'
import { challengeProbes } from './challenge-probes.ts'
import { contractProbes } from './contract-probes.ts'
import { envelopeProbes } from './envelope-probes.ts'
import { riskProbes } from './risk-probes.ts'
import { findingProbes } from './finding-probes.ts'
import { frameworkProbes } from './framework-probes.ts'
import { monitoringProbes } from './monitoring-probes.ts'
import { paymentProbes } from './payment-probes.ts'
import { leadProbes } from './lead-probes.ts'
import type { Cell } from './matrix.ts'
import { type Probe, get, holds, opens, probe, pull, pulled, relationOf, sentOn, upload } from './probe.ts'
import { planProbes } from './plan-probes.ts'
import { prescribingProbes } from './prescribing-probes.ts'
import { ruleProbes } from './rule-probes.ts'
import { meetingProbes } from './meeting-probes.ts'
import { savingsProbes } from './savings-probes.ts'
import { fileName, month, places, planted, plantedAt } from './world.ts'

const practiceOf = (cell: Cell): string => places[relationOf(cell)].practice ?? 'V81999'

/** Imports, and what follows from them, are of a commissioner: those of the other one stand “elsewhere”. */
const ofCommissioner = (cell: Cell, both: { own: number; elsewhere: number }): number =>
  relationOf(cell) === 'elsewhere' ? both.elsewhere : both.own

const statement = `/statements/${month}?by=practice`

/** What a practice was billed, by the providers that the asker may see; the ten plain lines of each cost £800. */
function sumPenceOf(cell: Cell): number {
  const own = planted.filter(
    ({ relation, provider }) => relation === cell.relation && (cell.asker !== 'provider-contact' || provider === 'RAA'),
  )
  return own.reduce((sum, { billedPence }) => sum + billedPence + 10 * 80_000, 0)
}

const sumOf = (cell: Cell): string => formatPence(toPence(sumPenceOf(cell)))

const lineOf = (cell: Cell, provider: 'RAA' | 'RBB' = 'RAA') => plantedAt(relationOf(cell), provider)

const linePath = (cell: Cell, provider: 'RAA' | 'RBB' = 'RAA'): string =>
  `/lines/${month}/${provider}/${lineOf(cell, provider).lineId}`

const billedOf =
  (provider: 'RAA' | 'RBB') =>
  (cell: Cell): string =>
    formatPence(toPence(lineOf(cell, provider).billedPence))

const identityPath = (cell: Cell): string => `/identities/${month}/RAA/${lineOf(cell).lineId}`

const spaced = (number: string): string => `${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6)}`

let serial = 0

const statements: readonly Probe[] = [
  probe(
    'sums of a practice',
    'list',
    'page',
    get(statement),
    holds((cell) => `>${practiceOf(cell)}<`),
  ),
  probe('sums of a practice', 'view unsuppressed', 'page', get(statement), holds(sumOf)),
  probe('sums of a practice', 'export', 'csv', get(`${statement}&format=csv`), holds(practiceOf)),
  probe('sums of a practice', 'export', 'json', get(`${statement}&format=json`), holds(practiceOf)),
  { ...probe('month', 'view', 'page', get(`/months/${month}`), holds('October 2007')), isFrame: true },
]

const searched = `/lines/${month}?search=PLANTED`

const lines: readonly Probe[] = [
  probe(
    'line',
    'list',
    'page',
    get(searched),
    holds((cell) => lineOf(cell).lineId),
  ),
  probe(
    'line',
    'export',
    'csv',
    get(`${searched}&format=csv`),
    holds((cell) => lineOf(cell).lineId),
  ),
  probe(
    'line',
    'export',
    'json',
    get(`${searched}&format=json`),
    holds((cell) => lineOf(cell).lineId),
  ),
  probe(
    'line',
    'view',
    'page',
    get((cell) => linePath(cell)),
    holds(billedOf('RAA')),
  ),
  probe(
    'line',
    'view',
    'csv',
    get((cell) => `${linePath(cell)}?format=csv&table=history`),
    holds((cell) => String(lineOf(cell).billedPence)),
  ),
  probe(
    'line of another provider',
    'view',
    'page',
    get((cell) => linePath(cell, 'RBB')),
    holds(billedOf('RBB')),
  ),
  probe(
    'restricted code of a line',
    'view',
    'page',
    get((cell) => linePath(cell)),
    // In a token of a form it may stand by chance.
    ({ status, text }) => status < 400 && text.replaceAll(/ value="[^"]*"/g, '').includes('B20'),
  ),
]

const identities: readonly Probe[] = [
  probe(
    'identity',
    'view identifiable',
    'form',
    (walker, cell) => walker.post(identityPath(cell), { reason: 'own-patient', words: '' }),
    holds((cell) => spaced(lineOf(cell).nhsNumber)),
  ),
  probe(
    'identity',
    'check',
    'form',
    (walker, cell) =>
      walker.post(`${identityPath(cell)}/check`, {
        reason: 'responsible',
        words: '',
        nhs_number: lineOf(cell).nhsNumber,
      }),
    ({ status, text }) => status === 200 && /<h1[^>]*>(?:<span.*?<\/span>)?Yes\s*</.test(text),
  ),
]

const ofImport = (cell: Cell): string => fileName(relationOf(cell) === 'elsewhere' ? 'C02' : 'C01')

const imports: readonly Probe[] = [
  probe('import', 'list', 'page', get('/imports'), holds(ofImport)),
  probe('import', 'list', 'json', get('/imports?format=json'), holds(ofImport)),
  probe(
    'import',
    'view',
    'page',
    get((cell, { imports: both }) => `/imports/${ofCommissioner(cell, both)}`),
    holds(ofImport),
  ),
  probe(
    'import',
    'create',
    'form',
    (walker) => walker.post('/imports', upload({ layout: 'auto', snapshot: 'flex' }, 'x.csv', 'x\n')),
    sentOn(/\/runs\/\d+$/),
  ),
  probe(
    'import',
    'withdraw',
    'form',
    (walker, cell, { refused }) => walker.post(`/imports/${ofCommissioner(cell, refused)}/withdraw`, { reason: '' }),
    ({ text }) => text.includes('was never taken in'),
  ),
  probe(
    'run',
    'view',
    'page',
    get((cell, { runs }) => `/runs/${ofCommissioner(cell, runs)}`),
    holds('Price months'),
  ),
]

/** A price list that nobody had before, so that each loading is a loading. */
const priceList = (): string =>
  `tfc,first_single,first_multi,follow_up_single,follow_up_multi\n${100 + (serial += 1)},160,200,75,90\n`

const prices: readonly Probe[] = [
  probe('tariff', 'list', 'page', get('/tariffs'), holds('2007/08')),
  probe('tariff', 'view', 'page', get('/tariffs/1'), holds('Invented stay')),
  probe(
    'tariff',
    'create',
    'form',
    (walker) => walker.post('/tariffs', upload({ year: '2011/12', from: '' }, 'tariff-outpatient.csv', priceList())),
    sentOn(/\/tariffs$/),
  ),
  probe('local price of the own provider', 'list', 'page', get('/tariffs'), holds('1,234.56')),
  probe('local price of another provider', 'list', 'page', get('/tariffs'), holds('6,543.21')),
  probe(
    'local price of another provider',
    'list',
    'csv',
    get('/tariffs?format=csv&table=local-prices'),
    holds('6543.21'),
  ),
]

const newPractice = (): string =>
  `code,name,kind,open_date,close_date,postcode\nY9${String((serial += 1)).padStart(4, '0')},New Practice,practice,2000-04-01,,\n`

const organisations: readonly Probe[] = [
  probe('organisation', 'list', 'page', get('/organisations?kind=practice'), holds('Zinnia Practice')),
  probe('organisation', 'view', 'page', get('/organisations/Z99001'), holds('Zinnia Practice')),
  probe(
    'organisation',
    'create',
    'form',
    (walker) =>
      walker.post(
        '/organisation-files',
        upload({ what: 'organisations', date: '' }, 'organisations.csv', newPractice()),
      ),
    (answer) => answer.status < 400 && !answer.text.includes('/sign-in'),
  ),
]

/** A day of its own for each post that is given, so that none is held twice. */
function newTerm(): { from: string; last_day: string } {
  const day = `${1900 + (serial += 1)}-01-01`
  return { from: day, last_day: day }
}

const people: readonly Probe[] = [
  probe(
    'person',
    'list',
    'page',
    get('/people'),
    holds((_, { other }) => other.name),
  ),
  probe(
    'person',
    'list',
    'csv',
    get('/people?format=csv'),
    holds((_, { other }) => other.name),
  ),
  probe(
    'person',
    'view',
    'page',
    get((_, { other }) => `/people/${other.personId}`),
    holds((_, { other }) => other.name),
  ),
  probe(
    'person',
    'create',
    'form',
    (walker) => walker.post('/people/new', { name: 'New Person', email: `new${(serial += 1)}@example.org` }),
    holds('New Person was added'),
  ),
  probe(
    'person',
    'change',
    'form',
    (walker, _, { other }) =>
      walker.post(`/people/${other.personId}/posts`, {
        role: 'executive-member',
        organisation: 'C01',
        ...newTerm(),
      }),
    sentOn(/\/people\//),
  ),
  { ...probe('own account', 'view', 'page', get('/account'), opens), isFrame: true },
  probe(
    'session of another person',
    'delete',
    'form',
    async (walker, _, { other }) => {
      const answer = await walker.post('/account/sessions/end', { session: other.sessionId })
      const seen = await walker.post(`/people/${other.personId}x/sessions`, {})
      return { ...answer, text: answer.text + seen.text }
    },
    () => false,
  ),
  { ...probe('roles', 'view', 'page', get('/roles'), opens), isFrame: true },
]

const oversight: readonly Probe[] = [
  probe('journal', 'view', 'page', get('/journal'), holds('organisations.import')),
  probe('journal', 'view', 'json', get('/journal?format=json&table=journal-in-full'), holds('organisations.import')),
  probe('access report', 'view', 'page', get('/access-report/2008-06'), holds('Somebody Else Entirely')),
  probe('setting', 'view', 'page', get('/settings'), holds('a tester')),
  probe(
    'setting',
    'change',
    'form',
    async (walker) => {
      // One of the two is a change, whatever holds now.
      const [one, other] = [
        await walker.post('/settings', { vocabulary: 'icb-2026' }),
        await walker.post('/settings', { vocabulary: 'pbc-2006' }),
      ]
      return one.status > other.status ? one : other
    },
    sentOn(/\/settings$/),
  ),
]

const heldPence = (cell: Cell): string => String(sumPenceOf(cell))

const programs: readonly Probe[] = [
  pulled('sums of a practice', 'list', statement, practiceOf),
  pulled('sums of a practice', 'view unsuppressed', statement, heldPence),
  { ...probe('month', 'view', 'program', pull(`/months/${month}/gaps`), opens), isFrame: true },
  pulled('line', 'list', searched, (cell) => lineOf(cell).lineId),
  pulled('line', 'list', `${searched}&format=csv`, (cell) => lineOf(cell).lineId),
  pulled(
    'line',
    'view',
    (cell) => linePath(cell),
    (cell) => String(lineOf(cell).billedPence),
  ),
  pulled(
    'line of another provider',
    'view',
    (cell) => linePath(cell, 'RBB'),
    (cell) => String(lineOf(cell, 'RBB').billedPence),
  ),
  pulled('restricted code of a line', 'view', (cell) => linePath(cell), 'B20'),
  pulled('import', 'list', '/imports', ofImport),
  pulled('import', 'view', (cell, { imports: both }) => `/imports/${ofCommissioner(cell, both)}/submissions`, 'RAA'),
  pulled('tariff', 'list', '/tariffs', '2007/08'),
  pulled('tariff', 'view', '/tariffs/1/hrgs', 'Invented stay'),
  pulled('local price of the own provider', 'list', '/local-prices', '123456'),
  pulled('local price of another provider', 'list', '/local-prices', '654321'),
  pulled('organisation', 'list', '/organisations?kind=practice', 'Zinnia Practice'),
]

export const probes: readonly Probe[] = [
  ...statements,
  ...lines,
  ...identities,
  ...imports,
  ...prices,
  ...organisations,
  ...people,
  ...oversight,
  ...contractProbes,
  ...ruleProbes,
  ...challengeProbes,
  ...paymentProbes,
  ...envelopeProbes,
  ...budgetProbes,
  ...monitoringProbes,
  ...riskProbes,
  ...savingsProbes,
  ...frameworkProbes,
  ...leadProbes,
  ...meetingProbes,
  ...programs,
  ...findingProbes,
  ...prescribingProbes,
  ...planProbes,
]
