import { tryEveryDay } from '../../tests/hardening/properties/dates.ts'
import { tryEveryAmount, tryMoneyTexts } from '../../tests/hardening/properties/money.ts'
import { tryNhsNumbers } from '../../tests/hardening/properties/nhs-numbers.ts'
import { runFuzz } from '../../tests/hardening/fuzz/run-fuzz.ts'
import { runKills } from '../../tests/hardening/kills/run-kills.ts'
import { runTwin } from '../../tests/oracles/pricing-twin.ts'
import { type Campaign } from './campaign.ts'

const atOnce = 100_000

const prices: Campaign = {
  name: 'prices', count: 1_000_000,
  mustHold: 'the SQL engine and the slow TypeScript twin give every generated line the same price, basis and excess days',
  async run({ count, seed, say }) {
    const failures: string[] = []
    const bases = new Set<string>()
    // Each part has prices and lines of its own.
    for (let done = 0; done < count; done += atOnce) {
      const part = await runTwin({ count: Math.min(atOnce, count - done), seed: seed + done / atOnce })
      failures.push(...part.differences.map((difference) => `seed ${seed + done / atOnce}: ${difference}`))
      for (const basis of Object.keys(part.bases)) bases.add(basis)
      say(`${Math.min(count, done + atOnce).toLocaleString('en-GB')} lines`)
    }
    return { count, failures, notes: `${bases.size} kinds of price` }
  },
}

const money: Campaign = {
  name: 'money', count: 1_000_000,
  mustHold: 'a text of money means what a plain reading says, to the penny, or is refused; every amount to £10,000.00 reads back',
  async run({ count, seed }) {
    const most = Math.min(count, 1_000_000)
    return { count: count + 2 * most + 1, failures: [...tryMoneyTexts(count, seed), ...tryEveryAmount(most)] }
  },
}

const dates: Campaign = {
  name: 'dates', count: 71,
  mustHold: 'every day of 1990 to 2060 is read in 14 writings, 14 that are no day are refused, and the calendar is right',
  async run({ count }) {
    const { days, failures } = tryEveryDay(1990, 1989 + count)
    return { count: days * 28, failures, notes: `${days.toLocaleString('en-GB')} days` }
  },
}

const nhsNumbers: Campaign = {
  name: 'nhs-numbers', count: 100_000,
  mustHold: 'an NHS number is taken, each slip of one digit or swap of neighbours is not, and none is shown',
  run: async ({ count, seed }) => ({ count, failures: tryNhsNumbers(count, seed), notes: 'with about 98 slips each' }),
}

const brokenFiles: Campaign = {
  name: 'broken-files', count: 50_000,
  mustHold: 'no file crashes the reader or hangs it; no broken row or file counts; no good one is refused; every refusal says what to do and shows no NHS number',
  async run({ count, seed, say, isLate }) {
    const report = (done: number, failures: number): void => void (done % 1_000 === 0 && say(`${done.toLocaleString('en-GB')} files, ${failures} failures`))
    const { files, broken, failures } = await runFuzz({ count, seed, report, isLate })
    return { count: files, failures, notes: `${broken.toLocaleString('en-GB')} of them broken` }
  },
}

const kills: Campaign = {
  name: 'kills', count: 200,
  mustHold: 'an import or a pricing killed at any instant (command, reader, database or all) and run again counts every line once, leaves no file and no process behind, and `verify` holds',
  async run({ count, seed, say, isLate }) {
    const report = (done: number, found: readonly string[]): void => void (done % 10 === 0 && say(`${done} kills, ${found.length} failures`))
    const { kills: done, ways, failures } = await runKills({ count, seed, report, isLate })
    const told = Object.entries(ways).toSorted().map(([way, times]) => `${way} ${times}`)
    return { count: done, failures, notes: told.join('; ') }
  },
}

/** In the order of the table. */
export const campaigns: readonly Campaign[] = [prices, money, dates, nhsNumbers, brokenFiles, kills]
