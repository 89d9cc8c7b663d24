import type { Progress } from '#platform'
import type { Month, Pence } from '#shared'
import type { CodeLists } from '../formats/code-lists.ts'
import type { Format } from '../formats/format.ts'
import type { FileFindings, Snapshot } from '../imports/import.ts'
import type { PackPlace } from '../vault/people-pack.ts'

/** One received file, lying in the staging folder under a name of ours. */
export interface FileToIngest {
  readonly importNo: number
  /** Its name in the staging folder. */
  readonly spool: string
  /** What its sender called it; only shown. */
  readonly name: string
}

export interface VaultKey {
  readonly version: number
  readonly key: Uint8Array
}

/** Everything a delivery needs to be read: nothing else reaches the process that reads it. */
export interface IngestJob {
  readonly staging: string
  readonly files: readonly FileToIngest[]
  /** A known layout by name, where somebody said so. */
  readonly format?: string
  /** Every layout that may be recognised: the known ones, then those that somebody mapped. */
  readonly formats: readonly Format[]
  readonly lists: CodeLists
  readonly snapshot: Snapshot
  readonly acceptPartial: boolean
  /** Pseudonyms are made by every version in force, the oldest first; the vault is sealed with its newest. */
  readonly keys: { readonly pseudonym: readonly Uint8Array[]; readonly vault: VaultKey }
  readonly threads: number
  readonly memoryLimit: string
  /** Ceilings on what a packed file may unpack to, and a workbook. */
  readonly maxUnpackedBytes: number
  readonly maxWorkbookBytes: number
}

export interface LakeFileMade {
  readonly importNo: number
  readonly holds: 'lines' | 'totals'
  readonly month: Month
  readonly dataset: string
  /** In the staging folder. */
  readonly made: string
  /** Where it belongs in the lake. */
  readonly path: string
  readonly sha256: string
  readonly bytes: number
  readonly lines: number
  readonly billedPence: Pence | null
}

export interface SubmissionMade {
  readonly importNo: number
  readonly provider: string
  readonly month: Month
  readonly snapshot: Snapshot
  readonly dataset: string
  readonly lines: number
  readonly billedPence: Pence | null
}

/** People of one practice in one import, encrypted. */
export interface VaultPack extends PackPlace {
  readonly keyVersion: number
  readonly ciphertext: Uint8Array
}

export interface IngestOutcome {
  readonly findings: ReadonlyMap<number, FileFindings>
  /** Nothing may be taken; the code says why, the message what to do. */
  readonly refusal?: { readonly code: string; readonly message: string }
  readonly files: readonly LakeFileMade[]
  readonly submissions: readonly SubmissionMade[]
  readonly packs: readonly VaultPack[]
}

export type Report = (progress: Progress) => void
