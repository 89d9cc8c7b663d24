import { type Database, sql } from '#db'
import { findDataFolder, type DataFolder } from '../files/data-folder.ts'
import { type Settings, firstSettings, settingsFrom } from './setting.ts'

/** What was set and still holds, by name, as it is stored. */
export async function findSet(db: Database): Promise<Record<string, unknown>> {
  const { rows } = await sql<{ name: string; value: unknown }>`
    SELECT DISTINCT ON (s.name) s.name, s.value FROM platform.setting_event AS s
     ORDER BY s.name, s.setting_event_id DESC`.execute(db)
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]))
}

/** How this installation is set up now. The folder says what holds until somebody chooses. */
export async function settingsOf({ db, folder }: { db: Database; folder: DataFolder }): Promise<Settings> {
  const [found, set] = await Promise.all([findDataFolder(folder.root), findSet(db)])
  if (!found.ok) throw new Error(found.message)
  return settingsFrom(firstSettings(found.value.mark), set)
}

/** One choice that somebody made. */
export interface SettingEvent {
  readonly name: string
  readonly value: unknown
  readonly at: Date
  readonly by: string
}

/** Every choice that was ever made, the newest first. */
export async function settingHistory(db: Database): Promise<SettingEvent[]> {
  const { rows } = await sql<SettingEvent>`
    SELECT s.name, s.value, s.at, s.by FROM platform.setting_event AS s ORDER BY s.setting_event_id DESC`.execute(db)
  return rows
}
