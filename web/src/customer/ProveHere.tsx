// SPDX-License-Identifier: Apache-2.0
import { useEffect } from "react";
import { useAddNumber, useNumbers } from "../data/account";
import { Button, ProblemBox, Skeleton, Stack } from "../kit";
import { t } from "../i18n/t";
import { Prove } from "./Prove";

type Props = { account: string; number: string; onProved: (number: string) => void; onBack: () => void };

/** A number that is not the person's yet: it is added and proved by a call, and the form goes on where it was. */
export function ProveHere({ account, number, onProved, onBack }: Props) {
	const rows = useNumbers(account).data?.data;
	const { mutate: add, error, data: added } = useAddNumber(account);
	useEffect(() => add({ number }), [add, number]);
	const row = rows?.find((one) => one.id === added?.id) ?? added;
	const proved = row?.proved ? row.number : undefined;
	useEffect(() => {
		if (proved) onProved(proved);
	}, [proved, onProved]);
	return (
		<Stack>
			<h3>{t("ask.prove")}</h3>
			<p>{t("ask.prove_words")}</p>
			{row ? <Prove row={row} /> : error ? <ProblemBox error={error} /> : <Skeleton lines={2} />}
			<div>
				<Button tone="quiet" onPress={onBack}>
					{t("ask.other_number")}
				</Button>
			</div>
		</Stack>
	);
}
