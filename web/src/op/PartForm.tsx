// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { type Account, useChangePart } from "../data/operation";
import { t } from "../i18n/t";
import { Button, Fine, ProblemBox, Row, Select, toast } from "../kit";
import { type Part, PARTS } from "./opParts";

const options = () => PARTS.map((value) => ({ value, label: t(`op.part.${value}`) }));

/** What an operator may; the owner chooses it. */
export const PartSelect = ({ part, onPart }: { part: Part; onPart: (part: Part) => void }) => (
	<Select label={t("op.part")} hint={t(`op.part.may.${part}`)} value={part} onText={(value) => onPart(value as Part)} options={options()} />
);

export function PartForm({ is, was }: { is: Account; was: Part }) {
	const [part, setPart] = useState<Part>(was);
	const change = useChangePart();
	const send = () => change.mutate({ account: is.id, part }, { onSuccess: () => toast(t("op.part.changed", { name: is.nickname, part: t(`op.part.${part}`) })) });
	return (
		<form
			onSubmit={(event) => {
				event.preventDefault();
				send();
			}}
		>
			<PartSelect part={part} onPart={setPart} />
			<Row>
				<Button type="submit" busy={change.isPending} disabled={part === was} title={part === was ? t("op.part.same") : undefined}>
					{t("op.part.change")}
				</Button>
				<Fine>{t("op.part.change_note")}</Fine>
			</Row>
			{change.isError && <ProblemBox error={change.error} />}
		</form>
	);
}
