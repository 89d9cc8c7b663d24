#!/usr/bin/env node
// Plain JavaScript and only what Node brings, until the dependencies are known to be there.
import { existsSync } from 'node:fs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

function nodeIsTooOld() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major < 20 || (major === 20 && minor < 19)
}

if (nodeIsTooOld()) {
  process.stderr.write(`Locality needs Node 20.19 or later; this is ${process.versions.node}. Get a newer one from https://nodejs.org.\n`)
  process.exit(1)
}

// The lake's engine answers on Node's worker threads; the usual four would be shared with every file that is read.
process.env.UV_THREADPOOL_SIZE ??= '8'

// A clone has sources and builds what it runs; an installed package brings it built.
if (existsSync(new URL('../src', import.meta.url))) {
  const { setUp } = await import('./set-up.mjs')
  await setUp(root)
}

// Pages are drawn eight times as fast by the library's production half, which it chooses when it is first loaded.
process.env.NODE_ENV ??= 'production'
process.setSourceMapsEnabled(true)
// From Node 22 on, what was compiled once is kept for the next start.
module.enableCompileCache?.()
const { main } = await import('../dist/delivery/cli/main.js')
process.exitCode = await main(process.argv.slice(2))
