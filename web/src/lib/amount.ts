// SPDX-License-Identifier: Apache-2.0
// Money as people type it. Whole minor units by text alone: no floating point touches an amount.
import type { Money } from "./api";

export function digitsOf(currency: string): number {
	return new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** "2.40" or "2,40" in minor units; undefined when it is not an amount. */
export function minorOf(typed: string, currency: string): number | undefined {
	const digits = digitsOf(currency);
	const found = /^(\d{1,9})(?:[.,](\d*))?$/.exec(typed.trim());
	const part = found?.[2] ?? "";
	if (!found || part.length > digits) return undefined;
	return Number(`${found[1]}${part.padEnd(digits, "0")}`);
}

/** The other way: 240 as "2.40". */
export function majorOf({ amount, currency }: Money): string {
	const digits = digitsOf(currency);
	const all = String(amount).padStart(digits + 1, "0");
	return digits ? `${all.slice(0, -digits)}.${all.slice(-digits)}` : all;
}
