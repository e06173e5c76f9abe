// SPDX-License-Identifier: Apache-2.0
/** The advisor's addresses. */
export const proPaths = {
	console: "/pro",
	arranged: "/pro/arranged",
	calls: "/pro/calls",
	call: (id: string) => `/pro/calls/${id}`,
	customers: "/pro/customers",
	earnings: "/pro/earnings",
	listings: "/pro/listings",
	listing: (id: string) => `/pro/listings/${id}`,
	options: "/pro/options",
	leave: "/pro/leave",
	sorry: (customer: string) => `/mail?to=${encodeURIComponent(customer)}&about=missed`,
	customer: (customer: string) => `/pro/customers/${encodeURIComponent(customer)}`,
	mail: (customer: string) => `/mail?to=${encodeURIComponent(customer)}`,
} as const;
