import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesUnder, root, type SourceFile } from './source.ts'

const documents: readonly SourceFile[] = [
  ...readdirSync(root)
    .filter((name) => name.endsWith('.md'))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') })),
  ...['docs', 'src', 'tests', 'reference'].flatMap((folder) => filesUnder(folder, /\.md$/)),
]

/** What is typed or shown as it is holds no links. */
const withoutCode = (text: string): string =>
  text
    .replaceAll(/^```[\s\S]*?^```/gm, '')
    .replaceAll(/^ {4}.*$/gm, '')
    .replaceAll(/`[^`\n]*`(?!\])/g, '')

const linksOf = ({ text }: SourceFile): string[] =>
  [...withoutCode(text).matchAll(/\]\(([^()\s]+)\)/g)].map(([, to]) => to!)

/** The name by which a heading is reached: “Who you are” at `#who-you-are`. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .replaceAll(' ', '-')

const anchorsOf = (path: string): string[] =>
  [...readFileSync(path, 'utf8').matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) => anchorOf(heading!))

function leadsSomewhere(from: string, to: string): boolean {
  const [path, anchor] = to.split('#')
  const target = normalize(join(root, path ? join(dirname(from), path) : from))
  if (!existsSync(target)) return false
  return anchor === undefined || (statSync(target).isFile() && anchorsOf(target).includes(anchor))
}

describe('the links of the documents', () => {
  test('lead to files and headings that are there', () => {
    const dead = documents.flatMap((document) =>
      linksOf(document)
        .filter((to) => !/^[a-z]+:/.test(to) && !leadsSomewhere(document.path, to))
        .map((to) => `${document.path}: ${to}`),
    )
    expect(dead).toEqual([])
  })

  test('are found, in every document that has some', () => {
    const links = documents.flatMap(linksOf)
    expect(links.length).toBeGreaterThan(50)
    expect(leadsSomewhere('README.md', 'docs/jobs/no-such-job.md')).toBe(false)
    expect(leadsSomewhere('README.md', 'docs/jobs/run-it.md#no-such-heading')).toBe(false)
  })

  test('lead to every job from the front page', () => {
    const front = linksOf(documents.find(({ path }) => path === 'README.md')!)
    const jobs = readdirSync(join(root, 'docs/jobs')).map((name) => `docs/jobs/${name}`)
    expect(jobs.filter((path) => !front.includes(path) && !path.endsWith('-output.md'))).toEqual([])
  })
})
