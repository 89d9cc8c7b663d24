export const documentsAddress = '/documents'
export const newDocumentAddress = '/documents/new'
export const documentAddress = (documentNo: number, version?: number): string =>
  `/documents/${documentNo}${version === undefined ? '' : `?version=${version}`}`
export const pdfAddress = (documentNo: number, version: number): string =>
  `/documents/${documentNo}/pdf?version=${version}`
export const nextVersionAddress = (documentNo: number): string => `/documents/${documentNo}/next`
