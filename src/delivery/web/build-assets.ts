import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { packagePath } from '#platform'

/** Where the built files lie: in the package beside the compiled program. */
export const assetFolder = packagePath('dist', 'web-assets')
export const assetSources = packagePath('src', 'delivery', 'web', 'assets')

/** Compiles the style sheet; sass is a tool of development, so an installed package brings its files built. */
async function compileStyle(): Promise<string> {
  const { compile } = await import('sass')
  const result = compile(join(assetSources, 'locality.scss'), {
    style: 'compressed',
    loadPaths: [packagePath('node_modules')],
    quietDeps: true,
    silenceDeprecations: ['if-function'],
  })
  return result.css
}

/** Whole or not at all: several processes may build at once, and others read meanwhile. */
async function putFile(path: string, content: string | Buffer): Promise<void> {
  const making = `${path}.${process.pid}`
  await writeFile(making, content)
  await rename(making, path)
}

/** Builds everything a browser loads into one folder; the style last, because its age tells whether all is there. */
export async function buildAssets(folder = assetFolder): Promise<void> {
  const { resolve } = createRequire(import.meta.url)
  const frontend = resolve('nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.js')
  // Its door shows only the parts; the whole in one file lies beside it.
  const passkeys = join(dirname(resolve('@simplewebauthn/browser')), '../dist/bundle/index.umd.min.js')
  const style = await compileStyle()
  await mkdir(folder, { recursive: true })
  await putFile(join(folder, 'nhsuk-frontend.js'), await readFile(frontend))
  await putFile(join(folder, 'simplewebauthn.js'), await readFile(passkeys))
  for (const name of ['islands.js', 'icon.svg'])
    await putFile(join(folder, name), await readFile(join(assetSources, name)))
  await putFile(join(folder, 'locality.css'), style)
}
