/** The published lists that lines are held against. */
export interface CodeLists {
  readonly pointsOfDelivery: ReadonlySet<string>
  readonly withoutActivity: ReadonlySet<string>
  readonly withoutTariffCode: ReadonlySet<string>
  readonly treatmentFunctions: ReadonlySet<string>
  readonly serviceCategories: ReadonlySet<string>
  readonly hrgs: ReadonlySet<string>
  readonly services: ReadonlySet<string>
}
