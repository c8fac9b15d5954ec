import type { ReactNode } from 'react';

export interface StackProps {
  readonly children: ReactNode;
  readonly gap?: number;
  readonly direction?: 'row' | 'column';
  readonly align?: 'start' | 'center' | 'end' | 'stretch';
}

/** Children one after another with an even gap in pixels; rows wrap. */
export function Stack({ children, gap = 16, direction = 'column', align }: StackProps) {
  const isRow = direction === 'row';
  const alignItems = align ?? (isRow ? 'center' : 'stretch');
  return (
    <div
      style={{
        display: 'flex',
        flexDirection: direction,
        flexWrap: isRow ? 'wrap' : 'nowrap',
        alignItems,
        gap,
        minWidth: 0,
      }}
    >
      {children}
    </div>
  );
}
