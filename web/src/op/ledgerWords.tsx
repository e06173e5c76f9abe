// SPDX-License-Identifier: Apache-2.0
// A ledger row for people: what it was for, and between whom; accounts by their kind (docs/ledger.md), their ids by a link.
import { Link } from "wouter";
import { t, type MessageKey } from "../i18n/t";
import type { Schemas } from "../lib/api";
import { opPaths } from "./opPaths";

type Transfer = Schemas["Transfer"];

const KINDS: Record<string, MessageKey> = {
	topup: "op.ledger.topup",
	hold: "op.ledger.hold",
	release: "op.ledger.release",
	share: "op.ledger.share",
	fee: "op.ledger.fee",
};
const ACCOUNTS: Record<string, MessageKey> = {
	world: "op.ledger.world",
	wallet: "op.wallet",
	held: "op.ledger.held",
	earned: "op.ledger.earned",
	house: "op.house",
};

const named = (words: Record<string, MessageKey>, name: string): string => {
	const key = words[name];
	return key ? t(key) : name;
};

/** "cal_…:1" is the second time that money was set aside for that call. */
const callOf = (cause: string): string | undefined => /^cal_\w+/.exec(cause)?.[0];

export function LineWhat({ row }: { row: Transfer }) {
	const call = callOf(row.cause);
	const words = named(KINDS, row.kind);
	return call ? <Link href={opPaths.call(call)}>{words}</Link> : <>{words}</>;
}

export const fromTo = (row: Transfer): string =>
	[row.debit, row.credit].map((account) => named(ACCOUNTS, account.split(":")[0] ?? account)).join(" → ");
