// SPDX-License-Identifier: Apache-2.0
import { type Availability, useRelease } from "../data/desk";
import { t } from "../i18n/t";
import { now, useNow } from "../lib/clock";
import { problemOf } from "../lib/problem";
import { Button, toast, useStale } from "../kit";

/** After 30 s the advisor need not wait for whoever keeps the line (UX 2.3). */
export function ReleaseButton({ is }: { is: Availability }) {
	const release = useRelease(is.advisor);
	const stale = useStale();
	useNow(1000);
	if (!is.reserved_release_at || Date.parse(is.reserved_release_at) > now()) return null;
	const press = () =>
		release.mutate(undefined, {
			onSuccess: () => toast(t("pro.released")),
			onError: (error) => toast(problemOf(error).message, "bad"),
		});
	return (
		<Button busy={release.isPending} disabled={stale} onPress={press}>
			{t("pro.release")}
		</Button>
	);
}
