import { organisationNames } from '#organisations'
import type { Ctx } from '#platform'
import { type PlainDate, dayInLondon, findPlainDate, formatDate, monthOf } from '#shared'
import {
  Button,
  Form,
  type FormErrors,
  type FormValues,
  HiddenField,
  PageHeading,
  type Reply,
  type Route,
  SummaryList,
  TextField,
  Warning,
  defineRoute,
  notFound,
  page,
  redirect,
} from '#ui'
import { z } from 'zod'
import { endContract, findStanding, planEnd } from '../ending/end-contract.command.ts'
import { type ContractVersion, contractVersions } from '../register/contract.view.ts'
import { planOf } from '../register/planned.view.ts'
import { contractAddress, contractCrumbs, endAction } from './addresses.ts'
import { daysWords, plural } from './contract-words.ts'

const where = z.object({ reference: z.string().max(40), commissioner: z.string().max(20).optional() })
type Where = z.output<typeof where>

interface Problem {
  readonly errors: FormErrors
  readonly values: FormValues
}

const crumbs = (contract: ContractVersion) => [
  ...contractCrumbs,
  { text: `Contract ${contract.reference}`, href: contractAddress(contract) },
]

const providerWords = async ({ db }: Ctx, { provider }: ContractVersion): Promise<string> =>
  `${(await organisationNames(db)).get(provider) ?? 'Unknown here'} (${provider})`

async function formPage(ctx: Ctx, named: Where, problem?: Problem): Promise<Reply> {
  const found = findStanding(await contractVersions(ctx), named)
  if (!found.ok) return notFound('There is no such contract here. The page of contracts lists them.')
  const contract = found.value
  const body = (
    <>
      <PageHeading caption={`Contract ${contract.reference}`}>End a contract</PageHeading>
      <SummaryList
        rows={[
          { key: 'Provider', value: await providerWords(ctx, contract) },
          { key: 'Terms hold', value: daysWords(contract) },
        ]}
      />
      <Form action={endAction(contract)}>
        <HiddenField name="commissioner" value={contract.commissioner} />
        <TextField
          name="ends"
          label="First day on which it no longer holds"
          hint="For example 2008-04-01. An end can be brought forward later; to put it off, load new terms."
          value={dayInLondon(ctx.clock.now())}
          width={10}
        />
        <TextField name="reason" label="Why" hint="Kept with its history for good. Name no patient." />
        <Button>Go on</Button>
      </Form>
    </>
  )
  return page({ title: 'End a contract', body, breadcrumbs: crumbs(contract), ...problem })
}

/** The second step: what it means, before it is done. */
async function surePage(ctx: Ctx, contract: ContractVersion, ends: PlainDate, reason: string): Promise<Reply> {
  const plan = await planOf(ctx, contract)
  const months = new Set(plan.map(({ month }) => month).filter((month) => month >= monthOf(ends)))
  const body = (
    <>
      <PageHeading caption={`Contract ${contract.reference}`}>End this contract?</PageHeading>
      <SummaryList
        rows={[
          { key: 'Provider', value: await providerWords(ctx, contract) },
          { key: 'No longer holds from', value: formatDate(ends) },
          { key: 'Why', value: reason },
          { key: 'Planned from then on', value: months.size === 0 ? 'nothing' : plural(months.size, 'month') },
        ]}
      />
      <Warning heading="What the provider bills for later days has no contract">
        <p>
          Lines from {formatDate(ends)} on are then found to be outside any contract. What was checked and paid before
          stays as it is.
        </p>
      </Warning>
      <Form action={endAction(contract)}>
        <HiddenField name="commissioner" value={contract.commissioner} />
        <HiddenField name="ends" value={ends} />
        <HiddenField name="reason" value={reason} />
        <HiddenField name="sure" value="yes" />
        <Button kind="warning">End contract {contract.reference}</Button>
      </Form>
      <p>
        <a href={contractAddress(contract)}>Leave it as it is</a>
      </p>
    </>
  )
  return page({ title: 'End this contract?', body, breadcrumbs: crumbs(contract) })
}

export const endContractFormRoute: Route = defineRoute({
  method: 'GET',
  path: '/contracts/:reference/end',
  permission: 'contract.change',
  audit: null,
  input: where,
  handle: (ctx, named) => formPage(ctx, named),
})

const form = where.extend({
  ends: z.string().transform((text, context): PlainDate => {
    const day = findPlainDate(text.trim())
    if (!day) context.addIssue({ code: 'custom', message: 'Write the day like 2008-04-01.' })
    return day ?? z.NEVER
  }),
  reason: z.string().max(500, 'Say it in at most 500 letters.').default(''),
  sure: z.literal('yes').optional(),
})

export const endContractRoute: Route = defineRoute({
  method: 'POST',
  path: '/contracts/:reference/end',
  permission: 'contract.change',
  audit: 'contract.end',
  input: form,
  invalid: (ctx, { errors, values }) =>
    formPage(
      ctx,
      {
        reference: String(values['reference']),
        commissioner: values['commissioner'] === undefined ? undefined : String(values['commissioner']),
      },
      { errors, values },
    ),
  async handle(ctx, { reference, commissioner, ends, reason, sure }) {
    const end = { reference, commissioner, endsOn: ends, reason }
    const result = sure ? await endContract(ctx, end) : planEnd(await contractVersions(ctx), end)
    if (!result.ok) {
      const field = result.code === 'dates' ? 'ends' : result.code === 'reason' ? 'reason' : 'form'
      return formPage(
        ctx,
        { reference, commissioner },
        { errors: { [field]: result.message }, values: { ends, reason } },
      )
    }
    if (!sure) return surePage(ctx, result.value, ends, reason.trim())
    return redirect(contractAddress(result.value), `Contract ${reference} no longer holds from ${formatDate(ends)} on.`)
  },
})
