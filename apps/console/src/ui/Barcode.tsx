import { code39Bars } from './code39.ts';

/**
 * The receipt's number as a Code 39 barcode that a hand scanner can read. Decorative beside the
 * printed number.
 */
export function Barcode({
  text,
  height = 40,
}: {
  readonly text: string;
  readonly height?: number;
}) {
  const { bars, width } = code39Bars(text);
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      height={height}
      width={width}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
      style={{ maxWidth: '100%' }}
    >
      {bars.map(({ x, width: barWidth }) => (
        <rect key={x} x={x} y={0} width={barWidth} height={height} fill="currentColor" />
      ))}
    </svg>
  );
}
