// SPDX-License-Identifier: Apache-2.0
import { type FormEvent, useState } from "react";
import type { Me } from "../app/session";
import { useChangeAccount } from "../data/account";
import { Button, ProblemBox, Select, Stack, TextField, toast } from "../kit";
import { problemOf } from "../lib/problem";
import { t } from "../i18n/t";

const zonesWith = (mine: string): { value: string; label: string }[] =>
	[...new Set([mine, "UTC", ...Intl.supportedValuesOf("timeZone")])].map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));

export function PersonForm({ me }: { me: Me }) {
	const change = useChangeAccount(me.id);
	const [nickname, setNickname] = useState(me.nickname);
	const [timezone, setTimezone] = useState(me.timezone);
	const problem = change.error ? problemOf(change.error) : undefined;
	const send = (event: FormEvent) => {
		event.preventDefault();
		change.mutate({ nickname: nickname.trim(), timezone }, { onSuccess: () => toast(t("settings.saved")) });
	};
	return (
		<form onSubmit={send}>
			<Stack>
				<TextField label={t("sign.nickname")} hint={t("sign.nickname_hint")} value={nickname} onText={setNickname} error={problem?.of("nickname")} required />
				<Select label={t("sign.zone")} value={timezone} onText={setTimezone} options={zonesWith(me.timezone)} error={problem?.of("timezone")} />
				{problem && !problem.errors.length && <ProblemBox error={problem} />}
				<div>
					<Button type="submit" busy={change.isPending}>
						{t("save")}
					</Button>
				</div>
			</Stack>
		</form>
	);
}
