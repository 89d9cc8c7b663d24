import type { Facts } from './facts.ts'
import type { Cell } from './matrix.ts'
import { type Probe, get, holds, probe, pulled, relationOf } from './probe.ts'
import { month, places, plantedAt } from './world.ts'

const findingPath = (cell: Cell, { findings: of }: Facts): string => `/findings/${month}/${of[relationOf(cell)]}`
const lineIdOf = (cell: Cell): string => plantedAt(relationOf(cell)).lineId
/** What stands in the place of a practice where a line names none. */
const practiceOf = (cell: Cell): string => places[relationOf(cell)].practice ?? 'None given'

const saved: Probe['shows'] = ({ status }) => status === 303

const field = (text: string, name: string): string | undefined =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1]

/** Answers, or takes the answer back that stands, whichever the page offers; where it offers neither, as if it had. */
const answer: Probe['ask'] = async (walker, cell, facts) => {
  const path = findingPath(cell, facts)
  const { text } = await walker.get(path)
  const undo = field(text, 'undo')
  if (undo !== undefined) return walker.post(`${path}/take-back`, { undo })
  const code = field(text, 'code') ?? `f${facts.findings[relationOf(cell)]}e0`
  return walker.post(`${path}/answer`, { code, verdict: 'right', words: '' })
}

/** Sets aside, and takes up again, so that whoever comes next finds it as it was. */
const setAside: Probe['ask'] = async (walker, cell, facts) => {
  const path = findingPath(cell, facts)
  const seen = async () => field((await walker.get(path)).text, 'seen') ?? '0'
  const done = await walker.post(`${path}/dismiss`, { seen: await seen(), words: 'Not worth it.' })
  return done.status === 303 ? walker.post(`${path}/restore`, { seen: await seen(), words: '' }) : done
}

/** Both halves of a queue: what is left and what was looked at. */
const wholeQueue: Probe['ask'] = async (walker) => {
  const todo = await walker.get(`/queue/${month}`)
  const done = await walker.get(`/queue/${month}?show=done`)
  return { ...todo, text: todo.text + done.text }
}

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
  probe('finding', 'answer', 'form', answer, saved),
  probe('finding', 'set aside', 'form', setAside, saved),
  probe(
    'sums of findings',
    'list',
    'page',
    get(`/finding-sums/${month}`),
    holds((cell) => `>${practiceOf(cell)}<`),
  ),
  pulled('sums of findings', 'list', `/finding-sums/${month}`, practiceOf),
  probe('queue', 'view', 'page', wholeQueue, holds(lineIdOf)),
  pulled('finding', 'list', `/findings/${month}`, lineIdOf),
  pulled('finding', 'export', `/findings/${month}?format=csv`, lineIdOf),
]
