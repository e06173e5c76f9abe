// SPDX-License-Identifier: Apache-2.0
/** Who is in the demo: src/daemon/demo/demo_people.c makes them, each with a tone of its own. */
export const PEOPLE = [
	{ name: "Sam", number: "+14155550111", hz: 455, robot: false },
	{ name: "Dana", number: "+14155550100", hz: 1010, robot: false },
	{ name: "Kim", number: "+14155550122", hz: 510, robot: true },
	{ name: "Noor", number: "+14155550133", hz: 565, robot: true },
	{ name: "Lee", number: "+14155550144", hz: 620, robot: true },
] as const;

export type Person = (typeof PEOPLE)[number];

const NEAR_HZ = 12;

/** Whose tone it is; telephones measure to a few Hz. */
export const speakerOf = (hz: number): string | undefined => PEOPLE.find((one) => Math.abs(one.hz - hz) <= NEAR_HZ)?.name;
