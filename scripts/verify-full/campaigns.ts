import { runDecisions } from '../../tests/hardening/decisions/run-decisions.ts'
import { withWorkbench } from '../../tests/hardening/decisions/workbench-of-its-own.ts'
import { tryEveryDay } from '../../tests/hardening/properties/dates.ts'
import { tryEveryAmount, tryMoneyTexts } from '../../tests/hardening/properties/money.ts'
import { tryNhsNumbers } from '../../tests/hardening/properties/nhs-numbers.ts'
import { onFolder, withOwnFolder } from '../../tests/hardening/challenges/own-folder.ts'
import { runChallengeKills } from '../../tests/hardening/challenges/run-kills.ts'
import { runRaces } from '../../tests/hardening/challenges/run-races.ts'
import { runForecast } from '../../tests/hardening/forecast/run-forecast.ts'
import { runFuzz } from '../../tests/hardening/fuzz/run-fuzz.ts'
import { runGuard } from '../../tests/hardening/guard/run-guard.ts'
import { withJournal } from '../../tests/hardening/journal/journal-to-attack.ts'
import { runTampering } from '../../tests/hardening/journal/run-tampering.ts'
import { runCheckKills } from '../../tests/hardening/kills/run-check-kills.ts'
import { runKills } from '../../tests/hardening/kills/run-kills.ts'
import { runPaymentKills } from '../../tests/hardening/payments/run-payment-kills.ts'
import { runRaces as runPaymentRaces } from '../../tests/hardening/payments/run-races.ts'
import { runSplits } from '../../tests/hardening/splits/run-splits.ts'
import { runSmallNumbers } from '../../tests/hardening/small-numbers/run-small-numbers.ts'
import { runRulesTwin } from '../../tests/oracles/bill/rules-twin.ts'
import { scoreInvented, scoreTally, unsureRules } from '../../tests/hardening/score/run-score.ts'
import { runTwin } from '../../tests/oracles/pricing-twin.ts'
import type { Campaign } from './campaign.ts'

const prices: Campaign = {
  name: 'prices',
  count: 1_000_000,
  part: 100_000,
  mustHold:
    'the SQL engine and the slow TypeScript twin give every generated line the same price, basis and excess days',
  async run({ count, seed }) {
    const { bases, differences } = await runTwin({ count, seed })
    return { count, failures: differences.map((difference) => `seed ${seed}: ${difference}`), tally: bases }
  },
}

const rules: Campaign = {
  name: 'rules',
  count: 200_000,
  part: 40_000,
  mustHold:
    'the SQL of the rules that see several lines (duplicates, overlaps, repeated firsts, follow-up ratios, readmissions) and slow TypeScript twins raise the same lines and pence',
  async run({ count, seed }) {
    const { findings, differences } = await runRulesTwin({ count, seed, each: 4_000 })
    return { count, failures: differences.map((difference) => `seed ${seed}: ${difference}`), tally: findings }
  },
}

const score: Campaign = {
  name: 'score',
  count: 3_500_000,
  part: 3_500_000,
  mustHold:
    'of the mistakes planted in an invented commissioner’s bills the rules marked certain find all, and at least 99% of what each raises is wrong indeed',
  async run({ count, seed }) {
    const { lines, scores } = await scoreInvented({ count, seed })
    return { count: lines, failures: unsureRules(scores), tally: scoreTally(scores) }
  },
}

const money: Campaign = {
  name: 'money',
  count: 1_000_000,
  part: 1_000_000,
  mustHold:
    'a text of money means what a plain reading says, to the penny, or is refused; every amount to £10,000.00 reads back',
  async run({ count, seed }) {
    const most = Math.min(count, 1_000_000)
    return { count: count + 2 * most + 1, failures: [...tryMoneyTexts(count, seed), ...tryEveryAmount(most)] }
  },
}

const splits: Campaign = {
  name: 'splits',
  count: 10_000_000,
  part: 1_000_000,
  mustHold:
    'money split by any weights, in any order: the parts sum to the whole, none is negative, each is its exact share to the penny, and the order of the weights does not matter',
  async run({ count, seed, isLate }) {
    const { count: done, parts, failures } = runSplits({ count, seed, isLate })
    return { count: done, failures, tally: { parts } }
  },
}

const dates: Campaign = {
  name: 'dates',
  count: 71,
  part: 71,
  mustHold:
    'every day of 1990 to 2060 is read in 14 writings, 14 that are no day are refused, and the calendar is right',
  async run({ count }) {
    const { days, failures } = tryEveryDay(1990, 1989 + count)
    return { count: days * 28, failures, tally: { days } }
  },
}

const nhsNumbers: Campaign = {
  name: 'nhs-numbers',
  count: 100_000,
  part: 100_000,
  mustHold:
    'an NHS number is taken, each slip (about 98 a number) of one digit or swap of neighbours is not, and none is shown',
  run: async ({ count, seed }) => ({ count, failures: tryNhsNumbers(count, seed) }),
}

const brokenFiles: Campaign = {
  name: 'broken-files',
  count: 50_000,
  part: 1_000,
  mustHold:
    'no file crashes the reader or hangs it; no broken row or file counts; no good one is refused; every refusal says what to do and shows no NHS number',
  async run({ count, seed, isLate }) {
    const { files, broken, failures } = await runFuzz({ count, seed, isLate })
    return { count: files, failures, tally: { 'of them broken': broken } }
  },
}

const kills: Campaign = {
  name: 'kills',
  count: 200,
  part: 20,
  mustHold:
    'an import or a pricing killed at any instant (command, reader, database or all) and run again counts every line once, leaves no file and no process behind, and `verify` holds',
  async run({ count, seed, isLate }) {
    const { kills: done, ways, failures } = await runKills({ count, seed, isLate })
    return { count: done, failures, tally: ways }
  },
}

const checkKills: Campaign = {
  name: 'check-kills',
  count: 60,
  part: 12,
  mustHold:
    'a check killed at any instant (command, database or all) and run again: every month is whole or untouched, every finding there once as in a folder nobody attacked, nothing that was said of it lost',
  async run({ count, seed, isLate }) {
    const { kills: done, ways, failures } = await runCheckKills({ count, seed, isLate })
    return { count: done, failures, tally: ways }
  },
}

const journal: Campaign = {
  name: 'journal',
  count: 10_000,
  part: 2_000,
  mustHold:
    'whoever owns the database edits, deletes, inserts, reorders, cuts or hashes anew what the journal holds: each is found and the first bad record named; an untouched journal holds',
  async run({ count, seed, isLate }) {
    const { attacks, ways, failures } = await withJournal(60, (owner) => runTampering(owner, { count, seed, isLate }))
    return { count: attacks, failures, tally: ways }
  },
}

const guard: Campaign = {
  name: 'guard',
  count: 100_000,
  part: 100_000,
  mustHold:
    'of texts with an NHS number in 19 writings at least 99.9% are stopped, and of as many with codes, telephones, invoices, amounts and days at most 0.1%',
  async run({ count, seed }) {
    const { caught, alarms, examples } = runGuard({ count, seed })
    const holds = caught >= count * 0.999 && alarms <= count * 0.001
    const tally = { stopped: caught, 'false alarms': alarms }
    return { count: 2 * count, failures: holds ? [] : examples.map((example) => `seed ${seed}: ${example}`), tally }
  },
}

const smallNumbers: Campaign = {
  name: 'small-numbers',
  count: 100_000,
  part: 20_000,
  mustHold:
    'no count of 1 to 7 stands on a page, in CSV, JSON or a workbook, all say the same, and all statements of a small world together leave every small count another value',
  async run({ count, seed, isLate }) {
    const { views, worlds, workbooks, secrets, secretsFromProgram, toldByPlainRule, failures } = await runSmallNumbers({
      count,
      seed,
      isLate,
    })
    const tally = {
      worlds,
      workbooks,
      'small counts': secrets,
      'against a reader who runs the program': secretsFromProgram,
      'the rule alone would tell': toldByPlainRule,
    }
    return { count: views, failures: failures.map((failure) => `seed ${seed}: ${failure}`), tally }
  },
}

const paymentKills: Campaign = {
  name: 'payment-kills',
  count: 250,
  part: 25,
  mustHold:
    'a payment killed at any instant while it is prepared or approved (command, database or all): nothing that was said to be done is lost, nothing is half done, the ledger balances',
  async run({ count, seed, isLate }) {
    const { kills: done, ways, failures } = await runPaymentKills({ count, seed, isLate })
    return { count: done, failures, tally: ways }
  },
}

const paymentRaces: Campaign = {
  name: 'payment-races',
  count: 10_000,
  part: 480,
  mustHold:
    'of two people who agree, hold, prepare, approve, cancel, send or take back at one moment none pays a line twice, none loses what was acknowledged, and the loser is told',
  async run({ count, seed, isLate }) {
    const { races, ways, failures } = await withWorkbench((ctx) => runPaymentRaces(ctx, { count, seed, isLate }))
    return { count: races, failures, tally: ways }
  },
}

const decisions: Campaign = {
  name: 'decisions',
  count: 10_000,
  part: 1_000,
  mustHold:
    'two operators look at a finding and decide in any order, or at one instant: what was acknowledged is kept once, what was refused is not, and whoever is slower is told who did what',
  async run({ count, seed, isLate }) {
    const { interleavings, tally, failures } = await withWorkbench((ctx) => runDecisions(ctx, { count, seed, isLate }))
    return { count: interleavings, failures, tally }
  },
}

const challengeKills: Campaign = {
  name: 'challenge-kills',
  count: 250,
  part: 25,
  mustHold:
    'sending, receiving and settling challenges, killed at any instant (command, database or both) and done again, is done once: no half state, findings and challenges in step',
  async run({ count, seed, isLate }) {
    const { kills: done, ways, failures } = await runChallengeKills({ count, seed, isLate })
    return { count: done, failures, tally: ways }
  },
}

const challengeRaces: Campaign = {
  name: 'challenge-races',
  count: 10_000,
  part: 500,
  mustHold:
    'two operators on one challenge (ours and ours, ours and the provider’s) lose no decision, settle and send nothing twice, and who is too late is told who did what',
  run: ({ count, seed, isLate }) =>
    withOwnFolder((data) =>
      onFolder(data, async (ctx) => {
        const { races, failures, tally } = await runRaces(ctx, { count, seed, isLate })
        return { count: races, failures, tally }
      }),
    ),
}

const forecast: Campaign = {
  name: 'forecast',
  count: 5,
  part: 5,
  mustHold:
    'on 24 months of invented commissioners of 300,000 people the usual forecast of practices beats the straight line by 20% after 3, 6 and 9 months, and 93-97% of practices whose rate of care did not change lie within the 95% band',
  async run({ count, seed, isLate }) {
    const { worlds, failures, tally } = await runForecast({ count, seed, isLate })
    return { count: worlds, failures: failures.map((failure) => `seed ${seed}: ${failure}`), tally }
  },
}

/** In the order of the table. */
export const campaigns: readonly Campaign[] = [
  prices,
  rules,
  score,
  money,
  splits,
  dates,
  nhsNumbers,
  brokenFiles,
  kills,
  checkKills,
  journal,
  guard,
  smallNumbers,
  paymentKills,
  paymentRaces,
  decisions,
  challengeKills,
  challengeRaces,
  forecast,
]
