import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { packagePath } from '#platform'

/** Where the built files lie: in the package beside the compiled program. */
export const assetFolder = packagePath('dist', 'web-assets')
export const assetSources = packagePath('src', 'delivery', 'web', 'assets')

/** Compiles the style sheet; sass is a tool of development, so an installed package brings its files built. */
async function compileStyle(): Promise<string> {
  const { compile } = await import('sass')
  const result = compile(join(assetSources, 'locality.scss'), {
    style: 'compressed', loadPaths: [packagePath('node_modules')], quietDeps: true,
    silenceDeprecations: ['if-function'],
  })
  return result.css
}

/** Builds everything a browser loads into one folder. */
export async function buildAssets(folder = assetFolder): Promise<void> {
  const frontend = createRequire(import.meta.url).resolve('nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.js')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'locality.css'), await compileStyle())
  await copyFile(frontend, join(folder, 'nhsuk-frontend.js'))
  for (const name of ['islands.js', 'icon.svg']) await copyFile(join(assetSources, name), join(folder, name))
}
