import { contractOf } from './contract-world.ts'
import type { Stolen } from './stolen.ts'
import { type Ids, type Swap, pulled, read, sent } from './swap.ts'

const absent = 'AGREED-C99-RAA'

/** Contracts that exist and are not the asker's: of another commissioner, or with another provider. */
const hidden: readonly Ids[] = [
  { askers: ['contract-manager', 'commissioner-analyst'], theirs: [contractOf('C02', 'RAA')], absent },
  { askers: ['provider-contact'], theirs: [contractOf('C01', 'RBB')], absent },
  { askers: ['practice-user'], theirs: [contractOf('C01', 'RAA')], absent },
]

export const contractSwaps = ({ proposalNo }: Stolen): readonly Swap[] => {
  const proposal: Ids = { askers: ['contract-manager', 'commissioner-analyst'], theirs: [proposalNo], absent: '987654' }
  return [
    ...hidden.flatMap((ids) => [
      read('/contracts/:reference', (id) => `/contracts/${id}`, ids),
      read('/contracts/:reference/end', (id) => `/contracts/${id}/end`, ids),
      sent(
        '/contracts/:reference/end',
        (id) => `/contracts/${id}/end`,
        () => ({ commissioner: 'C02', ends: '2008-01-01', reason: 'Not ours.' }),
        ids,
      ),
      pulled('/contract-plan reference', (id) => `/contract-plan?reference=${id}`, ids),
    ]),
    read('/contract-files/:proposal', (id) => `/contract-files/${id}`, proposal),
    sent(
      '/contract-files/:proposal',
      (id) => `/contract-files/${id}`,
      () => ({ decision: 'discard', shown: '0'.repeat(64) }),
      proposal,
    ),
  ]
}
