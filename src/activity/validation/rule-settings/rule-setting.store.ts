import { type Database, type Generated, sql } from '#db'
import type { Month } from '#shared'
import type { Confidence, ParameterValue } from '../rules/rule.ts'
import type { Condition } from './condition.ts'
import type { OwnRule, OwnValue } from './own-rule.ts'
import type { RuleSetting } from './rules-in-force.ts'

type SettingTables = {
  'validation.rule_setting': {
    rule_setting_id: Generated<number>
    rule: string
    commissioner: string
    from_month: string
    is_on: boolean
    parameters: unknown
    why: string
    set_at: Date
    set_by: string
  }
  'validation.own_rule': {
    code: string
    commissioner: string
    title: string
    why: string
    confidence: string
    value: string
    share_bp: number | null
    conditions: unknown
    from_month: string
    made_at: Date
    made_by: string
  }
}

const tablesOf = (db: Database) => db.withTables<SettingTables>()

/** Whoever changes rules takes turns: two new ones never get one code. */
const rulesLock = 7_100_014
export const lockRules = (tx: Database): Promise<unknown> => sql`SELECT pg_advisory_xact_lock(${rulesLock})`.execute(tx)

/** All settings, in the order in which they were made. */
export async function listSettings(db: Database): Promise<RuleSetting[]> {
  const rows = await tablesOf(db)
    .selectFrom('validation.rule_setting as s')
    .selectAll('s')
    .orderBy('s.rule_setting_id')
    .execute()
  return rows.map((row) => ({
    settingId: row.rule_setting_id,
    rule: row.rule,
    commissioner: row.commissioner,
    from: row.from_month as Month,
    isOn: row.is_on,
    parameters: row.parameters as Readonly<Record<string, ParameterValue>>,
    why: row.why,
    at: row.set_at,
    by: row.set_by,
  }))
}

export type NewSetting = Omit<RuleSetting, 'settingId'>

export async function insertSetting(tx: Database, setting: NewSetting): Promise<void> {
  await tablesOf(tx)
    .insertInto('validation.rule_setting')
    .values({
      rule: setting.rule,
      commissioner: setting.commissioner,
      from_month: setting.from,
      is_on: setting.isOn,
      parameters: JSON.stringify(setting.parameters),
      why: setting.why,
      set_at: setting.at,
      set_by: setting.by,
    })
    .execute()
}

export async function listOwnRules(db: Database): Promise<OwnRule[]> {
  const rows = await tablesOf(db).selectFrom('validation.own_rule as r').selectAll('r').orderBy('r.code').execute()
  return rows.map((row) => ({
    code: row.code,
    commissioner: row.commissioner,
    title: row.title,
    why: row.why,
    confidence: row.confidence as Confidence,
    value: row.value as OwnValue,
    shareBp: row.share_bp,
    conditions: row.conditions as readonly Condition[],
    from: row.from_month as Month,
  }))
}

/** The code that the next rule of somebody's own will have; call it under the lock. Sees every one there is, whoever asks. */
export async function nextOwnCode(tx: Database): Promise<string> {
  const { rows } = await sql<{ code: string }>`SELECT validation.next_own_code() AS code`.execute(tx)
  return rows[0]!.code
}

export async function insertOwnRule(tx: Database, rule: OwnRule, made: { at: Date; by: string }): Promise<void> {
  await tablesOf(tx)
    .insertInto('validation.own_rule')
    .values({
      code: rule.code,
      commissioner: rule.commissioner,
      title: rule.title,
      why: rule.why,
      confidence: rule.confidence,
      value: rule.value,
      share_bp: rule.shareBp,
      conditions: JSON.stringify(rule.conditions),
      from_month: rule.from,
      made_at: made.at,
      made_by: made.by,
    })
    .execute()
}
