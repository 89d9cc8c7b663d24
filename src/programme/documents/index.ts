export {
  type Issued,
  type DocumentToIssue,
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
