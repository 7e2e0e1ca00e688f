// The unified social credit code of a Chinese organisation (GB 32100-2015): 17 signs and one that checks them.

const signs = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** What is wrong with a code, if anything: a warning for whoever typed it, never a refusal. */
export function code_fault(code: string): 'length' | 'signs' | 'check' | undefined {
  const text = code.trim().toUpperCase()
  if (text.length !== 18) return 'length'
  const values = [...text].map((sign) => signs.indexOf(sign))
  if (values.includes(-1)) return 'signs'
  let sum = 0
  for (let i = 0, weight = 1; i < 17; i++, weight = (weight * 3) % 31) sum += values[i]! * weight
  return (31 - (sum % 31)) % 31 === values[17] ? undefined : 'check'
}
