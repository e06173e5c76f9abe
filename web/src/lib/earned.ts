// SPDX-License-Identifier: Apache-2.0
// The advisor's part of a charge, by the ledger's rule (tariff_bill in src/domain/money/tariff.c).
import type { Schemas } from "./api";
import { billedMs, charge, type Tariff } from "./money";

const MINUTE = 60_000n;
const WHOLE = 10_000n;

export type Split = { fee_minor: number; share: number };

/** Rounded up once; the house takes the rest. */
export function earned(tariff: Tariff, split: Split, witnessed: number): number {
	const charged = BigInt(charge(tariff, witnessed)) * MINUTE;
	const fee = BigInt(split.fee_minor) * BigInt(billedMs(tariff, witnessed));
	const rest = charged > fee ? charged - fee : 0n;
	return Number((rest * BigInt(split.share) + WHOLE * MINUTE - 1n) / (WHOLE * MINUTE));
}

type Running = Pick<Schemas["Call"], "rate" | "fee_per_minute" | "share_basis_points">;

/** What a running call has earned after so much witnessed talk; undefined: the daemon did not say the rate. */
export function earnedSoFar(call: Running, witnessed: number): Schemas["Money"] | undefined {
	const { rate, fee_per_minute: fee, share_basis_points: share } = call;
	if (!rate || share === undefined) return undefined;
	const tariff: Tariff = {
		price_minor: rate.price.amount,
		minimum_ms: rate.minimum_seconds * 1000,
		step_ms: rate.step_seconds * 1000,
		free_under_ms: rate.free_under_seconds * 1000,
	};
	const amount = earned(tariff, { fee_minor: fee?.amount ?? 0, share }, witnessed);
	return { amount, currency: rate.price.currency };
}
