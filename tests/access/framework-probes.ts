import { actionOf, assessmentOf, commitmentOf, copyOf, groupOf, schemeFrom } from './framework-world.ts'
import type { Cell } from './matrix.ts'
import { type Probe, get, holds, probe, pull, pulled, relationOf, upload } from './probe.ts'
import { places } from './world.ts'

const practiceOf = (cell: Cell): string => places[relationOf(cell)].practice ?? 'V81999'
const groupPath = (cell: Cell): string => `/framework/groups/${groupOf(relationOf(cell))}`
const assessment = (cell: Cell): string => String(assessmentOf[relationOf(cell)])

const lacks =
  (words: string): Probe['shows'] =>
  ({ status, text }) =>
    status === 422 && text.includes(words)

const frame = (one: Probe): Probe => ({ ...one, isFrame: true })

const action = (cell: Cell): string => actionOf(relationOf(cell))
const commitment = (cell: Cell): string => commitmentOf(relationOf(cell))

/** The row of a group with the year of its assessment: that there is such a group everybody knows. */
const isAssessed: Probe['shows'] = ({ status, text }, cell) =>
  status < 400 && new RegExp(`\\b${groupOf(relationOf(cell))}\\b[^}\\n]*2008/09`).test(text.replaceAll(/\n\s+/g, ' '))

export const frameworkProbes: readonly Probe[] = [
  probe('assessment of a group', 'list', 'csv', get('/framework?format=csv&table=groups'), isAssessed),
  probe('assessment of a group', 'list', 'program', pull('/framework/groups'), isAssessed),
  probe(
    'assessment of a group',
    'view',
    'page',
    get((cell) => `${groupPath(cell)}/targets/1.1.1`),
    holds(action),
  ),
  probe(
    'assessment of a group',
    'view',
    'csv',
    get((cell) => `${groupPath(cell)}/targets?format=csv&table=targets`),
    holds(action),
  ),
  pulled('assessment of a group', 'view', (cell) => `${groupPath(cell)}/targets`, action),
  frame(
    probe(
      'assessment of a group',
      'rate',
      'form',
      (walker, cell) =>
        walker.post(`${groupPath(cell)}/targets/1.1.1`, {
          assessment: assessment(cell),
          rating: 'low',
          words: '',
          link: 'javascript:x',
        }),
      lacks('Give an address that begins with'),
    ),
  ),
  frame(
    probe(
      'assessment of a group',
      'sign off',
      'form',
      (walker, cell) => walker.post(`${groupPath(cell)}/open-again`, { assessment: assessment(cell), words: '' }),
      lacks('Say in a few words why it is opened again'),
    ),
  ),
  probe(
    'register of a practice',
    'list',
    'csv',
    get('/framework/registers?register=schemes&format=csv&table=schemes'),
    holds((cell) => `${practiceOf(cell)},access`),
  ),
  pulled('register of a practice', 'list', '/framework/registers/schemes', (cell) => practiceOf(cell)),
  frame(
    probe(
      'register of a practice',
      'record',
      'form',
      (walker, cell) =>
        walker.post('/framework/registers', {
          register: 'schemes',
          practice: practiceOf(cell),
          scheme: 'access',
          from: schemeFrom,
        }),
      lacks('This is recorded already'),
    ),
  ),
  probe(
    'commitment of a practice',
    'view',
    'page',
    get((cell) => `/framework/practices/${practiceOf(cell)}/responsibilities`),
    holds(commitment),
  ),
  frame(
    probe(
      'commitment of a practice',
      'give',
      'form',
      (walker, cell) =>
        walker.post(`/framework/practices/${practiceOf(cell)}/responsibilities`, {
          position: '1',
          degree: 'full',
          side: '',
          words: commitment(cell),
        }),
      ({ status }) => status === 303,
    ),
  ),
  frame(
    probe(
      'framework that ships',
      'view',
      'page',
      get('/framework/definitions/shipped/commissioning-levels'),
      holds('Levels of practice-based commissioning'),
    ),
  ),
  probe(
    'copy of a framework',
    'view',
    'page',
    get((cell) => `/framework/definitions/${groupOf(relationOf(cell))}/${copyOf(relationOf(cell))}`),
    holds((cell) => `Planted levels of ${groupOf(relationOf(cell))}`),
  ),
  pulled('copy of a framework', 'view', '/framework/definitions', (cell) => copyOf(relationOf(cell))),
  frame(
    probe(
      'copy of a framework',
      'change',
      'form',
      (walker, cell) =>
        walker.post(`/framework/definitions/${groupOf(relationOf(cell))}/${copyOf(relationOf(cell))}`, {
          kind: 'threshold',
          ref: '1.2.2',
          number: '9999',
        }),
      lacks('This threshold does not fit'),
    ),
  ),
  frame(
    probe(
      'file of the framework',
      'send',
      'form',
      (walker) => walker.post('/framework/files', upload({ what: 'schemes', group: '', year: '' }, 'a.csv', 'x\n')),
      lacks('holds no row below its header'),
    ),
  ),
]
