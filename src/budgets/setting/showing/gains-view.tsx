import { formatPounds } from '#shared'
import { DataTable, Details } from '#ui'
import type { Table } from '#shared'
import type { ReactNode } from 'react'
import type { Gain } from '../explaining/gains.ts'
import { SignedBars } from './signed-bars.tsx'

const percentText = (bp: number | null): string =>
  bp === null ? '' : ` (${bp > 0 ? '+' : ''}${(bp / 100).toFixed(1)}%)`.replace('-', '−')

const signed = ({ gainPence, gainBp }: Gain): string =>
  `${gainPence > 0 ? '+' : ''}${formatPounds(gainPence)}${percentText(gainBp)}`

interface GainsProps {
  readonly gains: readonly Gain[]
  readonly table: Table
  readonly caption: string
  readonly nameOf: (code: string) => string
  /** Where small numbers are held back nothing is drawn: a bar would tell what the table does not. */
  readonly drawn: boolean
}

/** More bars than this are folded away: the largest of both sides are what is looked for. */
const shown = 20

const byGain = (gains: readonly Gain[]): Gain[] =>
  gains.toSorted((a, b) => b.gainPence - a.gainPence || (a.code < b.code ? -1 : 1))

/** Who wins and who loses: drawn, the largest first, with the table behind it. */
export function GainsView({ gains, table, caption, nameOf, drawn }: GainsProps): ReactNode {
  const bars = byGain(gains).map((gain) => ({ label: nameOf(gain.code), value: gain.gainPence, text: signed(gain) }))
  const some = bars.length > shown ? [...bars.slice(0, shown / 2), ...bars.slice(-shown / 2)] : bars
  return (
    <>
      {drawn && bars.length > 0 && <SignedBars bars={some} caption={caption} />}
      {drawn && bars.length > shown && (
        <Details summary={`All ${bars.length} drawn`}>
          <SignedBars bars={bars} caption={caption} />
        </Details>
      )}
      <DataTable table={table} wholePounds hideCaption />
    </>
  )
}
