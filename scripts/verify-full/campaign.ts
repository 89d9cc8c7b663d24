/** One campaign: something is tried very many times, and one sentence must hold every time. */
export interface Campaign {
  readonly name: string
  readonly mustHold: string
  readonly count: number
  /** Long ones run in parts of so many, each with a seed of its own, and what is done is written down after each. */
  readonly part: number
  run(setting: CampaignSetting): Promise<Outcome>
}

export interface CampaignSetting {
  readonly count: number
  readonly seed: number
  /** True when --minutes are over: what is under way is ended, and the count says how far it came. */
  isLate(): boolean
}

export interface Outcome {
  readonly count: number
  /** What did not hold, each with what it takes to see it again. */
  readonly failures: readonly string[]
  /** What is worth knowing beside the count, to be added up over the parts. */
  readonly tally?: Readonly<Record<string, number>>
}
