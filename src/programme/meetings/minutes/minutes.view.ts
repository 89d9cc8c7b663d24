import { type Asking, seenOwners } from '../meeting/reach.view.ts'
import { tablesOf } from '../stores/meeting-tables.store.ts'

export interface MinutesVersion {
  readonly version: number
  readonly text: string
  readonly actor: string
  readonly at: Date
}

export interface Approval {
  readonly version: number
  readonly atMeeting: number
  readonly documentNo: number
  readonly actor: string
  readonly at: Date
}

export interface Minutes {
  /** The newest first; none before anybody wrote any. */
  readonly versions: readonly MinutesVersion[]
  readonly approval: Approval | undefined
}

/** The minutes of a meeting in all versions, within what the asker may see. */
export async function minutesOf(asking: Asking, meetingNo: number): Promise<Minutes> {
  const owners = [...(await seenOwners(asking)), '']
  const versions = await tablesOf(asking.db)
    .selectFrom('meetings.minutes as m')
    .select(['m.version', 'm.text', 'm.actor', 'm.at'])
    .where('m.meeting_no', '=', meetingNo)
    .where('m.owner', 'in', owners)
    .orderBy('m.version', 'desc')
    .execute()
  const approval = await tablesOf(asking.db)
    .selectFrom('meetings.minutes_approval as a')
    .select(['a.version', 'a.at_meeting as atMeeting', 'a.document_no as documentNo', 'a.actor', 'a.at'])
    .where('a.meeting_no', '=', meetingNo)
    .where('a.owner', 'in', owners)
    .executeTakeFirst()
  return { versions, approval }
}
