'use client';

import { createContext, type ReactNode, useContext } from 'react';

/** The public addresses that clients are told; they come from the server's settings. */
export interface Addresses {
  readonly gatewayUrl: string;
  readonly blobUrl: string;
}

const AddressContext = createContext<Addresses>({ gatewayUrl: '', blobUrl: '' });

export const useServerAddresses = (): Addresses => useContext(AddressContext);

export function ServerAddresses(props: {
  readonly addresses: Addresses;
  readonly children: ReactNode;
}) {
  return <AddressContext value={props.addresses}>{props.children}</AddressContext>;
}
