'use client';

import MuiLink from '@mui/material/Link';
import NextLink from 'next/link';
import type { ReactNode } from 'react';

export interface TextLinkProps {
  readonly href: string;
  readonly children: ReactNode;
  /** `strong` names a row; `quiet` is small print that happens to lead somewhere. */
  readonly look?: 'plain' | 'strong' | 'quiet';
}

const looks = {
  plain: {},
  strong: { display: 'inline-block', maxWidth: 380, fontWeight: 600, color: 'text.primary' },
  quiet: { color: 'text.secondary' },
} as const;

/** A link inside the console. */
export function TextLink({ href, children, look = 'plain' }: TextLinkProps) {
  return (
    <MuiLink
      component={NextLink}
      href={href}
      prefetch={false}
      underline="hover"
      sx={{ overflowWrap: 'break-word', ...looks[look] }}
    >
      {children}
    </MuiLink>
  );
}
