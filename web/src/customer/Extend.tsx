// SPDX-License-Identifier: Apache-2.0
import type { UseMutationResult } from "@tanstack/react-query";
import { Button, toast, useStale } from "../kit";
import { problemOf } from "../lib/problem";
import { t } from "../i18n/t";

const HALF_AN_HOUR = 1800;

/** WCAG 2.2.1: the time is always longer by one tap. */
export function Extend<T>({ by }: { by: UseMutationResult<T, Error, number> }) {
	const stale = useStale();
	const wait = () =>
		by.mutate(HALF_AN_HOUR, {
			onSuccess: () => toast(t("tracker.extended")),
			onError: (error) => toast(problemOf(error).message, "bad"),
		});
	return (
		<Button onPress={wait} busy={by.isPending} disabled={stale}>
			{t("tracker.extend")}
		</Button>
	);
}
