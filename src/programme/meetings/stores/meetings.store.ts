import { type Database, type Insertable, sql } from '#db'
import {
  type ActionTable,
  type BodyTable,
  type DecisionTable,
  type ElectionTable,
  type ItemTable,
  type MeetingTable,
  type MeetingTables,
  type MemberTable,
  tablesOf,
} from './meeting-tables.store.ts'

/** With an item: conflicts and decisions go one after the other. The trigger of the tables takes the same lock. */
const itemLock = 7_100_281
/** With a meeting: whoever saves minutes waits for whoever is saving them. */
const minutesLock = 7_100_282
/** With an election: voting and counting go one after the other. */
const electionLock = 7_100_283
/** With an owner: what is put on the agenda by itself is put there once. */
const agendaLock = 7_100_284

const lockOn =
  (lock: number) =>
  (tx: Database, key: number): Promise<unknown> =>
    sql`SELECT pg_advisory_xact_lock(${lock}, ${key})`.execute(tx)

export const lockItem = lockOn(itemLock)
export const lockMinutes = lockOn(minutesLock)
export const lockElection = lockOn(electionLock)
export const lockAgenda = (tx: Database, owner: string): Promise<unknown> =>
  sql`SELECT pg_advisory_xact_lock(${agendaLock}, hashtext(${owner}))`.execute(tx)

type Name = keyof MeetingTables

/** Adds rows to a table of this room; nothing of it is ever changed. */
export const add = async <Table extends Name>(
  tx: Database,
  table: Table,
  ...rows: readonly Insertable<MeetingTables[Table]>[]
): Promise<void> => {
  if (rows.length > 0)
    await tablesOf(tx)
      .insertInto(table)
      .values(rows as never)
      .execute()
}

type New<Table, Key extends keyof Table> = Omit<Insertable<Table>, Key & string>

export const addBody = async (tx: Database, values: New<BodyTable, 'body_no'>): Promise<number> =>
  (await tablesOf(tx).insertInto('meetings.body').values(values).returning('body_no').executeTakeFirstOrThrow()).body_no

export const addMember = async (tx: Database, values: New<MemberTable, 'member_no'>): Promise<number> =>
  (await tablesOf(tx).insertInto('meetings.member').values(values).returning('member_no').executeTakeFirstOrThrow())
    .member_no

export const addMeeting = async (tx: Database, values: New<MeetingTable, 'meeting_no'>): Promise<number> =>
  (await tablesOf(tx).insertInto('meetings.meeting').values(values).returning('meeting_no').executeTakeFirstOrThrow())
    .meeting_no

export const addItem = async (tx: Database, values: New<ItemTable, 'item_no'>): Promise<number> =>
  (await tablesOf(tx).insertInto('meetings.item').values(values).returning('item_no').executeTakeFirstOrThrow()).item_no

export const addDecision = async (tx: Database, values: New<DecisionTable, 'decision_no'>): Promise<number> =>
  (await tablesOf(tx).insertInto('meetings.decision').values(values).returning('decision_no').executeTakeFirstOrThrow())
    .decision_no

export const addAction = async (tx: Database, values: New<ActionTable, 'action_no'>): Promise<number> =>
  (await tablesOf(tx).insertInto('meetings.action').values(values).returning('action_no').executeTakeFirstOrThrow())
    .action_no

export const addElection = async (tx: Database, values: New<ElectionTable, 'election_no'>): Promise<number> =>
  (await tablesOf(tx).insertInto('meetings.election').values(values).returning('election_no').executeTakeFirstOrThrow())
    .election_no

/** An array of numbers as PostgreSQL reads it. */
export const numbersText = (numbers: readonly number[]): string => `{${numbers.join(',')}}`
