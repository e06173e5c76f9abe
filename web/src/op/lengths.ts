// SPDX-License-Identifier: Apache-2.0
// Lengths are milliseconds on the wire; people read and write the largest unit that divides them.
export const UNITS = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;
export type Unit = keyof typeof UNITS;

const LARGEST_FIRST: Unit[] = ["d", "h", "min", "s", "ms"];

export function splitLength(ms: number): { amount: string; unit: Unit } {
	const unit = LARGEST_FIRST.find((one) => ms !== 0 && ms % UNITS[one] === 0) ?? "s";
	return { amount: String(ms / UNITS[unit]), unit };
}

/** What the daemon is sent; not a number of units is sent as it is, and refused there in words. */
export function joinLength(amount: string, unit: Unit): string {
	const number = Number(amount.trim().replace(",", "."));
	if (amount.trim() === "" || !Number.isFinite(number)) return amount.trim();
	return String(Math.round(number * UNITS[unit]));
}
