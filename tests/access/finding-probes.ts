import type { Facts } from './facts.ts'
import type { Cell } from './matrix.ts'
import { type Probe, get, holds, probe, pulled, relationOf } from './probe.ts'
import { month, places, plantedAt } from './world.ts'

const findingPath = (cell: Cell, { findings: of }: Facts): string => `/findings/${month}/${of[relationOf(cell)]}`
const lineIdOf = (cell: Cell): string => plantedAt(relationOf(cell)).lineId
/** What stands in the place of a practice where a line names none. */
const practiceOf = (cell: Cell): string => places[relationOf(cell)].practice ?? 'None given'

/** Saved, or too late: whoever may not is told neither. */
const decided: Probe['shows'] = ({ status, text }) => status === 303 || text.includes('What you chose was not saved')

export const findingProbes: readonly Probe[] = [
  probe('finding', 'list', 'page', get(`/findings/${month}`), holds(lineIdOf)),
  probe('finding', 'export', 'csv', get(`/findings/${month}?format=csv`), holds(lineIdOf)),
  probe(
    'finding',
    'view',
    'page',
    get(findingPath),
    holds((cell) => `Found in ${lineIdOf(cell)}.`),
  ),
  probe(
    'finding',
    'answer',
    'form',
    (walker, cell, facts) =>
      walker.post(`${findingPath(cell, facts)}/answer`, {
        code: `f${facts.findings[relationOf(cell)]}e0`,
        verdict: 'right',
        words: '',
      }),
    decided,
  ),
  probe(
    'finding',
    'set aside',
    'form',
    // Of an event that never was: the first is let through where nothing was said yet, everybody after it is late.
    (walker, cell, facts) =>
      walker.post(`${findingPath(cell, facts)}/dismiss`, { seen: '987654', words: 'Not worth it.' }),
    decided,
  ),
  probe(
    'sums of findings',
    'list',
    'page',
    get(`/finding-sums/${month}`),
    holds((cell) => `>${practiceOf(cell)}<`),
  ),
  pulled('sums of findings', 'list', `/finding-sums/${month}`, practiceOf),
  probe('queue', 'view', 'page', get(`/queue/${month}`), holds(lineIdOf)),
  pulled('finding', 'list', `/findings/${month}`, lineIdOf),
  pulled('finding', 'export', `/findings/${month}?format=csv`, lineIdOf),
]
