// SPDX-License-Identifier: Apache-2.0
import { useRules } from "../app/rules";
import { useBalance } from "../data/account";
import type { Callback } from "../data/callbacks";
import { type Call, useCall } from "../data/calls";
import { Answer, Card, Chip, Fine, Money, Row, Timer } from "../kit";
import type { Schemas } from "../lib/api";
import { now, useNow } from "../lib/clock";
import { charge, tariffOf } from "../lib/money";
import { t } from "../i18n/t";
import css from "./Place.module.css";

/** "So far": the ledger's rule on this clock; the ledger itself speaks at the end. */
function Spent({ call, rules }: { call: Call; rules: Schemas["Rules"] }) {
	useNow(1000);
	const talked = call.bridged_at ? Math.max(0, now() - Date.parse(call.bridged_at)) : 0;
	const amount = charge(tariffOf(call.price, rules), Math.floor(talked));
	return (
		<p>
			<strong>
				<Money of={{ ...call.price, amount }} />
			</strong>{" "}
			{t("connected.so_far")}
		</p>
	);
}

export function Connected({ callback, words }: { callback: Callback; words: string }) {
	const call = useCall(callback.call);
	const rules = useRules().data;
	const balance = useBalance().data;
	return (
		<Card tone="live">
			<Answer of={call}>
				{(it) => (
					<div className={css.centre}>
						<Chip shape="ring" tone="live" live>
							{it.state === "paused" ? t("connected.paused") : words}
						</Chip>
						{it.bridged_at && <Timer since={it.bridged_at} label={t("connected.timer")} big />}
						{rules && <Spent call={it} rules={rules} />}
						<Row>
							<span>
								<Money of={it.price} /> {t("listing.a_minute")}
							</span>
							{balance && (
								<span>
									{t("account.available")} <Money of={balance.available} />
								</span>
							)}
						</Row>
						<Fine>{t("connected.hang_up")}</Fine>
					</div>
				)}
			</Answer>
		</Card>
	);
}
