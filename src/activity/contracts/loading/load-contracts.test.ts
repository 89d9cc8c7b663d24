import { namePatients } from '#activity/import'
import { type Ctx, journalEntries } from '#platform'
import { type RoleName, type Scope, findRole, practicesOnly, toMonth, toPlainDate, wholeCommissioner } from '#shared'
import { beforeAll, describe, expect, test } from 'vitest'
import { asOwner } from '../../../../tests/support/template.ts'
import { contractsHeader, withContractFiles } from '../../../../tests/support/contract-files.ts'
import { rotatePseudonym } from '../../import/vault/rotate-pseudonym.command.ts'
import { addOrganisations } from '../../../../tests/support/people.ts'
import { useWorkbench } from '../../../../tests/support/workbench.ts'
import { closingsOf, contractsIn, findContract, marginalRates, planOf, registerFacts } from '../index.ts'
import { cquinRates, readmissionRule } from '../register/adjustments.view.ts'
import { contractVersions } from '../register/contract.view.ts'
import { endContract } from '../ending/end-contract.command.ts'
import { faultSentence } from './fault.ts'
import { discardProposal, proposeLoad } from './propose-load.command.ts'
import { changesFingerprint, loadContracts, takeProposal } from './take-load.command.ts'
import { prepareLists } from './prepare-load.view.ts'
import { findProposal } from '../stores/proposal.store.ts'

const workbench = useWorkbench()
beforeAll(() => addOrganisations(workbench().ctx))

const month = toMonth('2007-10')
const months = { from: month, to: month }
const nhsNumber = '9990000018'

function as(roleName: RoleName, more: Partial<Scope> = {}): Ctx {
  const { detail, smallNumbers, seesRestrictedCodes, permissions } = findRole(roleName)!
  const scope = { ...wholeCommissioner, detail, smallNumbers, seesRestrictedCodes, permissions, ...more }
  const post = { postId: `post-${roleName}`, role: roleName, organisation: 'X' }
  const actor = { name: roleName, userId: `a-${roleName}`, post }
  return workbench().ctx.handTo({ actor, scope: { ...scope, personId: `a-${roleName}` } })
}
const manager = (): Ctx => as('contract-manager', { commissioners: ['5ZZ'] })

const load = (ctx: Ctx, texts: Record<string, string>) => withContractFiles(texts, (files) => loadContracts(ctx, files))

async function taken(ctx: Ctx, texts: Record<string, string>): Promise<string[]> {
  const result = await load(ctx, texts)
  if (!result.ok) throw new Error(`${result.message} ${(result.faults ?? []).map(faultSentence).join(' ')}`)
  return result.value.map(({ kind, added, changed, removed }) => `${kind} +${added} ~${changed} -${removed}`)
}

async function refusals(ctx: Ctx, texts: Record<string, string>): Promise<string[]> {
  const result = await load(ctx, texts)
  return result.ok ? ['taken'] : (result.faults ?? []).map(faultSentence)
}

const contracts = `${contractsHeader}
CA-1,ZA1,tariff,2007-04-01,2008-04-01,,,0.50,100,
CA-2,ZA1,block,2007-04-01,,330 410,1200000,,,15
`

describe('the register', () => {
  test('before anything is loaded says that it is not filled', async () => {
    const facts = await registerFacts(manager(), months)
    expect(facts.isFilled).toEqual({
      contracts: false,
      plan: false,
      caps: false,
      'multi-professional': false,
      'prior-approvals': false,
      'low-priority': false,
      'excluded-drugs': false,
      clinics: false,
      calendar: false,
    })
    expect(await closingsOf(manager(), month)).toBeUndefined()
  })

  test('takes nothing unless everything is right, and says all that is wrong', async () => {
    const said = await refusals(manager(), {
      'a.csv': contracts.replace('tariff,', 'tarif,'),
      'b.csv': 'reference,month,pod,activity,value\nCA-9,2007-10,EL,1,1\n',
      'c.csv': 'colour\nred\n',
    })
    expect(said).toEqual([
      'a.csv, row 2, mechanism: “tarif” is not known. Write one of tariff, payment-scheme, low-volume-block, block, local.',
      expect.stringContaining('c.csv, row 1, header: “colour” is the header of none'),
    ])
    expect(
      await refusals(manager(), {
        'a.csv': contracts.replace('1200000', '').replace('CA-1,ZA1', 'CA-1,ZA1'),
        'b.csv': 'reference,month,pod,activity,value\nCA-9,2007-10,EL,1,1\nCA-1,2007-10,EL,1,1\nCA-1,2007-10,EL,1,1\n',
      }),
    ).toEqual([
      expect.stringMatching(/a.csv, row 3, fixed_per_year: is missing, and this mechanism pays one/),
      expect.stringMatching(/b.csv, row 2, reference: “CA-9” is no contract that is known here/),
      expect.stringMatching(/b.csv, row 4, reference, month, pod: says the same thing as row 3/),
    ])
    expect(await contractVersions(manager())).toEqual([])
  })

  test('takes contracts with what belongs to them in one go, whatever the order of the files', async () => {
    expect(
      await taken(manager(), {
        'plan.csv': 'reference,month,pod,activity,value\nCA-1,2007-10,NEL,41.667,83334\nCA-1,2007-10,EL,10,20000\n',
        'caps.csv': 'reference,tfc,ratio,from\nCA-1,110,2.5,2007-04-01\n',
        'contracts.csv': contracts,
        'calendar.csv':
          'month,flex_inclusion,flex_publication,freeze_inclusion,freeze_publication\n2007-10,2007-11-30,2007-12-03,2007-12-31 12:00,2008-01-02\n',
      }),
    ).toEqual(['contracts +2 ~0 -0', 'contract-plan +2 ~0 -0', 'follow-up-caps +1 ~0 -0', 'calendar +1 ~0 -0'])
    const [first, second] = await contractsIn(manager(), month)
    expect(first).toMatchObject({
      reference: 'CA-1',
      commissioner: '5ZZ',
      provider: 'ZA1',
      mechanism: 'tariff',
      to: '2008-04-01',
      services: [],
      fixedPencePerYear: null,
      lineTolerancePence: 50,
      batchTolerancePence: 10000,
      clocks: { acknowledgeDays: 5, answerDays: 10, escalateDays: 20 },
    })
    expect(second).toMatchObject({ fixedPencePerYear: 120000000, clocks: { answerDays: 15 }, services: ['330', '410'] })
    expect(await findContract(manager(), 'ZA1', toPlainDate('2007-10-01'))).toMatchObject({ reference: 'CA-1' })
    expect(await findContract(manager(), 'ZA1', toPlainDate('2008-04-01'))).toMatchObject({ reference: 'CA-2' })
    expect(await findContract(manager(), 'ZA2', toPlainDate('2008-04-01'))).toBeUndefined()
    expect(await planOf(manager(), { commissioner: '5ZZ', reference: 'CA-1' })).toEqual([
      expect.objectContaining({ pod: 'EL', activity: 10, valuePence: 2000000 }),
      expect.objectContaining({ pod: 'NEL', activity: 41.667, valuePence: 8333400 }),
    ])
    expect(await closingsOf(manager(), month)).toEqual({
      flexClosesAt: new Date('2007-11-30T17:00:00Z'),
      freezeClosesAt: new Date('2007-12-31T12:00:00Z'),
    })
  })

  test('takes the same a second time without writing anything', async () => {
    expect(await taken(manager(), { 'contracts.csv': contracts })).toEqual([])
    expect(await contractVersions(manager())).toHaveLength(2)
  })

  test('keeps an amendment as a version that holds from its first day on', async () => {
    const amended = `${contractsHeader}\nCA-1,ZA1,tariff,2008-01-01,2008-04-01,,,1,200,\n`
    expect(await taken(manager(), { 'amended.csv': amended })).toEqual(['contracts +1 ~0 -0'])
    expect((await contractsIn(manager(), month)).map(({ reference, to }) => `${reference} ${to}`)).toEqual([
      'CA-1 2008-01-01',
      'CA-2 null',
    ])
    expect(await findContract(manager(), 'ZA1', toPlainDate('2008-02-01'))).toMatchObject({ lineTolerancePence: 100 })
    const versions = await contractVersions(manager())
    expect(versions.map(({ reference, version, loadedBy }) => `${reference}.${version} ${loadedBy}`)).toEqual([
      'CA-1.1 contract-manager',
      'CA-1.2 contract-manager',
      'CA-2.1 contract-manager',
    ])
  })

  test('refuses what would cover a service twice, and a contract that changes its provider', async () => {
    const again = (row: string) => refusals(manager(), { 'c.csv': `${contractsHeader}\n${row}\n` })
    expect(await again('CA-3,ZA1,tariff,2008-03-01,,,,,,')).toEqual([
      expect.stringMatching(/covers everything with ZA1 from 1 March 2008, which CA-1 does as well/),
    ])
    expect(await again('CA-3,ZA1,local,2007-06-01,,410,,,,')).toEqual([expect.stringMatching(/covers 410 .* CA-2 /)])
    expect(await again('CA-1,ZA2,tariff,2008-01-01,,,,,,')).toEqual([
      expect.stringMatching(/“ZA2” is not the provider of CA-1, which is ZA1/),
    ])
    expect(await again('CA-3,ZA1,tariff,2008-04-01,,,,,,')).toEqual(['taken'])
  })

  test('replaces the whole of what a file names and leaves the rest', async () => {
    const plan = (rows: string) => ({ 'plan.csv': `reference,month,pod,activity,value\n${rows}` })
    expect(await taken(manager(), plan('CA-1,2007-11,EL,9,18000\n'))).toEqual(['contract-plan +1 ~0 -0'])
    expect(await taken(manager(), plan('CA-1,2007-10,EL,11,20000\nCA-1,2007-11,EL,9,18000\n'))).toEqual([
      'contract-plan +0 ~1 -1',
    ])
    const rows = await planOf(manager(), { commissioner: '5ZZ', reference: 'CA-1' })
    expect(rows.map(({ month: of, pod, activity }) => `${of} ${pod} ${activity}`)).toEqual([
      '2007-10 EL 11',
      '2007-11 EL 9',
    ])
  })

  test('knows an empty list from one that was never loaded', async () => {
    const header = 'provider,tfc,from\n'
    expect((await registerFacts(manager(), months)).isFilled['multi-professional']).toBe(false)
    expect(await taken(manager(), { 'multi.csv': header })).toEqual(['multi-professional +0 ~0 -0'])
    expect(await registerFacts(manager(), months)).toMatchObject({
      multiProfessional: [],
      isFilled: { 'multi-professional': true },
    })
    await taken(manager(), { 'multi.csv': `${header}ZA1,320,2007-04-01\n` })
    expect((await registerFacts(manager(), months)).multiProfessional).toMatchObject([{ provider: 'ZA1', tfc: '320' }])
    expect(await taken(manager(), { 'multi.csv': header })).toEqual(['multi-professional +0 ~0 -1'])
    expect((await registerFacts(manager(), months)).multiProfessional).toEqual([])
  })

  test('keeps every other list, with policy where a contract says nothing', async () => {
    await taken(manager(), {
      'clinics.csv': 'provider,code,kind,name\nZA1,PREOP,pre-operative,Before an operation\nZA1,WARD,ward,\n',
      'drugs.csv': 'code,name,agreed_price,from\nINFLIX100,Infliximab,419.62,2007-04-01\nSTENT,,,2007-04-01\n',
      'measures.csv':
        'provider,month,measure,value,target,direction\nZA1,2007-10,"Within 18 weeks, %",91.50,90,at-least\n',
      'policies.csv':
        'policy,title,procedures,also_procedures,diagnoses,maximum_age,from\ngrommets,Grommets,D151,,H6(5|6),18,2006-04-01\nveins,Veins,L8[45],Y767 Z846,,,2006-04-01\n',
      'rates.csv': 'reference,year,baseline,rate_percent\nCA-1,2007/08,5200000,50\nCA-1,2010/11,5300000,\n',
    })
    const facts = await registerFacts(manager(), months)
    expect(facts.clinics.map(({ code, kind }) => `${code} ${kind}`)).toEqual(['PREOP pre-operative', 'WARD ward'])
    expect(facts.excludedDrugs.map(({ code, agreedPence }) => `${code} ${agreedPence}`)).toEqual([
      'INFLIX100 41962',
      'STENT null',
    ])
    expect(facts.lowPriority).toMatchObject([
      {
        commissioner: '5ZZ',
        policy: 'grommets',
        procedures: 'D151',
        alsoProcedures: [],
        maximumAge: 18,
        electiveOnly: true,
      },
      { policy: 'veins', alsoProcedures: ['Y767', 'Z846'], diagnoses: null, needsApproval: true },
    ])
    expect(await marginalRates(manager(), '2007/08' as never)).toMatchObject([
      { baselinePence: 520000000, rateBp: 5000, isAgreed: true },
    ])
    expect(await marginalRates(manager(), '2010/11' as never)).toMatchObject([{ rateBp: 3000, isAgreed: false }])
    expect(await cquinRates(manager(), month)).toEqual([])
    expect(await cquinRates(manager(), toMonth('2011-10'))).toMatchObject([
      { reference: 'CA-2', rateBp: 150 },
      { reference: 'CA-3' },
    ])
    expect([readmissionRule(toPlainDate('2007-10-01')), readmissionRule(toPlainDate('2012-10-01'))?.days]).toEqual([
      undefined,
      30,
    ])
  })

  test('has the country’s policies of adjustments.yaml, terms.yaml and low-priority-procedures.yaml by their days', async () => {
    const { lowPriority, isFilled } = await registerFacts(manager(), {
      from: toMonth('2021-04'),
      to: toMonth('2021-04'),
    })
    const national = lowPriority.filter(({ commissioner }) => commissioner === null)
    expect(new Set(national.map(({ policy }) => policy)).size).toBe(23)
    expect(national.every(({ notDiagnoses }) => notDiagnoses!.startsWith('C|D0|'))).toBe(true)
    expect(isFilled['low-priority']).toBe(true)
    expect(
      (await registerFacts(manager(), months)).lowPriority.every(({ commissioner }) => commissioner === '5ZZ'),
    ).toBe(true)
  })

  test('is ended with a reason, once, and a later end is no way to put it off', async () => {
    const end = { reference: 'CA-2', endsOn: toPlainDate('2007-12-01'), reason: 'The service moved.' }
    expect(await endContract(manager(), { ...end, reason: ' ' })).toMatchObject({ ok: false, code: 'reason' })
    expect(await endContract(manager(), { ...end, reason: `About ${nhsNumber}` })).toMatchObject({ code: 'reason' })
    expect(await endContract(manager(), { ...end, endsOn: toPlainDate('2007-03-01') })).toMatchObject({ code: 'dates' })
    expect(await endContract(manager(), end)).toMatchObject({ ok: true, value: { to: '2007-12-01' } })
    expect(await endContract(manager(), end)).toMatchObject({ ok: false, code: 'dates' })
    expect((await contractsIn(manager(), toMonth('2007-12'))).map(({ reference }) => reference)).toEqual(['CA-1'])
    expect(
      await taken(manager(), {
        'contracts.csv': contracts
          .split('\n')
          .filter((line) => !line.startsWith('CA-1'))
          .join('\n'),
      }),
    ).toEqual([])
  })
})

describe('approvals', () => {
  test('are kept by the pseudonym that lines carry, and the number is nowhere', async () => {
    const header = 'approval,nhs_number,procedure,decision,from,to\n'
    await taken(manager(), {
      'approvals.csv': `${header}PA-1,${nhsNumber},L85,approved,2007-06-01,2008-06-01\nPA-2,${nhsNumber},D151,refused,2007-06-01,\n`,
    })
    const [named] = await namePatients(workbench().ctx, '5ZZ', [nhsNumber])
    const { patient } = named!
    const facts = await registerFacts(manager(), months)
    expect(facts.priorApprovals).toEqual([
      {
        commissioner: '5ZZ',
        approval: 'PA-1',
        patient,
        procedure: 'L85',
        decision: 'approved',
        from: '2007-06-01',
        to: '2008-06-01',
      },
    ])
    const kept = await asOwner(workbench().databaseUrl, (client) =>
      client.query(`SELECT string_agg(t::text, ' ') AS text FROM (SELECT a::text AS t FROM contracts.prior_approval AS a
        UNION ALL SELECT p::text FROM contracts.proposal AS p UNION ALL SELECT e::text FROM audit.entry AS e) AS everything`),
    )
    const text = String((kept as { rows: { text: string }[] }).rows[0]!.text)
    expect(text).toContain(patient)
    expect(text).not.toContain(nhsNumber)
    expect(
      await taken(manager(), { 'approvals.csv': `${header}PA-1,${nhsNumber},L85,withdrawn,2007-06-01,2008-06-01\n` }),
    ).toEqual(['prior-approvals +0 ~1 -0'])
    expect((await registerFacts(manager(), months)).priorApprovals).toEqual([])
  })

  test('are followed when the key of pseudonyms is changed', async () => {
    const { ctx } = workbench()
    const header = 'approval,nhs_number,procedure,decision,from,to\n'
    await taken(manager(), { 'approvals.csv': `${header}PA-3,${nhsNumber},L85,approved,2007-06-01,\n` })
    const [before] = (await registerFacts(manager(), months)).priorApprovals
    expect(await rotatePseudonym(ctx)).toMatchObject({ ok: true })
    const [after] = (await registerFacts(manager(), months)).priorApprovals
    const [named] = await namePatients(ctx, '5ZZ', [nhsNumber])
    expect(after).toEqual({ ...before, patient: named!.patient })
    expect(after!.patient).not.toBe(before!.patient)
    // The same file says nothing new, under whatever key its patients were first named.
    expect(
      await taken(manager(), { 'approvals.csv': `${header}PA-3,${nhsNumber},L85,approved,2007-06-01,\n` }),
    ).toEqual([])
  })
})

describe('a proposal', () => {
  const caps = (ratio: string) => ({ 'caps.csv': `reference,tfc,ratio,from\nCA-1,110,${ratio},2007-04-01\n` })
  const propose = async (ctx: Ctx, ratio: string) =>
    (await withContractFiles(caps(ratio), (files) => proposeLoad(ctx, files))).proposalNo
  const shownOf = async (ctx: Ctx, proposalNo: number) =>
    changesFingerprint((await prepareLists(ctx, (await findProposal(ctx.db, proposalNo))!.lists)).changes)

  test('changes nothing until it is taken, and then what was shown', async () => {
    const proposalNo = await propose(manager(), '3')
    expect((await registerFacts(manager(), months)).followUpCaps).toMatchObject([{ ratioThousandths: 2500 }])
    const shown = await shownOf(manager(), proposalNo)
    await taken(manager(), caps('2'))
    expect(await takeProposal(manager(), { proposalNo, shown })).toMatchObject({ ok: false, code: 'changed' })
    const now = await shownOf(manager(), proposalNo)
    expect(await takeProposal(manager(), { proposalNo, shown: now })).toMatchObject({
      ok: true,
      value: [{ changed: 1 }],
    })
    expect(await takeProposal(manager(), { proposalNo, shown: now })).toMatchObject({ ok: false, code: 'gone' })
    expect((await registerFacts(manager(), months)).followUpCaps).toMatchObject([{ ratioThousandths: 3000 }])
    const { entries } = await journalEntries(workbench().ctx.db, { action: 'contract.load', limit: 1 })
    expect(entries).toMatchObject([{ action: 'contract.load', subject: 'follow-up-caps of caps.csv' }])
  })

  test('is seen by nobody but whoever made it, and may be thrown away', async () => {
    const proposalNo = await propose(manager(), '4')
    const other = workbench().ctx.handTo({
      actor: { name: 'another', userId: 'another' },
      scope: { ...manager().scope, personId: 'another' },
    })
    expect(await findProposal(other.db, proposalNo)).toBeUndefined()
    expect(await discardProposal(other, proposalNo)).toBe(false)
    expect(await discardProposal(manager(), proposalNo)).toBe(true)
    expect(await findProposal(manager().db, proposalNo)).toBeUndefined()
  })
})

describe('behind the second wall', () => {
  const seen = async (ctx: Ctx) => {
    const all = { ...ctx, scope: { ...ctx.scope, commissioners: 'all', providers: 'all' } as Scope }
    const facts = await registerFacts(all, months)
    return {
      contracts: (await contractVersions(all)).length,
      caps: facts.followUpCaps.length,
      clinics: facts.clinics.length,
      drugs: facts.excludedDrugs.length,
      calendar: facts.calendar.length,
    }
  }
  const nothing = { contracts: 0, caps: 0, clinics: 0, drugs: 0, calendar: 1 }

  test('a provider sees its own contracts and no other’s, and no price of drugs', async () => {
    const all = await seen(manager())
    expect(all).toMatchObject({ caps: 1, clinics: 2, drugs: 2, calendar: 1 })
    expect(await seen(as('provider-contact', { providers: ['ZA1'] }))).toEqual({ ...all, drugs: 0 })
    expect(await seen(as('provider-contact', { providers: ['ZA2'] }))).toEqual(nothing)
  })

  test('another commissioner, a practice and a group see the calendar alone', async () => {
    expect(await seen(as('contract-manager', { commissioners: ['5YY'] }))).toEqual(nothing)
    expect(await seen(as('practice-user', { practices: practicesOnly(['P99001']) }))).toEqual(nothing)
    expect(await seen(as('group-manager', { practices: practicesOnly(['P99001']) }))).toEqual(nothing)
  })

  test('nobody writes what they may not change, nor for another commissioner', async () => {
    await expect(
      load(as('commissioner-analyst', { commissioners: ['5ZZ'] }), {
        'c.csv': `${contractsHeader}\nCA-8,ZA2,tariff,2007-04-01,,,,,,\n`,
      }),
    ).rejects.toThrow(/row-level security/)
    expect(
      await refusals(manager(), { 'c.csv': `commissioner,${contractsHeader}\n5YY,CA-8,ZA2,tariff,2007-04-01,,,,,,\n` }),
    ).toEqual([expect.stringMatching(/“5YY” is no commissioner for which you may do this/)])
  })
})
