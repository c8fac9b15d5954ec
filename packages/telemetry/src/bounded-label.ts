/** What every value becomes that its label does not list. */
export const otherLabel = 'other';

/** Lets only listed values through: a client that invents values cannot invent time series. */
export function boundedLabel(values: readonly string[]): (value: string) => string {
  const known = new Set(values);
  return (value) => (known.has(value) ? value : otherLabel);
}

/** Lets the first `valuesMax` values through, for lists that are only known at run time. */
export function growingLabel(valuesMax: number): (value: string) => string {
  const known = new Set<string>();
  return (value) => {
    if (known.size < valuesMax) known.add(value);
    return known.has(value) ? value : otherLabel;
  };
}
