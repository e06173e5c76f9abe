// SPDX-License-Identifier: Apache-2.0
// The ledger's rule in TypeScript (src/domain/money/tariff.c); test/vectors/money.json holds both to it.
// Milliseconds and minor units, whole numbers only: exact by BigInt, rounded upward once at the end.
import type { Money } from "./api";

export type Tariff = {
	price_minor: number; // a minute
	minimum_ms: number;
	step_ms: number;
	free_under_ms: number;
};

const MINUTE = 60_000n;
const divideUp = (amount: bigint, by: bigint): bigint => (amount + by - 1n) / by;

export function billedMs(tariff: Tariff, witnessed: number): number {
	if (witnessed === 0 || witnessed < tariff.free_under_ms) return 0;
	if (witnessed <= tariff.minimum_ms) return tariff.minimum_ms;
	const steps = divideUp(BigInt(witnessed - tariff.minimum_ms), BigInt(tariff.step_ms));
	return tariff.minimum_ms + Number(steps) * tariff.step_ms;
}

export function priceOf(tariff: Tariff, billed: number): number {
	return Number(divideUp(BigInt(tariff.price_minor) * BigInt(billed), MINUTE));
}

export const charge = (tariff: Tariff, witnessed: number): number => priceOf(tariff, billedMs(tariff, witnessed));

/** The longest talk whose price `minor` covers; 0 when not even the minimum is. */
export function coveredMs(tariff: Tariff, minor: number): number {
	if (minor <= 0) return 0;
	const payable = (BigInt(minor) * MINUTE * 1000n) / BigInt(tariff.price_minor);
	const minimum = BigInt(tariff.minimum_ms) * 1000n;
	const step = BigInt(tariff.step_ms) * 1000n;
	if (payable < minimum) return 0;
	return Number((minimum + ((payable - minimum) / step) * step) / 1000n);
}

export function tariffOf(
	price: Money,
	rules: { bill_minimum_seconds: number; bill_step_seconds: number; free_under_seconds: number },
): Tariff {
	return {
		price_minor: price.amount,
		minimum_ms: rules.bill_minimum_seconds * 1000,
		step_ms: rules.bill_step_seconds * 1000,
		free_under_ms: rules.free_under_seconds * 1000,
	};
}

export function showMoney(money: Money, locale?: string): string {
	const format = new Intl.NumberFormat(locale, { style: "currency", currency: money.currency });
	const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
	return format.format(money.amount / 10 ** digits);
}
