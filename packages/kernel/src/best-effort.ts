/** Spells out a deliberate neglect: the act may fail, and `reason` says why nobody minds. */
export async function bestEffort(
  reason: string,
  act: () => Promise<unknown>,
  onError: (error: unknown, reason: string) => void = () => {},
): Promise<void> {
  try {
    await act();
  } catch (error) {
    onError(error, reason);
  }
}
