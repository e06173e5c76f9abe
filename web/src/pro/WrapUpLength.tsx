// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { type Options, useChangeOptions } from "../data/options";
import { t } from "../i18n/t";
import { problemOf } from "../lib/problem";
import { Button, Card, Muted, ProblemBox, Row, Stack, TextField, toast } from "../kit";

/** Own seconds of rest after a call, within what the house allows. */
export function WrapUpLength({ advisor, options }: { advisor: string; options: Options }) {
	const [typed, setTyped] = useState<string>();
	const change = useChangeOptions(advisor);
	const wrong = change.isError ? problemOf(change.error) : undefined;
	const text = typed ?? String(options.wrap_up_seconds);
	const seconds = /^\d{1,4}$/.test(text) ? Number(text) : undefined;
	const fits = seconds !== undefined && seconds >= options.wrap_up_least_seconds && seconds <= options.wrap_up_most_seconds;
	const bounds = { least: options.wrap_up_least_seconds, most: options.wrap_up_most_seconds };
	const send = (wrap_up_seconds: number | null) =>
		change.mutate(
			{ wrap_up_seconds },
			{
				onSuccess: () => {
					setTyped(undefined);
					toast(t("pro.listing_saved"));
				},
			},
		);
	return (
		<Card>
			<form
				onSubmit={(event) => {
					event.preventDefault();
					if (fits) send(seconds);
				}}
			>
				<Stack gap={3}>
					<Muted>{t("pro.wrap.how")}</Muted>
					<TextField
						label={t("pro.wrap.length")}
						hint={t("pro.wrap.length_hint", { ...bounds, house: options.wrap_up_house_seconds })}
						inputMode="numeric"
						value={text}
						maxLength={4}
						onText={setTyped}
						error={wrong?.of("wrap_up_seconds") ?? (fits ? undefined : t("pro.wrap.length_bad", bounds))}
					/>
					{wrong && !wrong.of("wrap_up_seconds") && <ProblemBox error={change.error} />}
					<Row gap={3}>
						<Button type="submit" tone="primary" busy={change.isPending} disabled={seconds === options.wrap_up_seconds}>
							{t("save")}
						</Button>
						{options.wrap_up_is_own && (
							<Button busy={change.isPending} onPress={() => send(null)}>
								{t("pro.wrap.as_house", { n: options.wrap_up_house_seconds })}
							</Button>
						)}
					</Row>
				</Stack>
			</form>
		</Card>
	);
}
