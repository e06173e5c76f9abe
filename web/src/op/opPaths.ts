// SPDX-License-Identifier: Apache-2.0
/** The operator's addresses. */
export const opPaths = {
	today: "/op",
	wall: "/op/wall",
	queues: "/op/queues",
	calls: "/op/calls",
	call: (id: string) => `/op/calls/${id}`,
	people: "/op/people",
	person: (id: string) => `/op/people/${id}`,
	application: (id: string) => `/op/applications/${id}`,
	categories: "/op/categories",
	trunks: "/op/trunks",
	numbers: "/op/numbers",
	health: "/op/health",
	audit: "/op/audit",
	settings: "/op/settings",
} as const;
