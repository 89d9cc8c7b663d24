import type { Pence, PlainDate } from '#shared'

/** What is known about a line and its price: the line's own fields, and the columns of its row in the price file. */
export interface PricedLineFacts {
  readonly provider: string
  readonly pod: string
  readonly hrg: string | null
  readonly tfc: string | null
  readonly startDate: PlainDate | null
  readonly endDate: PlainDate | null
  readonly criticalCareDays?: number | null
  readonly rehabilitationDays?: number | null
  readonly palliativeDays?: number | null
  readonly delayedDays?: number | null
  readonly serviceCode?: string | null
  /** As decimal text, `3.000`; empty is one. */
  readonly units: string | null
  readonly billedPence: Pence | null
  readonly pricePence: Pence | null
  readonly priceBasis: string
  readonly tariffYear: string | null
  readonly basePence: Pence | null
  readonly losDays: number | null
  readonly trimDays: number | null
  readonly excessDays: number | null
  readonly perDayPence: Pence | null
  readonly mffMicro: number | null
  readonly topUpBp: number | null
  readonly priceNote: string | null
}

/** One step of the working: a sentence, and the money it arrives at where it arrives at any. */
export interface WorkingStep {
  readonly words: string
  readonly pence?: Pence
}

/** How a price came about, for the page, the command line and JSON alike. */
export interface Working {
  readonly basis: string
  readonly pricePence: Pence | null
  readonly steps: readonly WorkingStep[]
  /** The steps as one paragraph. */
  readonly words: string
}
