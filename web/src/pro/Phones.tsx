// SPDX-License-Identifier: Apache-2.0
import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { type NumberRow, useNumbers, useOrderNumbers, useRemoveNumber } from "../data/account";
import { t } from "../i18n/t";
import { Answer, Button, Chip, Empty, Fine, ProblemBox, Stack } from "../kit";
import { AddPhone } from "./AddPhone";
import css from "./pro.module.css";

/** The ids with one moved a place up or down. */
function moved(rows: NumberRow[], at: number, by: number): string[] {
	const ids = rows.map((row) => row.id);
	const [one] = ids.splice(at, 1);
	if (one) ids.splice(at + by, 0, one);
	return ids;
}

type RowProps = { row: NumberRow; place: number; last: boolean; busy: boolean; onMove: (by: number) => void; onRemove: () => void };

const PhoneRow = ({ row, place, last, busy, onMove, onRemove }: RowProps) => (
	<li className={css.phone}>
		<span className={css.cell}>
			<output>{row.number}</output>
			<small>{row.label || t("pro.phone_place", { n: place + 1 })}</small>
		</span>
		{!row.proved && (
			<Chip shape="clock" tone="wait">
				{t("pro.phone_unproved")}
			</Chip>
		)}
		<Button size="small" disabled={busy || place === 0} onPress={() => onMove(-1)} aria-label={t("pro.phone_up", { number: row.number })}>
			<ArrowUp size={18} aria-hidden />
		</Button>
		<Button size="small" disabled={busy || last} onPress={() => onMove(1)} aria-label={t("pro.phone_down", { number: row.number })}>
			<ArrowDown size={18} aria-hidden />
		</Button>
		<Button size="small" tone="danger" disabled={busy} onPress={onRemove} aria-label={t("pro.phone_remove", { number: row.number })}>
			<Trash2 size={18} aria-hidden />
		</Button>
	</li>
);

/** Rung in this order. Moving is by buttons, so that a keyboard can do it too. */
export function Phones({ account }: { account: string }) {
	const numbers = useNumbers(account);
	const order = useOrderNumbers(account);
	const remove = useRemoveNumber(account);
	const busy = order.isPending || remove.isPending;
	return (
		<Stack gap={3}>
			<Fine>{t("pro.phones_note")}</Fine>
			<Answer of={numbers} isEmpty={(page) => page.data.length === 0} empty={<Empty title={t("pro.phones_none")} />}>
				{(page) => (
					<ol className={css.phones}>
						{page.data.map((row, place) => (
							<PhoneRow
								key={row.id}
								row={row}
								place={place}
								last={place === page.data.length - 1}
								busy={busy}
								onMove={(by) => order.mutate(moved(page.data, place, by))}
								onRemove={() => remove.mutate(row.id)}
							/>
						))}
					</ol>
				)}
			</Answer>
			{order.isError && <ProblemBox error={order.error} />}
			{remove.isError && <ProblemBox error={remove.error} />}
			<AddPhone account={account} />
		</Stack>
	);
}
