// SPDX-License-Identifier: Apache-2.0
import "./texts";
import { type FormEvent, useState } from "react";
import { Link, Redirect, useLocation, useSearch } from "wouter";
import { paths, safeThen } from "../app/paths";
import { useRules } from "../app/rules";
import { useMe, useSignUp } from "../app/session";
import { Button, Card, Muted, Page, ProblemBox, Stack, TextField } from "../kit";
import { problemOf } from "../lib/problem";
import { t } from "../i18n/t";

const FIELDS = ["login", "nickname", "password"];

export default function SignUp() {
	const me = useMe().data;
	const signUp = useSignUp();
	const [, go] = useLocation();
	const then = safeThen(useSearch());
	const rules = useRules().data;
	const least = rules?.password_least ?? 10;
	const [login, setLogin] = useState("");
	const [nickname, setNickname] = useState("");
	const [password, setPassword] = useState("");
	const problem = signUp.error ? problemOf(signUp.error) : undefined;
	const inFields = problem?.errors.some((one) => FIELDS.includes(one.field));
	if (me && !signUp.isPending && !signUp.isSuccess) return <Redirect to={then ?? paths.account} replace />;

	const send = (event: FormEvent) => {
		event.preventDefault();
		const timezone = Intl.DateTimeFormat().resolvedOptions().timeZone;
		signUp.mutate(
			{ login: login.trim(), nickname: nickname.trim(), password, ...(timezone && { timezone }) },
			{ onSuccess: () => go(then ?? paths.settings, { replace: true }) },
		);
	};
	return (
		<Page title={t("nav.signup")} width="narrow" intro={<Muted>{t(then === paths.apply ? "sign.up_apply" : "sign.up_words")}</Muted>}>
			<Card>
				<form onSubmit={send}>
					<Stack>
						{problem && !inFields && <ProblemBox error={problem} />}
						{problem?.code === "bad_sign_in" && <Muted>{t("sign.maybe_known")}</Muted>}
						<TextField label={t("sign.login")} autoComplete="username" autoCapitalize="none" spellCheck={false} required value={login} onText={setLogin} error={problem?.of("login")} />
						<TextField label={t("sign.nickname")} hint={t("sign.nickname_hint")} autoComplete="nickname" required value={nickname} onText={setNickname} error={problem?.of("nickname")} />
						<TextField label={t("sign.password")} hint={t("sign.password_hint", { least })} type="password" autoComplete="new-password" minLength={least} required value={password} onText={setPassword} error={problem?.of("password")} />
						<Button type="submit" tone="primary" size="big" wide busy={signUp.isPending}>
							{t("nav.signup")}
						</Button>
					</Stack>
				</form>
			</Card>
			<p>
				{t("sign.have_account")} <Link href={paths.signIn(then)}>{t("nav.signin")}</Link>
			</p>
			{rules?.applications_open && then !== paths.apply && (
				<p>
					{t("sign.advise")} <Link href={paths.signUp(paths.apply)}>{t("sign.advise_link")}</Link>
				</p>
			)}
		</Page>
	);
}
