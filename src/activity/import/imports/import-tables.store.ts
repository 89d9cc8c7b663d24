import type { Database, Generated } from '#db'
import type { Month, Pence } from '#shared'
import type { Snapshot } from './import.ts'

export type ImportTables = {
  'activity.received_file': {
    sha256: string
    bytes: number
    is_kept: boolean
    first_received_at: Date
  }
  'activity.import': {
    import_no: Generated<number>
    delivery_no: number
    run_id: number
    sha256: string
    file_name: string
    asked_format: string | null
    accept_partial: boolean
    commissioner: string | null
  }
  'activity.v_standing_submission': {
    import_no: number
    delivery_no: number
    commissioner: string | null
    provider: string
    month: Month
    snapshot: Snapshot
    dataset: string
  }
  'activity.v_standing_file': {
    lake_file_id: number
    import_no: number
    commissioner: string | null
    holds: string
    month: Month
    dataset: string
    path: string
    sha256: string
    lines: number | null
    billed_pence: Pence | null
  }
  'activity.import_event': {
    import_event_id: Generated<number>
    import_no: number
    event: string
    actor: string
    detail: string
    at: Date
  }
  'activity.submission': {
    import_no: number
    provider: string
    month: Month
    snapshot: Snapshot
    dataset: string
    lines: number
    billed_pence: Pence | null
  }
  'activity.lake_file': {
    lake_file_id: Generated<number>
    import_no: number
    holds: string
    month: Month
    dataset: string
    path: string
    sha256: string
    bytes: number
    lines: number
    billed_pence: Pence | null
  }
  'activity.column_mapping': {
    column_mapping_id: Generated<number>
    name: string
    provider: string | null
    header_signature: string
    mapping: string
    actor: string
    saved_at: Date
  }
  'activity.vault_identity': {
    pack_no: Generated<number>
    import_no: number
    practice: string | null
    first_patient: string
    last_patient: string
    key_version: number
    is_mixed: boolean
    ciphertext: Buffer
  }
  'activity.key_event': {
    key_event_id: Generated<number>
    key: string
    version: number
    event: string
    actor: string
    at: Date
  }
}

export const tablesOf = (db: Database) => db.withTables<ImportTables>()
