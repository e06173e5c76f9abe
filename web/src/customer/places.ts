// SPDX-License-Identifier: Apache-2.0
import { useMe } from "../app/session";
import { type Callback, useCallbacks } from "../data/callbacks";

const NONE: Callback[] = [];

/** The lines the signed-in customer stands in now. */
export function useMyPlaces(): Callback[] {
	const customer = useMe().data?.customer;
	const live = useCallbacks({ live: true, limit: 100, ...(customer && { customer }) }, Boolean(customer));
	return live.data?.data ?? NONE;
}
