export { type PlanAction, addPlanAction } from './items/add-plan-action.command.ts'
export { type PlanItem, isDone } from './items/item.ts'
export { type ItemsQuestion, planItems } from './items/items.view.ts'
export { type SlippedItem, planSlippage } from './baseline/slippage.view.ts'
