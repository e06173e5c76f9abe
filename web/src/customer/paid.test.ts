// SPDX-License-Identifier: Apache-2.0
import { expect, test } from "vitest";
import { type Transfer, withPaid } from "./paid";

const usd = (amount: number) => ({ amount, currency: "USD" });
const line = (id: string, kind: string, cause: string, more: Partial<Transfer> = {}): Transfer => ({
	id,
	kind,
	cause,
	at: "2026-11-22T10:00:00.000Z",
	debit: "",
	credit: "",
	amount: usd(720),
	effect: usd(kind === "hold" ? -720 : 480),
	...more,
});
const settled = { charge: usd(240), settled_at: "2026-11-22T10:05:00.000Z" };
const kinds = (rows: Transfer[]) => withPaid(rows).map((row) => row.kind);

test("what a call came to stands once, where it was settled", () => {
	const rows = [line("3", "release", "cal_a", settled), line("2", "hold", "cal_a:1", settled), line("1", "hold", "cal_a", settled)];
	expect(kinds(rows)).toEqual(["paid", "release", "hold", "hold"]);
	expect(withPaid(rows)[0]).toEqual({ kind: "paid", id: "paid-cal_a", at: settled.settled_at, call: "cal_a", charge: usd(240) });
});

test("a call that used up all that was kept aside is told too", () => {
	expect(kinds([line("2", "hold", "cal_b", settled), line("1", "topup", "by hand")])).toEqual(["paid", "hold", "topup"]);
});

test("a talk that runs or was free adds no line", () => {
	expect(kinds([line("1", "hold", "cal_c")])).toEqual(["hold"]);
	expect(kinds([line("2", "release", "cal_d", { ...settled, charge: usd(0) })])).toEqual(["release"]);
});
