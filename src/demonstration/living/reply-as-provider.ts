import { chance } from '../chance.ts'

/** One item as a provider has it before it, in the columns of the exchange file. */
export interface Asked {
  readonly rule: string
  readonly quantity: string
  readonly claimed: number
}

export interface Replied {
  readonly reply: string
  readonly words: string
}

/** What is plain is given back; of the rest a provider disputes some, as audits and trusts do. */
const plain = new Set(['C11', 'C13', 'C30', 'C44', 'C46', 'C50'])

/** An invented provider's answers, the same for the same seed. */
export function repliesOf(items: readonly Asked[], seed: number): Replied[] {
  const draw = chance(seed)
  return items.map(({ rule }) => {
    const drawn = draw()
    if (plain.has(rule) ? drawn < 0.92 : drawn < 0.55) return { reply: 'accept', words: '' }
    if (drawn < 0.97) return { reply: 'reject', words: 'Our record supports the line as billed.' }
    return { reply: 'information', words: 'Which attendance is meant? Please give the rule again.' }
  })
}
