export { type HistoricSpend, historicSpend } from './historic/historic-spend.view.ts'
export type { Budget, BudgetAmount, BudgetHead, BudgetStatus, FullAmount } from './versions/budget.ts'
export { budgetAmounts, findBudget, issuedBudget, listBudgets } from './versions/budgets.view.ts'
