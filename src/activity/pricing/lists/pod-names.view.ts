import { readFile } from 'node:fs/promises'
import { packagePath } from '#platform'
import { parse } from 'yaml'
import { z } from 'zod'

const fileShape = z.object({ names: z.record(z.string(), z.string()) })

async function readNames(): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(packagePath('reference', 'codes', 'point-of-delivery-names.yaml'), 'utf8')
  return new Map(Object.entries(fileShape.parse(parse(text)).names))
}

let reading: Promise<ReadonlyMap<string, string>> | undefined

/** The national points of delivery by code. The file is of the package and cannot change under us: it is read once. */
export const podNames = (): Promise<ReadonlyMap<string, string>> => (reading ??= readNames())
