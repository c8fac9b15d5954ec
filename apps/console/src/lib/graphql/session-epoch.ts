'use client';

import { createContext, useContext } from 'react';

/**
 * Grows with every sign-in over a page, so that what failed for want of a session is read again.
 */
export const SessionEpoch = createContext(0);

export const useSessionEpoch = (): number => useContext(SessionEpoch);
