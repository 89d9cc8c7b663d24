import { type Pence, formatPence, formatPounds } from '#shared'
import type { ReactNode } from 'react'

/** An amount that never breaks across lines; `whole` leaves out the pence where they are noise. */
export const Money = ({ pence, whole = false }: { pence: Pence; whole?: boolean }): ReactNode => (
  <span className="app-money">{whole ? formatPounds(pence) : formatPence(pence)}</span>
)
