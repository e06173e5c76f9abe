// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { useMe } from "../app/session";
import { useNumbers } from "../data/account";
import { type Callback, useChangeNumber } from "../data/callbacks";
import { Button, Dialog, ProblemBox, toast } from "../kit";
import { problemOf } from "../lib/problem";
import { t } from "../i18n/t";
import { NumberChoice, OTHER } from "./NumberChoice";
import { ProveHere } from "./ProveLater";

/** Another number for the same place; a new one is proved right here. */
export function ChangeNumber({ callback, onClose }: { callback: Callback; onClose: () => void }) {
	const account = useMe().data?.id;
	const numbers = useNumbers(account).data?.data ?? [];
	const change = useChangeNumber(callback.id);
	const [chosen, setChosen] = useState(callback.number ?? OTHER);
	const [typed, setTyped] = useState("");
	const problem = change.error ? problemOf(change.error) : undefined;
	const number = chosen === OTHER ? typed.trim() : chosen;
	const proving = account && problem?.code === "number_not_proved";
	const save = (to: string) =>
		change.mutate(to, {
			onSuccess: () => {
				toast(t("tracker.number_changed"));
				onClose();
			},
		});
	return (
		<Dialog
			title={t("tracker.change_number")}
			onClose={onClose}
			footer={
				!proving && (
					<Button tone="primary" wide busy={change.isPending} onPress={() => save(number)}>
						{t("save")}
					</Button>
				)
			}
		>
			{proving ? (
				<ProveHere account={account} number={number} onBack={() => change.reset()} onProved={save} />
			) : (
				<NumberChoice
					numbers={numbers}
					chosen={chosen}
					onChoose={setChosen}
					typed={typed}
					onType={setTyped}
					advisor={callback.advisor_nickname}
					error={problem?.of("number")}
				/>
			)}
			{problem && !proving && !problem.of("number") && <ProblemBox error={problem} />}
		</Dialog>
	);
}
