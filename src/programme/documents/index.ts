export { type FileToKeep, type KeepRefusal, type KeptFile, keepFile, mostFileBytes } from './files/keep-file.command.ts'
export { filesOf } from './files/files.view.ts'
export {
  type Alongside,
  type DocumentToIssue,
  type Issued,
  type IssueRefusal,
  issueDocument,
} from './issuing/issue-document.command.ts'
export { readReceipt } from './issuing/read-receipt.command.ts'
export {
  type Block,
  type DocumentBody,
  type DocumentHead,
  type DocumentKind,
  type IssuedDocument,
  type Receipt,
  type Recipient,
  documentKinds,
  kindWords,
} from './model/document.ts'
export { type Change, changesBetween } from './model/changes.ts'
export { bodyOfText, textOfBody } from './model/typed-text.ts'
export { type ListedDocument, findDocument, listDocuments, listVersions } from './reading/documents.view.ts'
export { type Files, type Paper, paperPdf } from './setting/paper-pdf.step.ts'
export { documentPdf } from './setting/document-pdf.view.ts'
export { commands } from './showing/documents.cli.ts'
