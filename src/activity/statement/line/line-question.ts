import { type Month } from '#shared'

/** One line of one provider's month. Without a snapshot it is the version that counts now, else the latest received. */
export interface LineQuestion {
  readonly month: Month
  readonly provider: string
  readonly lineId: string
  readonly snapshot?: 'flex' | 'freeze'
}
