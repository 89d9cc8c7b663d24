import type { Ctx } from '#platform'
import type { Refused } from '#shared'
import { type FormErrors, type FormValues, type Reply, type Route, defineRoute, page, refusal } from '#ui'
import { z } from 'zod'
import type { AskedLine } from '../asking/asked-line.ts'
import { type CheckRefusal, checkIdentity } from '../asking/check-identity.command.ts'
import { openIdentity } from '../asking/open-identity.command.ts'
import type { Use } from '../policy/policy.ts'
import { askedOf, lineInput, whyInput } from './asked-input.ts'
import { lineAddress } from './addresses.ts'
import { beforeAsking, formFacts } from './form-facts.view.ts'
import { CheckedBody, NoNumberBody, OpenedBody } from './identity-answers.tsx'
import { CheckForm, type FormFacts, OpenForm } from './identity-form.tsx'

/** No title of these pages names a person: titles stand in histories and in the list of open windows. */
const titles: Record<Use, string> = { open: 'Show who this is', check: 'Check who this is' }

const crumbs = ({ month, provider, lineId }: AskedLine) => [
  { text: 'Home', href: '/' },
  { text: `Line ${lineId}`, href: lineAddress(month, provider, lineId) },
]

interface Typed {
  readonly errors?: FormErrors
  readonly values?: FormValues
}

/** What was typed comes back, but for the number: no page holds it. */
const withoutTypedNumber = ({ nhs_number: _number, ...values }: FormValues): FormValues => values

function formPage(use: Use, facts: FormFacts, { errors, values }: Typed = {}): Reply {
  return page({
    title: titles[use],
    body: use === 'open' ? <OpenForm facts={facts} /> : <CheckForm facts={facts} />,
    breadcrumbs: crumbs(facts.asked),
    ...(errors && { errors }),
    ...(values && { values: withoutTypedNumber(values) }),
  })
}

/** The field that a refusal belongs to. */
const fields: Partial<Record<CheckRefusal, string>> = {
  'no-reason': 'reason',
  'no-words': 'words',
  'names-patient': 'words',
  'not-a-number': 'nhs_number',
}

const statuses: Partial<Record<CheckRefusal, number>> = { 'not-found': 404, 'too-many': 429, damaged: 503 }

async function refusalPage(
  ctx: Ctx,
  use: Use,
  asked: AskedLine,
  { code, message }: Refused<CheckRefusal>,
  values: FormValues,
): Promise<Reply> {
  const field = fields[code]
  if (field) return formPage(use, await formFacts(ctx, use, asked), { errors: { [field]: message }, values })
  if (code === 'no-number') {
    const facts = await formFacts(ctx, use, asked)
    return page({
      title: titles[use],
      body: <NoNumberBody facts={facts} words={message} />,
      breadcrumbs: crumbs(asked),
    })
  }
  return refusal(statuses[code] ?? 403, message)
}

export const identityRoute = defineRoute({
  method: 'GET',
  path: '/identities/:month/:provider/:line',
  permission: 'line.read',
  audit: null,
  input: z.object(lineInput),
  async handle(ctx, input) {
    const asked = askedOf(input)
    const before = await beforeAsking(ctx, asked)
    if (before.kind === 'refused')
      return refusal(before.status, before.message, before.status === 404 ? 'Page not found' : undefined)
    if (before.kind === 'form') return formPage(before.use, await formFacts(ctx, before.use, asked))
    const facts = await formFacts(ctx, 'open', asked)
    return page({
      title: titles.open,
      body: <NoNumberBody facts={facts} words={before.words} />,
      breadcrumbs: crumbs(asked),
    })
  },
})

/** A form whose address is not understood is refused; whose fields do not fit is shown again. */
async function invalidForm(
  ctx: Ctx,
  use: Use,
  { values, errors }: { values: FormValues; errors: FormErrors },
): Promise<Reply> {
  const read = z.object(lineInput).safeParse(values)
  if (!read.success) return refusal(404, 'There is no such page. Check the address, or start from the line.')
  return formPage(use, await formFacts(ctx, use, askedOf(read.data)), { errors, values })
}

export const openIdentityRoute = defineRoute({
  method: 'POST',
  path: '/identities/:month/:provider/:line',
  permission: 'identity.open',
  audit: 'identity.open',
  input: z.object({ ...lineInput, ...whyInput }),
  invalid: (ctx, problem) => invalidForm(ctx, 'open', problem),
  async handle(ctx, { reason, words, ...input }) {
    const asked = askedOf(input)
    const opened = await openIdentity(ctx, { ...asked, reason, words })
    if (!opened.ok) return refusalPage(ctx, 'open', asked, opened, { reason, words })
    const facts = await formFacts(ctx, 'open', asked)
    return page({
      title: 'Who this line is about',
      body: <OpenedBody facts={facts} identity={opened.value} />,
      breadcrumbs: crumbs(asked),
    })
  },
})

export const checkIdentityRoute = defineRoute({
  method: 'POST',
  path: '/identities/:month/:provider/:line/check',
  permission: 'identity.check',
  audit: 'identity.check',
  input: z.object({ ...lineInput, ...whyInput, nhs_number: z.string().max(100).default('') }),
  namesPatient: ['nhs_number'],
  invalid: (ctx, problem) => invalidForm(ctx, 'check', problem),
  async handle(ctx, { reason, words, nhs_number: nhsNumber, ...input }) {
    const asked = askedOf(input)
    const checked = await checkIdentity(ctx, { line: asked, nhsNumber, reason, words })
    if (!checked.ok) return refusalPage(ctx, 'check', asked, checked, { reason, words })
    const facts = await formFacts(ctx, 'check', asked)
    return page({
      title: 'Checked who this is',
      body: <CheckedBody facts={facts} checked={checked.value} />,
      breadcrumbs: crumbs(asked),
    })
  },
})

export const identityRoutes: readonly Route[] = [identityRoute, openIdentityRoute, checkIdentityRoute]
