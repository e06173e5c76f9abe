// SPDX-License-Identifier: Apache-2.0
import type { Mark, Receipt } from "../data/calls";
import { Clock } from "../kit";
import { t, type MessageKey } from "../i18n/t";
import css from "./Receipt.module.css";

const WORDS: Record<string, MessageKey> = {
	"advisor ring": "mark.advisor_ring",
	"advisor answered": "mark.advisor_answered",
	"advisor key": "mark.advisor_key",
	"customer ring": "mark.customer_ring",
	"customer answered": "mark.customer_answered",
	"customer key": "mark.customer_key",
	"both joined": "mark.joined",
	"both warned": "mark.warned",
	"both paused": "mark.paused",
	"both resumed": "mark.resumed",
	"customer gone": "mark.customer_gone",
	"advisor gone": "mark.advisor_gone",
};

const wordsOf = (mark: Mark): string | undefined => {
	const key = WORDS[`${mark.side} ${mark.what}`];
	return key && t(key, { detail: mark.detail ?? "" });
};

/** The same, second by second. */
export function Marks({ receipt }: { receipt: Receipt }) {
	const end = receipt.ended_at ? Date.parse(receipt.ended_at) : Number.POSITIVE_INFINITY;
	const told = receipt.marks.flatMap((mark, index) => {
		const words = Date.parse(mark.at) <= end ? wordsOf(mark) : undefined;
		return words ? [{ at: mark.at, words, key: `${mark.at} ${index}` }] : [];
	});
	return (
		<details className={css.marks} open>
			<summary>{t("receipt.seconds")}</summary>
			<ol>
				{told.map((one) => (
					<li key={one.key}>
						<Clock at={one.at} as="seconds" />
						<span>{one.words}</span>
					</li>
				))}
			</ol>
		</details>
	);
}
