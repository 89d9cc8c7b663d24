import type { Database } from '#db'
import type { TariffParts } from '../lists/tariff.ts'
import { readTariffParts } from '../stores/tariff-parts.view.ts'
import { type ListedTariff, listTariffs } from './tariff-list.view.ts'

export interface TariffDetail {
  readonly tariff: ListedTariff
  readonly parts: TariffParts
}

export async function findTariff(db: Database, tariffId: number): Promise<TariffDetail | undefined> {
  const tariff = (await listTariffs(db)).find((listed) => listed.tariffId === tariffId)
  return tariff && { tariff, parts: await readTariffParts(db, tariffId) }
}
