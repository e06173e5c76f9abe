// SPDX-License-Identifier: Apache-2.0
import { useNext } from "../data/phoneKeys";
import { t } from "../i18n/t";
import { problemOf } from "../lib/problem";
import { Button, toast, useStale } from "../kit";
import { useShortcut } from "./shortcuts";

type Props = { advisor: string; waiting: number };

/** The first in line now, by the same rule as key 1 of the phone; Alt+N does it too, unless switched off. */
export function NextButton({ advisor, waiting }: Props) {
	const next = useNext(advisor);
	const stale = useStale();
	const press = () => {
		if (!next.isPending && !stale) next.mutate(undefined, { onError: (error) => toast(problemOf(error).message, "bad") });
	};
	const on = useShortcut("n", press);
	return (
		<Button tone="primary" busy={next.isPending} disabled={stale} onPress={press} aria-keyshortcuts={on ? "Alt+N" : undefined}>
			{t("pro.next_now", { n: waiting })}
			{on && <kbd aria-hidden>Alt+N</kbd>}
		</Button>
	);
}
