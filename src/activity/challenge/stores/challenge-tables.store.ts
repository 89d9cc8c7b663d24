import type { Database, Generated } from '#db'
import type { Month, Pence, PlainDate } from '#shared'
import type { Decision, EventName, Side, Snapshot } from '../model/challenge.ts'

interface ChallengeRow {
  challenge_id: Generated<number>
  reference: string
  commissioner: string
  provider: string
  month: Month
  snapshot: Snapshot
  contract: string | null
  acknowledge_days: number
  answer_days: number
  escalate_days: number
  tolerance_pence: Pence
  drafted_at: Date
  drafted_by: string
}

interface ItemRow {
  challenge_id: number
  item_no: number
  finding_id: number
  line_id: string
  about: string
  practice: string | null
  pod: string | null
  hrg: string | null
  tfc: string | null
  start_date: PlainDate | null
  rule: string
  title: string
  words: string
  quantity_thousandths: number | null
  unit_price_pence: Pence | null
  billed_pence: Pence
  claimed_pence: Pence
}

interface EventRow {
  event_id: Generated<number>
  challenge_id: number
  item_no: number | null
  event: EventName
  decision: Decision | null
  quantity_thousandths: number | null
  price_pence: Pence | null
  accepted_pence: Pence | null
  words: string | null
  file_sha256: string | null
  side: Side
  actor: string
  person_id: string | null
  at: Date
}

type ChallengeTables = {
  'challenge.challenge': ChallengeRow
  'challenge.item': ItemRow
  'challenge.live_finding': { finding_id: number; challenge_id: number; item_no: number }
  'challenge.event': EventRow
  'challenge.reply_file': {
    sha256: string
    challenge_id: number
    file_name: string
    answers: number
    received_at: Date
    received_by: string
  }
}

export const tablesOf = (db: Database) => db.withTables<ChallengeTables>()
