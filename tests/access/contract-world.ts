import { nhsNumber } from './world.ts'

type Put = (name: string, text: string) => string

const both = ['C01', 'C02'] as const
type Commissioner = (typeof both)[number]

/** What betrays what was agreed by a commissioner, with one provider or the other. */
export const contractOf = (commissioner: Commissioner, provider: 'RAA' | 'RBB'): string =>
  `AGREED-${commissioner}-${provider}`
export const planOf = (commissioner: Commissioner): string => (commissioner === 'C01' ? '70013.01' : '80017.02')
export const approvalOf = (commissioner: Commissioner): string => `APPROVED-${commissioner}`

const providers = ['RAA', 'RBB'] as const
const of = (row: (commissioner: Commissioner) => readonly string[]): string => both.flatMap(row).join('\n')

/** The registers of two commissioners in files, as a user writes them. */
export function contractFiles(put: Put): { readonly path: string; readonly name: string }[] {
  const texts = {
    'contracts.csv': `commissioner,reference,provider,mechanism,from\n${of((commissioner) =>
      providers.map(
        (provider) => `${commissioner},${contractOf(commissioner, provider)},${provider},tariff,2007-04-01`,
      ),
    )}`,
    'contract-plan.csv': `commissioner,reference,month,pod,activity,value\n${of((commissioner) => [
      `${commissioner},${contractOf(commissioner, 'RAA')},2007-10,EL,12,${planOf(commissioner)}`,
    ])}`,
    'prior-approvals.csv': `commissioner,approval,nhs_number,procedure,decision,from\n${of((commissioner) => [
      `${commissioner},${approvalOf(commissioner)},${nhsNumber(1)},L85,approved,2007-04-01`,
    ])}`,
    'calendar.csv':
      'month,flex_inclusion,flex_publication,freeze_inclusion,freeze_publication\n2007-10,2007-11-30,2007-12-03,2007-12-31,2008-01-02',
  }
  return Object.entries(texts).map(([name, text]) => ({ name, path: put(name, `${text}\n`) }))
}
