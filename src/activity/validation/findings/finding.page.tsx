import { podNames } from '#activity/pricing'
import { organisationNames } from '#organisations'
import type { Ctx } from '#platform'
import { type Month, type Result, formatMonth, mayDo } from '#shared'
import { type FormErrors, type InvalidInput, type Reply, type Route, defineRoute, notFound, page, redirect } from '#ui'
import { z } from 'zod'
import { type Decision, dismissFinding, restoreFinding } from '../answering/decide-finding.command.ts'
import { answerLine } from '../queue/answer-line.command.ts'
import { takeBack } from '../queue/take-back.command.ts'
import { shippedRules } from '../rules/catalogue.view.ts'
import { findingAddress, findingsAddress } from './addresses.ts'
import { answerDeadline } from './deadline.view.ts'
import { FindingBody } from './finding-body.tsx'
import type { MayDo } from './finding-forms.tsx'
import { type FindingFound, findFinding } from './finding.view.ts'
import { monthInput } from './month-input.ts'
import { nextInWords } from './next-words.ts'
import { versionsTable } from './versions-table.ts'

const nameInput = { month: monthInput, id: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER) }

interface Name {
  readonly month: Month
  readonly id: number
}

interface Typed {
  readonly notSaved?: string
  readonly errors?: FormErrors
  readonly values?: InvalidInput['values']
}

const mayNow = ({ scope }: Ctx): MayDo => ({
  answer: mayDo(scope, 'finding.answer'),
  decide: mayDo(scope, 'finding.decide'),
  ask: mayDo(scope, 'identity.open') || mayDo(scope, 'identity.check'),
})

async function bodyOf(ctx: Ctx, found: FindingFound, notSaved: string | undefined) {
  const { finding, standing } = found
  const [names, pods, deadline] = await Promise.all([
    organisationNames(ctx.db),
    podNames(),
    answerDeadline(ctx, finding),
  ])
  const rule = shippedRules().find(({ code }) => code === finding.rule)
  const versions = versionsTable(found.versions)
  const shown = {
    found,
    versions,
    rule: { code: finding.rule, title: rule?.title ?? `Rule ${finding.rule}`, why: rule?.why ?? 'A rule made here.' },
    names,
    pods,
    next: nextInWords(finding, standing, deadline),
    may: mayNow(ctx),
    ...(notSaved !== undefined && { notSaved }),
  }
  return { body: <FindingBody {...shown} />, tables: [versions] }
}

async function findingPage(ctx: Ctx, { month, id }: Name, { notSaved, errors, values }: Typed = {}): Promise<Reply> {
  const found = await findFinding(ctx, { month, findingId: id })
  if (!found.ok) return notFound(found.message)
  const { body, tables } = await bodyOf(ctx, found.value, notSaved)
  return page({
    title: `Finding ${id}, ${formatMonth(month)}`,
    body,
    tables,
    breadcrumbs: [
      { text: 'Home', href: '/' },
      { text: `Findings of ${formatMonth(month)}`, href: findingsAddress(month) },
    ],
    ...(notSaved !== undefined && { status: 409 }),
    ...(errors && { errors }),
    ...(values && { values }),
  })
}

export const findingRoute = defineRoute({
  method: 'GET',
  path: '/findings/:month/:id',
  permission: 'finding.read',
  audit: 'finding.read',
  input: z.object(nameInput),
  handle: (ctx, name) => findingPage(ctx, name),
})

const fields: Readonly<Record<string, string>> = {
  'no-words': 'words',
  'names-patient': 'words',
  'no-verdict': 'verdict',
}

/** On to the finding with a word of success, or the finding again with what was wrong. */
async function told(
  ctx: Ctx,
  name: Name,
  done: Result<unknown>,
  success: string,
  values: Typed['values'],
): Promise<Reply> {
  if (done.ok) return redirect(findingAddress(name.month, name.id), success)
  const field = fields[done.code]
  return field === undefined
    ? findingPage(ctx, name, { notSaved: done.message, values })
    : findingPage(ctx, name, { errors: { [field]: done.message }, values })
}

async function invalid(ctx: Ctx, { values, errors }: InvalidInput): Promise<Reply> {
  const read = z.object(nameInput).safeParse(values)
  if (!read.success) return notFound('There is no such finding. Start from the list of findings.')
  return findingPage(ctx, read.data, { errors, values })
}

const text = z.string().max(2000, 'Write less.').default('')

export const answerFindingRoute = defineRoute({
  method: 'POST',
  path: '/findings/:month/:id/answer',
  permission: 'finding.answer',
  audit: 'finding.answer',
  input: z.object({ ...nameInput, code: z.string().max(2000), verdict: text, words: text }),
  invalid,
  async handle(ctx, { month, id, code, verdict, words }) {
    const name = { month, id }
    const found = await findFinding(ctx, { month, findingId: id })
    if (!found.ok) return notFound(found.message)
    const practice = found.value.finding.practice ?? ''
    const answered = await answerLine(ctx, { month, practice, code, verdict, words })
    return told(ctx, name, answered, 'The answer was saved. It can be taken back below.', { verdict, words })
  },
})

export const takeBackRoute = defineRoute({
  method: 'POST',
  path: '/findings/:month/:id/take-back',
  permission: 'finding.answer',
  audit: 'finding.take-back',
  input: z.object({ ...nameInput, undo: z.string().max(2000) }),
  async handle(ctx, { month, id, undo }) {
    return told(ctx, { month, id }, await takeBack(ctx, { month, code: undo }), 'The answer was taken back.', {})
  },
})

const decisionInput = z.object({ ...nameInput, seen: z.coerce.number().int().min(0), words: text })

const decisionRoute = (
  verb: 'dismiss' | 'restore',
  decide: (ctx: Ctx, decision: Decision) => Promise<Result<void>>,
  success: string,
): Route =>
  defineRoute({
    method: 'POST',
    path: `/findings/:month/:id/${verb}`,
    permission: 'finding.decide',
    audit: `finding.${verb}`,
    input: decisionInput,
    invalid,
    handle: async (ctx, { month, id, seen, words }) => {
      const there = await findFinding(ctx, { month, findingId: id })
      if (!there.ok) return notFound(there.message)
      return told(ctx, { month, id }, await decide(ctx, { findingId: id, seen, words }), success, { words })
    },
  })

export const decisionRoutes: readonly Route[] = [
  decisionRoute('dismiss', dismissFinding, 'The finding was set aside. It can be taken up again below.'),
  decisionRoute('restore', restoreFinding, 'The finding was taken up again.'),
]

export const findingRoutes: readonly Route[] = [findingRoute, answerFindingRoute, takeBackRoute, ...decisionRoutes]
