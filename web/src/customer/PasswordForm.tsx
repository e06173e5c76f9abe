// SPDX-License-Identifier: Apache-2.0
import { type FormEvent, useState } from "react";
import { useRules } from "../app/rules";
import { type Me, useSignIn } from "../app/session";
import { useChangeAccount } from "../data/account";
import { Button, ProblemBox, Stack, TextField, toast } from "../kit";
import { problemOf } from "../lib/problem";
import { t } from "../i18n/t";

export function PasswordForm({ me }: { me: Me }) {
	const change = useChangeAccount(me.id);
	const signIn = useSignIn();
	const least = useRules().data?.password_least ?? 10;
	const [now, setNow] = useState("");
	const [next, setNext] = useState("");
	const problem = change.error ? problemOf(change.error) : undefined;
	const send = (event: FormEvent) => {
		event.preventDefault();
		change.mutate(
			{ current_password: now, password: next },
			{
				onSuccess: () => {
					setNow("");
					setNext("");
					toast(t("settings.password_saved"));
					// It ended every session, this one too: whoever changed it goes on here.
					signIn.mutate({ login: me.login, password: next });
				},
			},
		);
	};
	return (
		<form onSubmit={send}>
			<Stack>
				<input type="text" autoComplete="username" value={me.login} readOnly hidden />
				<TextField label={t("settings.current")} type="password" autoComplete="current-password" required value={now} onText={setNow} error={problem?.of("current_password")} />
				<TextField label={t("settings.new")} hint={t("sign.password_hint", { least })} type="password" autoComplete="new-password" minLength={least} required value={next} onText={setNext} error={problem?.of("password")} />
				{problem && !problem.errors.length && <ProblemBox error={problem} />}
				<div>
					<Button type="submit" busy={change.isPending}>
						{t("settings.password")}
					</Button>
				</div>
			</Stack>
		</form>
	);
}
