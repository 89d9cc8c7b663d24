import { type Database, sql } from '#db'
import type { SettingName } from './setting.ts'

type SettingTables = {
  'platform.setting_event': { name: string; value: string; at: Date; by: string }
}

/** With no other number beside it: those who change settings take turns, so that what was there before is what they saw. */
export const settingsLock = 7_100_009

export interface NewSetting {
  readonly name: SettingName
  readonly value: string
  readonly at: Date
  readonly by: string
}

/** Within a transaction: until it ends nobody else changes a setting. */
export async function lockSettings(tx: Database): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(${settingsLock})`.execute(tx)
}

export async function appendSetting(tx: Database, { name, value, at, by }: NewSetting): Promise<void> {
  const row = { name, value: JSON.stringify(value), at, by }
  await tx.withTables<SettingTables>().insertInto('platform.setting_event').values(row).execute()
}
