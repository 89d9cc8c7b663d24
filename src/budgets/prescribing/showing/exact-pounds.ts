/** An exact amount as people read it: `68887.5` is £68,887.50 and `64313.39044` is £64,313.39044. */
export function exactPounds(text: string): string {
  const [whole = '0', part = ''] = text.replace('-', '').split('.')
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',')
  return `${text.startsWith('-') ? '−' : ''}£${grouped}.${part.padEnd(2, '0')}`
}
