import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { enqueueJob, sweepUploads } from '#platform'
import { expect, test } from 'vitest'
import { useWorkbench } from '../../../tests/support/workbench.ts'

const workbench = useWorkbench()

test('an upload that no run waits for is taken away, one that a run waits for stays', async () => {
  const { ctx } = workbench()
  const folder = ctx.folder.path('incoming')
  await mkdir(folder, { recursive: true })
  for (const name of ['waited-for', 'forgotten']) await writeFile(ctx.folder.path('incoming', name), 'RAL,L1')
  await enqueueJob(ctx, {
    kind: 'read',
    permission: 'activity.import',
    input: { files: [{ path: ctx.folder.path('incoming', 'waited-for') }] },
  })
  await sweepUploads(ctx)
  expect(await readdir(folder)).toEqual(['waited-for'])
})
