import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('everything has a default, and an empty setting is no setting', () => {
  expect(readConfig({ DATABASE_URL: '', LOCALITY_DATA: '', LOCALITY_USER: 'anne' })).toEqual({
    data: 'locality-data',
    logLevel: 'warn',
    userName: 'anne',
  })
})

test('the environment says where the data and the database are', () => {
  expect(
    readConfig({
      DATABASE_URL: 'postgres://x',
      LOCALITY_DATA: '/srv/data',
      LOCALITY_LOG: 'debug',
      LOCALITY_USER: 'anne',
    }),
  ).toEqual({
    databaseUrl: 'postgres://x',
    data: '/srv/data',
    logLevel: 'debug',
    userName: 'anne',
  })
})

test('somebody is always named in the audit trail', () => {
  expect(readConfig({}).userName).not.toBe('')
})
