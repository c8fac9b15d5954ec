'use client';

import Button from '@mui/material/Button';
import NextLink from 'next/link';
import type { ReactNode } from 'react';
import { ActionButton } from './ActionButton.tsx';

export interface LinkButtonProps {
  readonly href: string;
  readonly children: ReactNode;
  readonly variant?: 'text' | 'outlined' | 'contained';
  readonly size?: 'small' | 'medium';
  /** Why it leads nowhere for this viewer; it is then drawn as a disabled button. */
  readonly disabledReason?: string | undefined;
  readonly onNavigate?: () => void;
}

/** A button that goes somewhere. */
export function LinkButton(props: LinkButtonProps) {
  const { href, children, variant = 'text', size = 'medium', disabledReason, onNavigate } = props;
  if (disabledReason !== undefined) {
    return (
      <ActionButton variant={variant} size={size} disabledReason={disabledReason}>
        {children}
      </ActionButton>
    );
  }
  return (
    <Button
      component={NextLink}
      href={href}
      prefetch={false}
      variant={variant}
      size={size}
      onClick={() => onNavigate?.()}
    >
      {children}
    </Button>
  );
}
