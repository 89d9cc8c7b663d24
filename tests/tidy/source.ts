import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export interface SourceFile {
  /** From the project root, with forward slashes. */
  readonly path: string
  readonly text: string
}

const walk = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)],
  )

export const filesUnder = (folder: string, pattern = /./): SourceFile[] =>
  walk(join(root, folder))
    .filter((path) => pattern.test(path))
    .map((path) => ({ path: relative(root, path).replaceAll('\\', '/'), text: readFileSync(path, 'utf8') }))

export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path)

/** Every module a file names, static or dynamic, type-only or not. */
export function importsOf(text: string): string[] {
  const named = /(?:^|\n)\s*(?:import|export)\s[^'";]*?from\s*['"]([^'"]+)['"]/g
  const bare = /(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g
  const dynamic = /\bimport\(\s*['"]([^'"]+)['"]\s*\)/g
  return [named, bare, dynamic].flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1]!))
}

/** The path, from the project root, that a relative import of a file means. */
export const resolveRelative = (from: string, to: string): string => join(dirname(from), to).replaceAll('\\', '/')

/** Source text without comments and, on wish, without the insides of strings. */
export const withoutComments = (text: string): string =>
  text
    .replaceAll(/\/\*[\s\S]*?\*\//g, (comment) => comment.replaceAll(/[^\n]/g, ' '))
    .replaceAll(/(^|\s)\/\/[^\n]*/g, '$1')
