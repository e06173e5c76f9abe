// SPDX-License-Identifier: Apache-2.0
/** Who is in the demo: src/daemon/demo/demo_people.c makes them, each with a tone of its own. */
export const PEOPLE = [
	{ name: "Sam", login: "sam", number: "+14155550111", hz: 455, robot: false },
	{ name: "Dana", login: "dana", number: "+14155550100", hz: 1010, robot: false },
	{ name: "Kim", login: "kim", number: "+14155550122", hz: 510, robot: true },
	{ name: "Noor", login: "noor", number: "+14155550133", hz: 565, robot: true },
	{ name: "Lee", login: "lee", number: "+14155550144", hz: 620, robot: true },
	{ name: "Ravi", login: "ravi", number: "+14155550105", hz: 1055, robot: true },
	{ name: "Mei", login: "mei", number: "+14155550102", hz: 1028, robot: true },
	{ name: "Luis", login: "luis", number: "+14155550108", hz: 1082, robot: true },
	{ name: "Mia", login: "mia", number: "+14155550155", hz: 675, robot: true },
	{ name: "Otto", login: "otto", number: "+14155550166", hz: 730, robot: true },
] as const;

export type Person = (typeof PEOPLE)[number];
export const HELD = PEOPLE.filter((one) => !one.robot);
export const ROBOTS = PEOPLE.filter((one) => one.robot);

const NEAR_HZ = 12;

/** Whose tone it is; telephones measure to a few Hz. */
export const speakerOf = (hz: number): string | undefined => PEOPLE.find((one) => Math.abs(one.hz - hz) <= NEAR_HZ)?.name;
