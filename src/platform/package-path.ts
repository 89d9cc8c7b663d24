import { fileURLToPath } from 'node:url'

/** A file of the package itself (`migrations`, `reference`), whether this runs from `src` or from `dist`: both lie two up. */
export const packagePath = (...parts: string[]): string =>
  fileURLToPath(new URL(['..', '..', ...parts].join('/'), import.meta.url))
