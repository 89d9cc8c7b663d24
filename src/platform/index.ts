export type { Actor, Asker, AuditMore, Check, Ctx, Handing, Post } from './context.ts'
export { type AccessLine, accessReport } from './audit/access-report.view.ts'
export { actingAs } from './audit/acting-as.ts'
export { anchorJournal } from './audit/anchor-journal.ts'
export { journalCheck } from './audit/check-journal.view.ts'
export { fingerprint } from './audit/fingerprint.ts'
export { type JournalEntry, type JournalPage, type JournalQuestion, journalEntries } from './audit/journal.view.ts'
export { firstJournalDay, isInJournal, journalActions } from './audit/journal-kinds.view.ts'
export { type JournalHead, findHead as findJournalHead } from './audit/read-journal.view.ts'
export { type RefusalLine, refusalReport } from './audit/refusals.view.ts'
export { type Clock, stoppedClock, systemClock } from './clock/clock.ts'
export { readConfig } from './config/config.ts'
export type { DataFolder } from './files/data-folder.ts'
export { type Encoding, decodeText, decodeWindows1252, detectEncoding } from './files/decode-text.ts'
export { type SheetsFile, type SheetsRead, type SheetsRefusal, readSheets } from './files/read-sheets.ts'
export type { Sheet, SheetRow } from './files/sheet.ts'
export { type Fault, faultOf } from './log/fault.ts'
export { findDataFolder } from './files/data-folder.ts'
export {
  type KeyName,
  KeyMissing,
  type KeyUse,
  type KeyVersion,
  destroyKey,
  keyNames,
  keyProblems,
  makeKey,
} from './files/keys.ts'
export { initDataFolder } from './init-data-folder.ts'
export { type Job, type JobHandler, type JobRequest, type Run, type RunState, defineJob } from './jobs/job.ts'
export { type Progress, fractionDone } from './jobs/progress.ts'
export { enqueueJob, runJob } from './jobs/run-job.ts'
export { findRun, listRuns } from './jobs/run.view.ts'
export { type Worker, startWorker } from './jobs/worker.ts'
export { sweepUploads } from './jobs/sweep-uploads.ts'
export { type Workbench, openWorkbench } from './open-workbench.ts'
export {
  type ClinicalCodes,
  clinicalCodesFor,
  codesColumnFor,
  stripRestrictedCodes,
  withoutRestrictedSql,
} from './lake/restricted-codes.view.ts'
export { packagePath } from './package-path.ts'
export { serveAlone } from './serve-alone.ts'
export { type SettingRefusal, changeSettings } from './settings/change-settings.command.ts'
export { renewSettings } from './settings/renew-words.ts'
export { type SettingName, type Settings, settingChoices, settingNames } from './settings/setting.ts'
export { type SettingWords, settingWords } from './settings/setting-words.ts'
export { type SettingEvent, settingHistory, settingsOf } from './settings/settings.view.ts'
export { listVocabularies, loadVocabulary } from './vocabulary/load-vocabulary.ts'
export { type Noun, type Vocabulary, nouns } from './vocabulary/vocabulary.ts'
