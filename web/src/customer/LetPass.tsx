// SPDX-License-Identifier: Apache-2.0
import type { UseMutationResult } from "@tanstack/react-query";
import type { Callback } from "../data/callbacks";
import { Button, Clock, Fine, toast, useStale } from "../kit";
import { now } from "../lib/clock";
import { problemOf } from "../lib/problem";
import { t } from "../i18n/t";

type Props<T> = { callback: Callback; waiting: number | undefined; by: UseMutationResult<T, Error, void> };

/** Let the next one go first, once: offered while somebody stands behind, and not again before the rest is over. */
export function LetPass<T>({ callback, waiting, by }: Props<T>) {
	const stale = useStale();
	const again = callback.let_pass_again_at;
	if (callback.lets_pass) return <p role="status">{t("tracker.lets_pass")}</p>;
	if (again && Date.parse(again) > now())
		return (
			<Fine>
				{t("tracker.let_pass_rests")} <Clock at={again} as="time-zone" />
			</Fine>
		);
	if (callback.state !== "waiting" || !callback.position || (waiting ?? 0) <= callback.position) return null;
	const pass = () =>
		by.mutate(undefined, {
			onSuccess: () => toast(t("tracker.lets_pass")),
			onError: (error) => toast(problemOf(error).detail || problemOf(error).message, "bad"),
		});
	return (
		<Button onPress={pass} busy={by.isPending} disabled={stale} title={t("tracker.let_pass_words")}>
			{t("tracker.let_pass")}
		</Button>
	);
}
