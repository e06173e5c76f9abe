// SPDX-License-Identifier: Apache-2.0
import "./texts";
import { type FormEvent, useState } from "react";
import { Link, Redirect, useLocation, useSearch } from "wouter";
import { paths, safeThen } from "../app/paths";
import { homeOf, useMe, useSignIn } from "../app/session";
import { Button, Card, Muted, Page, ProblemBox, Stack, TextField } from "../kit";
import { now, useNow } from "../lib/clock";
import { problemOf } from "../lib/problem";
import { t } from "../i18n/t";
import { Locked } from "./Locked";

export default function SignIn() {
	const me = useMe().data;
	const signIn = useSignIn();
	const [, go] = useLocation();
	const then = safeThen(useSearch());
	const [login, setLogin] = useState("");
	const [password, setPassword] = useState("");
	const [code, setCode] = useState("");
	const [lockedUntil, setLockedUntil] = useState(0);
	useNow(1000);
	const problem = signIn.error ? problemOf(signIn.error) : undefined;
	const asksCode = problem?.code.startsWith("second_factor") || code !== "";
	const isLocked = lockedUntil > now();
	if (me && !signIn.isPending) return <Redirect to={then ?? homeOf(me)} replace />;

	const send = (event: FormEvent) => {
		event.preventDefault();
		signIn.mutate(
			{ login: login.trim(), password, ...(code.trim() && { code: code.trim() }) },
			{
				onSuccess: (session) => go(then ?? homeOf(session.account), { replace: true }),
				onError: (error) => {
					const said = problemOf(error);
					if (said.retryAfter) setLockedUntil(now() + said.retryAfter * 1000);
					if (said.code === "bad_sign_in") setPassword("");
				},
			},
		);
	};
	return (
		<Page title={t("nav.signin")} width="narrow" intro={<Muted>{t("sign.welcome")}</Muted>}>
			<Card>
				<form onSubmit={send}>
					<Stack>
						{lockedUntil > 0 && problem?.retryAfter ? <Locked until={lockedUntil} /> : problem && <ProblemBox error={problem} />}
						<TextField label={t("sign.login")} autoComplete="username" autoCapitalize="none" spellCheck={false} required value={login} onText={setLogin} error={problem?.of("login")} />
						<TextField label={t("sign.password")} type="password" autoComplete="current-password" required value={password} onText={setPassword} error={problem?.of("password")} />
						{asksCode && (
							<TextField label={t("sign.code")} hint={t("sign.code_hint")} autoComplete="one-time-code" required value={code} maxLength={40} onText={setCode} />
						)}
						<Button type="submit" tone="primary" size="big" wide busy={signIn.isPending} disabled={isLocked}>
							{t("nav.signin")}
						</Button>
					</Stack>
				</form>
			</Card>
			<p>
				{t("sign.new_here")} <Link href={paths.signUp(then)}>{t("nav.signup")}</Link>
			</p>
		</Page>
	);
}
