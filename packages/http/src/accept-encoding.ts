/** True when `Accept-Encoding` takes gzip (RFC 9110 §12.5.3): named, or by `*`, and not at q=0. */
export function acceptsGzip(header: string | string[] | undefined): boolean {
  let byWildcard = false;
  for (const item of String(header ?? '').split(',')) {
    const [coding = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase());
    const isRefused = parameters.some((parameter) => /^q=0(?:\.0{0,3})?$/.test(parameter));
    if (coding === 'gzip' || coding === 'x-gzip') return !isRefused;
    if (coding === '*') byWildcard = !isRefused;
  }
  return byWildcard;
}
