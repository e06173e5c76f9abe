// SPDX-License-Identifier: Apache-2.0
import { useState } from "react";
import { type Options, useRemovePin, useSetPin } from "../data/options";
import { t } from "../i18n/t";
import { problemOf } from "../lib/problem";
import { Button, Card, Chip, Clock, Fine, Muted, ProblemBox, Row, Stack, TextField, toast } from "../kit";

function State({ of }: { of: Options }) {
	return (
		<Row gap={3}>
			<Chip shape={of.has_pin ? "disc" : "hollow"} tone={of.has_pin ? "ok" : "off"}>
				{t(of.has_pin ? "pro.pin_is_set" : "pro.pin_none")}
			</Chip>
			{of.pin_set_at && (
				<Fine>
					{t("pro.pin_since")} <Clock at={of.pin_set_at} as="date-time" />
				</Fine>
			)}
		</Row>
	);
}

/** For the telephone line: set, changed or taken away, never shown again. */
export function Pin({ advisor, options }: { advisor: string; options: Options }) {
	const [pin, setPin] = useState("");
	const set = useSetPin(advisor);
	const remove = useRemovePin(advisor);
	const wrong = set.isError ? problemOf(set.error) : undefined;
	const send = () =>
		set.mutate(pin, {
			onSuccess: () => {
				setPin("");
				toast(t("pro.pin_saved"));
			},
		});
	const away = () => remove.mutate(undefined, { onSuccess: () => toast(t("pro.pin_gone")) });
	return (
		<Card>
			<form
				onSubmit={(event) => {
					event.preventDefault();
					send();
				}}
			>
				<Stack gap={3}>
					<State of={options} />
					<Muted>{t("pro.pin_what")}</Muted>
					<TextField
						label={t(options.has_pin ? "pro.pin_new" : "pro.pin")}
						hint={t("pro.pin_hint")}
						type="password"
						inputMode="numeric"
						autoComplete="off"
						maxLength={8}
						minLength={4}
						required
						value={pin}
						onText={(text) => setPin(text.replaceAll(/\D/g, ""))}
						error={wrong?.of("pin")}
					/>
					{wrong && !wrong.of("pin") && <ProblemBox error={set.error} />}
					{remove.isError && <ProblemBox error={remove.error} />}
					<Row spread>
						<Button type="submit" tone="primary" busy={set.isPending}>
							{t(options.has_pin ? "pro.pin_change" : "pro.pin_set")}
						</Button>
						{options.has_pin && (
							<Button tone="danger" busy={remove.isPending} onPress={away}>
								{t("pro.pin_remove")}
							</Button>
						)}
					</Row>
				</Stack>
			</form>
		</Card>
	);
}
