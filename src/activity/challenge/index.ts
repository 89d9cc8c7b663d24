export { checks } from './checks/checks.view.ts'
export type { KnownMatch, Owed } from './credits/credit.ts'
export { creditMatches, owedCredits } from './credits/credits.view.ts'
export { decideCredit, lookForCredits } from './credits/look-for-credits.command.ts'
export { type Recovered, recovered } from './credits/recovered.view.ts'
export {
  escalateItem,
  giveInformation,
  settleAccepted,
  settleItem,
  settleItems,
  withdrawChallenge,
  withdrawItem,
} from './answering/our-decision.command.ts'
export { acknowledge, saveAnswer, submitReply } from './answering/reply.command.ts'
export type { Challenge, Item, Stage } from './model/challenge.ts'
export { type Standing, standingOf } from './model/standing.ts'
export { type ChallengeToBuild, buildChallenge } from './putting/build-challenge.command.ts'
export { jobs } from './putting/jobs.ts'
export { sendChallenges } from './putting/send-challenge.command.ts'
export { receiveReply } from './reply-file/receive-reply.command.ts'
export { exchangeTable } from './reply-file/exchange-table.ts'
export { commands } from './showing/commands.ts'
export { findChallenge } from './views/challenge.view.ts'
export { listChallenges } from './views/challenge-list.view.ts'
