/** One campaign: something is tried very many times, and one sentence must hold every time. */
export interface Campaign {
  readonly name: string
  readonly mustHold: string
  readonly count: number
  run(setting: CampaignSetting): Promise<Outcome>
}

export interface CampaignSetting {
  readonly count: number
  readonly seed: number
  say(words: string): void
  /** True when --minutes are over: what is under way is ended, and the count says how far it came. */
  isLate(): boolean
}

export interface Outcome {
  readonly count: number
  /** What did not hold, each with what it takes to see it again. */
  readonly failures: readonly string[]
  /** What is worth knowing beside the count. */
  readonly notes?: string
}
