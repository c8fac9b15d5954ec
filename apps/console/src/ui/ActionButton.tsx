'use client';

import Button, { type ButtonProps } from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import { useId } from 'react';

export interface ActionButtonProps extends Omit<ButtonProps, 'disabled'> {
  /** Why it cannot be used now. Shown on hover and read aloud; the button stays where it is. */
  readonly disabledReason?: string | undefined;
  readonly isRunning?: boolean;
}

/** A button that explains itself instead of vanishing. */
export function ActionButton({ disabledReason, isRunning, onClick, ...button }: ActionButtonProps) {
  const reasonId = useId();
  const isOff = disabledReason !== undefined;
  const quiet = isOff ? { opacity: 0.55, cursor: 'not-allowed' } : {};
  const control = (
    <Button
      {...button}
      {...(isOff ? {} : { onClick })}
      // Focusable while off, so that a keyboard can reach the reason.
      aria-disabled={isOff || isRunning || undefined}
      aria-describedby={isOff ? reasonId : undefined}
      loading={isRunning ?? null}
      type={isOff ? 'button' : (button.type ?? 'button')}
      sx={quiet}
    />
  );
  if (!isOff) return control;
  return (
    <>
      <Tooltip title={disabledReason} describeChild>
        {control}
      </Tooltip>
      <span id={reasonId} className="visually-hidden">
        {disabledReason}
      </span>
    </>
  );
}
