import { type Database, sql } from '#db'
import { type StoredEntry, hashOf, noHash } from '../../../src/platform/audit/stored-entry.ts'
import type { Chance } from '../../oracles/chance.ts'

/** What an attacker with the owner's rights does to the journal, and the records within which the first bad one must lie. */
export interface Tampering {
  readonly what: string
  readonly first: number
  readonly last: number
}

type Attack = (tx: Database, chances: Chance, entries: readonly StoredEntry[]) => Promise<Tampering>

/** Fields that an attacker would want different, each with a value it never had. */
const changes = [
  `actor = actor || ' the second'`,
  `user_id = CASE WHEN user_id IS NULL THEN '' ELSE NULL END`,
  `role = coalesce(role, '') || 'x'`,
  `organisation = coalesce(organisation || ' ', 'G9')`,
  `purpose = CASE WHEN purpose IS NULL THEN 'none' ELSE NULL END`,
  `action = action || '.'`,
  `subject = 'P' || subject`,
  `detail = detail || '{"pence": 1}'::jsonb`,
  `at = at + interval '1 microsecond'`,
  `written_at = written_at - interval '1 day'`,
  `before_hash = CASE WHEN before_hash IS NULL THEN repeat('0', 64) ELSE NULL END`,
  `request_id = coalesce(request_id, '') || '1'`,
  `hash = encode(sha256(convert_to(hash, 'UTF8')), 'hex')`,
  `previous_hash = encode(sha256(convert_to(previous_hash, 'UTF8')), 'hex')`,
]

const at = (entries: readonly StoredEntry[], seq: number): StoredEntry => entries[seq - 1]!

const run = (tx: Database, text: string): Promise<unknown> => sql.raw(text).execute(tx)

/** Beyond every number there is: records are put there first, so that no two have one number meanwhile. */
const aside = 1_000_000

/** Gives records other numbers: `to` says, in SQL, which number the record `seq` has afterwards. */
const renumber = (tx: Database, where: string, to: string): Promise<unknown> =>
  run(
    tx,
    `UPDATE audit.entry SET seq = (${to}) + ${aside} WHERE ${where};
     UPDATE audit.entry SET seq = seq - ${aside} WHERE seq > ${aside}`,
  )

/** Hashes anew what an attacker changed, and where asked everything after it, as the product itself would. */
async function hashAnew(tx: Database, from: number, to: number): Promise<void> {
  await run(
    tx,
    `DO $anew$ DECLARE e audit.entry; before text; BEGIN
       FOR e IN SELECT * FROM audit.entry WHERE seq BETWEEN ${from} AND ${to} ORDER BY seq LOOP
         before := coalesce((SELECT p.hash FROM audit.entry AS p WHERE p.seq = e.seq - 1), '${noHash}');
         IF e.seq > ${from} THEN e.previous_hash := before; END IF;
         UPDATE audit.entry SET previous_hash = e.previous_hash,
           hash = encode(sha256(convert_to(audit.canonical_text(e), 'UTF8')), 'hex') WHERE seq = e.seq;
       END LOOP; END $anew$`,
  )
}

const edit: Attack = async (tx, chances, entries) => {
  const seq = chances.whole(1, entries.length)
  await run(tx, `UPDATE audit.entry SET ${chances.pick(changes)} WHERE seq = ${seq}`)
  return { what: 'edited', first: seq, last: seq }
}

/** The record is whole again, but what follows it is bound to what it was. The last record has none: only an anchor tells. */
const editAndHash: Attack = async (tx, chances, entries) => {
  const seq = chances.whole(1, entries.length)
  await run(tx, `UPDATE audit.entry SET ${chances.pick(changes.slice(0, -2))} WHERE seq = ${seq}`)
  await hashAnew(tx, seq, seq)
  return { what: 'edited and hashed anew', first: seq, last: seq + 1 }
}

/** The whole chain is right again: only what was written down outside the database tells. */
const editAndHashAll: Attack = async (tx, chances, entries) => {
  const seq = chances.whole(1, entries.length)
  await run(tx, `UPDATE audit.entry SET ${chances.pick(changes.slice(0, -2))} WHERE seq = ${seq}`)
  await hashAnew(tx, seq, entries.length)
  return { what: 'edited, and all that follows hashed anew', first: seq, last: entries.length }
}

const remove: Attack = async (tx, chances, entries) => {
  const seq = chances.whole(1, entries.length)
  const many = Math.min(chances.pick([1, 1, 2, 5]), entries.length - seq + 1)
  await run(tx, `DELETE FROM audit.entry WHERE seq BETWEEN ${seq} AND ${seq + many - 1}`)
  const closes = chances.often(0.5)
  if (closes) await renumber(tx, `seq >= ${seq + many}`, `seq - ${many}`)
  return { what: closes ? 'deleted, the gap closed' : 'deleted', first: seq, last: seq }
}

const cutOff: Attack = async (tx, chances, entries) => {
  const seq = chances.whole(1, entries.length)
  await run(tx, `DELETE FROM audit.entry WHERE seq >= ${seq}`)
  return { what: 'cut off', first: seq, last: seq }
}

async function insertAt(tx: Database, seq: number, entry: StoredEntry, previousHash: string): Promise<void> {
  const forged = { ...entry, seq: String(seq), subject: 'forged', previous_hash: previousHash }
  const hash = hashOf(forged)
  await run(
    tx,
    `INSERT INTO audit.entry SELECT (jsonb_populate_record(e, jsonb_build_object('seq', ${seq}, 'subject', 'forged',
       'previous_hash', '${previousHash}', 'hash', '${hash}'))).* FROM audit.entry AS e WHERE e.seq = ${entry.seq}`,
  )
}

/** A forged record that follows the right one and is whole; what comes after it follows another. */
const insert: Attack = async (tx, chances, entries) => {
  const seq = chances.whole(1, entries.length)
  await renumber(tx, `seq >= ${seq}`, 'seq + 1')
  const model = at(entries, seq)
  await insertAt(tx, seq, { ...model, seq: String(seq + 1) }, model.previous_hash)
  return { what: 'inserted', first: seq, last: seq + 1 }
}

const swap: Attack = async (tx, chances, entries) => {
  const first = chances.whole(1, entries.length - 1)
  const second = chances.whole(first + 1, entries.length)
  await renumber(tx, `seq IN (${first}, ${second})`, `${first + second} - seq`)
  return { what: 'swapped', first, last: first }
}

const moveToEnd: Attack = async (tx, chances, entries) => {
  const seq = chances.whole(1, entries.length - 1)
  await renumber(tx, `seq >= ${seq}`, `CASE seq WHEN ${seq} THEN ${entries.length} ELSE seq - 1 END`)
  return { what: 'moved to the end', first: seq, last: seq }
}

/** The contents of two records exchanged, each under its own number and hash. */
const exchangeContents: Attack = async (tx, chances, entries) => {
  const seq = chances.whole(1, entries.length - 1)
  await run(
    tx,
    `UPDATE audit.entry AS e SET subject = o.subject, detail = o.detail, action = o.action
       FROM audit.entry AS o WHERE (e.seq, o.seq) IN ((${seq}, ${seq + 1}), (${seq + 1}, ${seq}))`,
  )
  return { what: 'contents exchanged', first: seq, last: seq }
}

export const attacks: readonly Attack[] = [
  edit,
  edit,
  editAndHash,
  editAndHashAll,
  remove,
  cutOff,
  insert,
  swap,
  moveToEnd,
  exchangeContents,
]
