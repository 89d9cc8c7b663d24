import { formatDate, formatPence, toPence, toPlainDate } from '#shared'
import { approvalOf, contractOf } from './contract-world.ts'
import { type Asker, isAllowed } from './matrix.ts'
import { type Planted, planted, relations } from './world.ts'
import type { Answer } from './walkers.ts'

const spaced = (number: string): string => `${number.slice(0, 3)} ${number.slice(3, 6)} ${number.slice(6)}`

/** A provider's contact sees what their own provider billed, and no line of another. */
const mayList = (asker: Asker, { relation, provider }: Planted): boolean =>
  provider === 'RAA'
    ? isAllowed('line', 'list', asker, relation)
    : isAllowed('line of another provider', 'view', asker, relation)

const mayOpen = (asker: Asker, { relation }: Planted): boolean =>
  isAllowed('identity', 'view identifiable', asker, relation)

interface Trace {
  readonly what: string
  readonly texts: readonly string[]
  readonly isAllowed: boolean
}

function tracesOf(asker: Asker, one: Planted): Trace[] {
  const birth = toPlainDate(one.birthDate)
  return [
    // Whoever reads the journal reads which lines were looked at, by their references.
    {
      what: `the line ${one.lineId}`,
      texts: [one.lineId],
      isAllowed: mayList(asker, one) || isAllowed('journal', 'view', asker),
    },
    {
      what: `what was billed for ${one.lineId}`,
      texts: [formatPence(toPence(one.billedPence)), one.billed, String(one.billedPence)],
      isAllowed: mayList(asker, one),
    },
    {
      what: `the NHS number of ${one.lineId}`,
      texts: [one.nhsNumber, spaced(one.nhsNumber)],
      isAllowed: mayOpen(asker, one),
    },
    {
      what: `the date of birth of ${one.lineId}`,
      texts: [one.birthDate, formatDate(birth)],
      isAllowed: mayOpen(asker, one),
    },
  ]
}

/** Codes that stand on every planted line alike: whoever may see them on any may see them. */
const restricted = (asker: Asker): Trace => ({
  what: 'a restricted code',
  texts: ['B20', 'Q13.1', 'Q131'],
  isAllowed: relations.some((relation) => isAllowed('restricted code of a line', 'view', asker, relation)),
})

const both = ['C01', 'C02'] as const

/** Contracts and approvals of the two commissioners. Whoever reads the journal reads which contracts were ended. */
const agreed = (asker: Asker): Trace[] =>
  both.flatMap((commissioner) => {
    const relation = commissioner === 'C01' ? 'own' : 'elsewhere'
    const readsJournal = isAllowed('journal', 'view', asker)
    const contracts = (['RAA', 'RBB'] as const).map((provider) => ({
      what: `the contract of ${commissioner} with ${provider}`,
      texts: [contractOf(commissioner, provider)],
      isAllowed:
        readsJournal ||
        (provider === 'RAA'
          ? isAllowed('contract', 'list', asker, relation)
          : isAllowed('contract of another provider', 'view', asker, relation)),
    }))
    const approval = {
      what: `an approval of ${commissioner}`,
      texts: [approvalOf(commissioner)],
      isAllowed: isAllowed('prior approval', 'list', asker, relation),
    }
    return [...contracts, approval]
  })

/** A page has words and numbers of its own that hold nothing: its marked scripts, tokens and the names of its files. */
const readable = (text: string): string =>
  text.replaceAll(/nonce="[^"]*"|value="[\w.-]{40,}"|\/assets\/[\w.-]+|[0-9a-f]{40,}/g, '')

/** Everything planted that an answer holds, that was not sent with the question, and that the table does not allow. */
export function leaksOf(asker: Asker, { text, sent }: Answer): string[] {
  const read = readable(text)
  const traces = [...planted.flatMap((one) => tracesOf(asker, one)), restricted(asker), ...agreed(asker)]
  return traces
    .filter(({ isAllowed: allowed }) => !allowed)
    .flatMap(({ what, texts }) => (texts.some((each) => read.includes(each) && !sent.includes(each)) ? [what] : []))
}
