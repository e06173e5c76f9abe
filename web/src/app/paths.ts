// SPDX-License-Identifier: Apache-2.0
/** Every address of the app, in one place. */
export const paths = {
	home: "/",
	category: (slug: string) => `/c/${slug}`,
	listing: (id: string) => `/l/${id}`,
	arrange: (id: string) => `/l/${id}/arrange`,
	callNow: (id: string) => `/l/${id}/call`,
	appointment: (id: string) => `/l/${id}/appointment`,
	advisor: (id: string) => `/a/${id}`,
	line: (id: string) => `/line/${id}`,
	linked: (token: string) => `/line/link/${token}`,
	account: "/account",
	balance: "/account/balance",
	calls: "/account/calls",
	call: (id: string) => `/account/calls/${id}`,
	receipt: (id: string) => `/receipt/${id}`,
	settings: "/account/settings",
	apply: "/account/apply",
	signIn: (then?: string) => (then ? `/signin?then=${encodeURIComponent(then)}` : "/signin"),
	signUp: (then?: string) => (then ? `/signup?then=${encodeURIComponent(then)}` : "/signup"),
	write: (to: string) => `/mail?to=${to}`,
	pro: "/pro",
	op: "/op",
} as const;

/** Only an address of our own may be gone to after signing in. */
export function safeThen(search: string): string | undefined {
	const then = new URLSearchParams(search).get("then");
	return then?.startsWith("/") && !then.startsWith("//") && !then.includes("\\") ? then : undefined;
}
