export * from './components/index.ts'
export { type FormErrors, type FormValues, errorsFromZod } from './input/form-errors.ts'
export { readForm } from './input/read-form.ts'
export type { Entries } from './input/read-input.ts'
export { shapeOf, takesMany } from './input/input-shape.ts'
export {
  type Operation,
  type OperationRefusal,
  type Page,
  type Position,
  type TablePage,
  defineOperation,
  operationRefusals,
  operationsRoot,
  parametersOf,
  reservedNames,
} from './operation.ts'
export { type PageView, usePage } from './page-context.ts'
export {
  type Banner,
  type Crumb,
  type DownloadBody,
  type PageContent,
  type Reply,
  type ServerEvent,
  download,
  eventStream,
  isOwnPath,
  json,
  notFound,
  page,
  redirect,
  refusal,
} from './reply.ts'
export {
  type InvalidInput,
  type PageRequest,
  type Route,
  type Upload,
  type Visitor,
  type VisitorPost,
  defineRoute,
  noInput,
} from './route.ts'
export { PageShell } from './shell/page-shell.tsx'
export { type AssetPaths, type NavigationLink, type ShellFacts } from './shell/shell-facts.ts'
