import type { Ctx } from '#platform'
import {
  Button,
  DataTable,
  Form,
  HiddenField,
  Inset,
  PageHeading,
  type Reply,
  type Route,
  defineRoute,
  notFound,
  page,
  redirect,
} from '#ui'
import type { ReactNode } from 'react'
import { z } from 'zod'
import type { Fault } from '../loading/fault.ts'
import { kindNamed } from '../loading/kinds.ts'
import { type Prepared, isNews } from '../loading/prepared.ts'
import { discardProposal } from '../loading/propose-load.command.ts'
import { changesFingerprint, takeProposal } from '../loading/take-load.command.ts'
import { findWaiting } from '../loading/waiting.view.ts'
import { contractCrumbs, proposalAddress } from './addresses.ts'
import { changeCounts, changesTable, faultCount, faultsTable, onPage, takenWords } from './changes-table.ts'

const crumbs = [...contractCrumbs, { text: 'Load contracts and lists', href: '/contract-files' }]

const gone = (): Reply =>
  notFound('These files are not waiting here: they were taken or thrown away, or a day has gone by. Send them again.')

function faultyPage(files: readonly string[], faults: readonly Fault[]): Reply {
  const body = (
    <>
      <PageHeading caption={files.join(', ')}>{faultCount(faults)}</PageHeading>
      <p>Nothing was taken. Correct the files and send them again: all of them are taken together, or none.</p>
      <DataTable table={faultsTable(faults, onPage)} sortable={false} />
      <p>
        <a href="/contract-files">Send files again</a>
      </p>
    </>
  )
  return page({ title: 'What is wrong', body, tables: [faultsTable(faults)], breadcrumbs: crumbs })
}

const Firsts = ({ firsts }: { firsts: Prepared['firsts'] }): ReactNode =>
  firsts.length > 0 && (
    <Inset>
      <p>
        Loaded for the first time: {firsts.map(({ kind }) => kindNamed(kind).title.toLowerCase()).join(', ')}. Rules
        that need
        {firsts.length === 1 ? ' this list' : ' these lists'} run from then on.
      </p>
    </Inset>
  )

interface DecideProps {
  readonly proposalNo: number
  readonly prepared: Prepared
}

const Decide = ({ proposalNo, prepared }: DecideProps): ReactNode => (
  <Form action={proposalAddress(proposalNo)}>
    <HiddenField name="shown" value={changesFingerprint(prepared.changes)} />
    {isNews(prepared) && (
      <Button name="decision" value="take">
        Take it
      </Button>
    )}{' '}
    <Button name="decision" value="discard" kind="secondary">
      Throw it away
    </Button>
  </Form>
)

interface ProposalOptions {
  readonly message?: string
  readonly whole?: boolean
}

async function proposalPage(ctx: Ctx, proposalNo: number, { message, whole }: ProposalOptions = {}): Promise<Reply> {
  const waiting = await findWaiting(ctx, proposalNo)
  if (!waiting) return gone()
  const { proposal, prepared } = waiting
  if (prepared.faults.length > 0) return faultyPage(proposal.files, prepared.faults)
  const body = (
    <>
      <PageHeading caption={proposal.files.join(', ')}>
        {isNews(prepared) ? 'What would change' : 'Nothing would change'}
      </PageHeading>
      <p>{isNews(prepared) ? 'Nothing is taken until you say so.' : 'All of it is in the register already.'}</p>
      <ul className="nhsuk-list nhsuk-list--bullet">
        {changeCounts(prepared.changes).map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <Firsts firsts={prepared.firsts} />
      <Decide proposalNo={proposalNo} prepared={prepared} />
      {prepared.changes.length > 0 && <DataTable table={changesTable(prepared.changes, onPage)} sortable={false} />}
    </>
  )
  return page({
    title: 'What would change',
    body,
    tables: [changesTable(prepared.changes, whole ? undefined : onPage)],
    breadcrumbs: crumbs,
    ...(message !== undefined && { errors: { form: message } }),
  })
}

const where = z.object({ proposal: z.coerce.number().int().min(1).max(2_147_483_647) })

export const proposalRoute: Route = defineRoute({
  method: 'GET',
  path: '/contract-files/:proposal',
  permission: 'contract.change',
  audit: null,
  input: where,
  handle: (ctx, { proposal }, { format }) => proposalPage(ctx, proposal, { whole: format !== 'html' }),
})

const form = where.extend({
  decision: z.enum(['take', 'discard'], 'Say whether to take it.'),
  shown: z.string().regex(/^[0-9a-f]{64}$/),
})

export const decideProposalRoute: Route = defineRoute({
  method: 'POST',
  path: '/contract-files/:proposal',
  permission: 'contract.change',
  audit: 'contract.load',
  input: form,
  async handle(ctx, { proposal, decision, shown }) {
    if (decision === 'discard') {
      const was = await discardProposal(ctx, proposal)
      return was ? redirect('/contract-files', 'Thrown away. The register is as it was.') : gone()
    }
    const taken = await takeProposal(ctx, { proposalNo: proposal, shown })
    if (taken.ok) return redirect('/contracts', takenWords(taken.value))
    return taken.code === 'gone' ? gone() : proposalPage(ctx, proposal, { message: taken.message })
  },
})
