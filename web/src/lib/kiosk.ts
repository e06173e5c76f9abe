// SPDX-License-Identifier: Apache-2.0

/** A screen in the corridor brings its key in the address, behind the #, and signs in nowhere. */
export const kioskKey = (): string | undefined =>
	location.pathname === "/op/wall" && location.hash.startsWith("#rb_wall_") ? location.hash.slice(1) : undefined;

/** How it asks: by its key, whoever else is signed in at this browser. */
export const asKiosk = (key: string) => ({ headers: { Authorization: `Bearer ${key}` }, credentials: "omit" as const });
