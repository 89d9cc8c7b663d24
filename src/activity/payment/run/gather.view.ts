import { createHash } from 'node:crypto'
import type { UnitStanding } from '../agreement/agreement.ts'
import { monthStandings } from '../agreement/standings.view.ts'
import { runAdjustments } from '../adjustments/run-adjustments.view.ts'
import type { AdjustmentRow } from '../adjustments/adjustment.ts'
import { type BillLine, billLines } from '../bill/bill-lines.view.ts'
import { type ProviderState, blockOf, blockedWords } from '../bill/month-state.ts'
import { type BillUnit, sumsOf } from '../bill/unit.ts'
import { type Ctx, fingerprint } from '#platform'
import { type Month, type Pence, formatPence, noPence, toPence } from '#shared'
import { type Due, type PaidLine, dueOf } from './due.ts'
import { lineKey, paidLines } from './paid.view.ts'

/** Why a bill is not in a run, for the page and for whoever can do something about it. */
export interface LeftOut {
  readonly provider: string
  readonly group: string
  readonly undisputedPence: Pence
  readonly why: string
  readonly code: string
}

/** What a run of a month would pay now. */
export interface Gathered {
  readonly units: readonly { readonly standing: UnitStanding; readonly due: readonly Due[] }[]
  readonly adjustments: readonly AdjustmentRow[]
  readonly leftOut: readonly LeftOut[]
  readonly totalPence: Pence
  readonly lines: number
  readonly runSha: string
}

export interface GatherQuestion {
  readonly commissioner: string
  readonly month: Month
  readonly paysNewLines: boolean
  /** Only these bills: those of a run that is looked at again. */
  readonly only?: readonly { readonly provider: string; readonly group: string }[]
}

type Reason = { readonly code: string; readonly why: string }

const notAgreed: Record<UnitStanding['state'], string> = {
  agreed: '',
  held: 'The group holds it.',
  unseen: 'Not agreed: nobody has looked at it yet.',
  lapsed: 'Not agreed as it is now: the bill has changed since it was agreed.',
}

/** Nobody needs to look at it before there is something to pay. */
const nothingToPay: Reason = {
  code: 'nothing-to-pay',
  why: 'Nothing to pay now: whatever is billed is taken off or held.',
}

function reasonOf({ unit, state, last }: UnitStanding, block: ReturnType<typeof blockOf>): Reason | undefined {
  if (block) return { code: block, why: blockedWords(block) }
  if (state === 'agreed') return undefined
  if (state !== 'held' && unit.undisputedPence === 0) return nothingToPay
  const said = state === 'held' && last ? ` ${last.actor}: ${last.words ?? ''}` : ''
  return { code: state === 'held' ? 'held' : 'not-agreed', why: `${notAgreed[state]}${said}`.trim() }
}

/** The lines must add up to the bill that was agreed; where they do not, something is wrong that nobody should pay over. */
function footReason(unit: BillUnit, lines: readonly BillLine[]): Reason | undefined {
  const over = lines.find((line) => line.adjustedPence + line.heldPence > Math.max(0, line.billedPence))
  if (over)
    return {
      code: 'above-billed',
      why:
        `More is taken off line ${over.lineId} than is billed for it now: what the provider gave back is in its new bill already. ` +
        'The contract manager decides the finding first.',
    }
  const sums = sumsOf(lines.map((line) => ({ ...line, lines: 1 })))
  return sums.billedPence === unit.billedPence &&
    sums.adjustedPence === unit.adjustedPence &&
    sums.heldPence === unit.heldPence
    ? undefined
    : {
        code: 'does-not-foot',
        why:
          `Its lines come to ${formatPence(sums.undisputedPence)} and the bill to ${formatPence(unit.undisputedPence)}. ` +
          'Check the month again; if they still differ, the provider gave one id to several lines.',
      }
}

const nothingDue: Reason = { code: 'already-paid', why: 'Already paid: nothing more is due of it.' }
const owesUs: Reason = {
  code: 'negative',
  why: 'It comes to less than nothing: the provider owes the commissioner. It stays open until other bills outweigh it.',
}

const lineText = (due: Due): string =>
  `${due.provider}\t${due.lineId}\t${due.part}\t${due.group}\t` +
  `${due.billedPence}\t${due.adjustedPence}\t${due.heldPence}\t${due.paidPence}\n`

/** Line by line the hash was half of the time. */
const hashedAtOnce = 1_000

function runSha(
  { commissioner, month, paysNewLines }: GatherQuestion,
  units: Gathered['units'],
  adjustments: readonly AdjustmentRow[],
): string {
  const lines = createHash('sha256')
  for (const { due } of units)
    for (let at = 0; at < due.length; at += hashedAtOnce)
      lines.update(
        due
          .slice(at, at + hashedAtOnce)
          .map(lineText)
          .join(''),
      )
  const heads = units.map(({ standing }) => [
    standing.unit.provider,
    standing.unit.group,
    standing.unit.billSha,
    standing.last!.agreementEventId,
  ])
  const rows = adjustments.map((row) => [row.provider, row.kind, row.reference, row.practice, row.amountPence])
  return fingerprint({ commissioner, month, paysNewLines, heads, rows, lines: lines.digest('hex') })
}

export const paidOf = (due: readonly Due[], part?: Due['part']): Pence =>
  toPence(due.reduce((sum, line) => (part === undefined || line.part === part ? sum + line.paidPence : sum), 0))

export const sumOfAdjustments = (rows: readonly Pick<AdjustmentRow, 'amountPence'>[]): Pence =>
  toPence(rows.reduce((sum, { amountPence }) => sum + amountPence, 0))

interface Facts {
  readonly byUnit: ReadonlyMap<string, readonly BillLine[]>
  readonly paid: ReadonlyMap<string, PaidLine>
  /** Bills of which something was paid before: what is new of them is not paid without being asked for. */
  readonly begun: ReadonlySet<string>
}

const keyOf = ({ provider, group }: { readonly provider: string; readonly group: string }): string =>
  `${provider} ${group}`

async function factsOf(ctx: Pick<Ctx, 'db' | 'lake' | 'scope'>, question: GatherQuestion): Promise<Facts> {
  const [lines, paid] = await Promise.all([billLines(ctx, question), paidLines(ctx.db, question)])
  const byUnit = new Map<string, BillLine[]>()
  for (const line of lines) {
    const key = keyOf(line)
    const own = byUnit.get(key)
    if (own) own.push(line)
    else byUnit.set(key, [line])
  }
  return { byUnit, paid, begun: new Set([...paid.values()].map(({ first }) => keyOf(first))) }
}

type Candidate = { readonly standing: UnitStanding; readonly due: readonly Due[] }

/** What is due of one bill, or why it is left out. */
function judge(standing: UnitStanding, state: ProviderState, facts: Facts, paysNewLines: boolean): Candidate | LeftOut {
  const { unit } = standing
  const own = facts.byUnit.get(keyOf(unit)) ?? []
  const isBegun = facts.begun.has(keyOf(unit))
  const due = own.flatMap((line) => {
    const known = facts.paid.get(lineKey(line))
    if (!known && isBegun && !paysNewLines) return []
    return dueOf(line, known) ?? []
  })
  const reason =
    reasonOf(standing, blockOf(state)) ?? footReason(unit, own) ?? (due.length === 0 ? nothingDue : undefined)
  return reason ? leftOutOf(standing, reason) : { standing, due }
}

const leftOutOf = ({ unit }: UnitStanding, reason: Reason): LeftOut => ({
  provider: unit.provider,
  group: unit.group,
  undisputedPence: unit.undisputedPence,
  ...reason,
})

/** Providers that no bill of this month speaks of, because nothing of theirs is priced. */
const withoutBill = (states: readonly ProviderState[], standings: readonly UnitStanding[]): LeftOut[] =>
  states
    .filter(({ provider }) => !standings.some(({ unit }) => unit.provider === provider))
    .flatMap((state) => {
      const block = blockOf(state)
      const none = { provider: state.provider, group: '', undisputedPence: noPence }
      return block ? [{ ...none, code: block, why: blockedWords(block) }] : []
    })

type Parts = Pick<Gathered, 'units' | 'adjustments' | 'leftOut'>

/** A provider whose bills together come to less than nothing is left out: nobody can be paid less than nothing. */
function withoutDebtors({ units, adjustments, leftOut }: Parts): Parts {
  const owing = new Set(
    [...new Set(units.map(({ standing }) => standing.unit.provider))].filter((provider) => {
      const due = units.flatMap((each) => (each.standing.unit.provider === provider ? each.due : []))
      return paidOf(due) + sumOfAdjustments(adjustments.filter((row) => row.provider === provider)) < 0
    }),
  )
  const owes = ({ standing }: Candidate): boolean => owing.has(standing.unit.provider)
  return {
    units: units.filter((each) => !owes(each)),
    adjustments: adjustments.filter(({ provider }) => !owing.has(provider)),
    leftOut: [...leftOut, ...units.filter(owes).map(({ standing }) => leftOutOf(standing, owesUs))],
  }
}

/**
 * Everything that a run of one commissioner's month would pay if it were approved now, and why the rest is left out. The same facts
 * give the
 * same fingerprint, down to the penny of every line.
 */
export async function gather(ctx: Pick<Ctx, 'db' | 'lake' | 'scope'>, question: GatherQuestion): Promise<Gathered> {
  const { standings: all, states } = await monthStandings(ctx, question)
  const { only } = question
  const standings = all.filter(({ unit }) => only === undefined || only.some((each) => keyOf(each) === keyOf(unit)))
  const facts = await factsOf(ctx, question)
  const judged = standings.map((standing) => {
    const state = states.find(({ provider }) => provider === standing.unit.provider)!
    return judge(standing, state, facts, question.paysNewLines)
  })
  const candidates = judged.filter((each): each is Candidate => 'standing' in each)
  const parts = withoutDebtors({
    units: candidates,
    adjustments: await runAdjustments(
      ctx,
      question,
      candidates.map(({ standing }) => standing.unit),
    ),
    leftOut: [
      ...judged.filter((each): each is LeftOut => !('standing' in each)),
      ...(only ? [] : withoutBill(states, all)),
    ],
  })
  const due = parts.units.flatMap((each) => each.due)
  return {
    ...parts,
    lines: due.length,
    totalPence: toPence(paidOf(due) + sumOfAdjustments(parts.adjustments)),
    runSha: runSha(question, parts.units, parts.adjustments),
  }
}
