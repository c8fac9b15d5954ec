import { notFound } from 'next/navigation';

/**
 * The dynamic segments of a route, decoded. A segment that is not well-formed UTF-8 is no address
 * of ours.
 */
export async function decodedParams<Names extends string>(
  params: Promise<Record<Names, string>>,
): Promise<Record<Names, string>> {
  const encoded = await params;
  try {
    const pairs = Object.entries<string>(encoded).map(([name, value]) => [
      name,
      decodeURIComponent(value),
    ]);
    // The keys are those of the input: only the values were rewritten.
    return Object.fromEntries(pairs) as Record<Names, string>;
  } catch {
    notFound();
  }
}
